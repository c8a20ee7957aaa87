import { isId } from "@boltz/contract";
import { type Actor, visitor } from "@boltz/domain";
import { loadActor, type Services } from "@boltz/services";
import type { Auth } from "./create-auth.ts";

export interface Identity {
  actor: Actor;
  /** Cookies to set anew, where the session was prolonged. */
  cookies: string[];
}

/** Who a request comes from, with the rights of this moment. Without a cookie or token nothing is looked up. */
export const identify = async (auth: Auth, services: Services, headers: Headers): Promise<Identity> => {
  if (!headers.has("cookie") && !headers.has("authorization")) return { actor: visitor, cookies: [] };
  const { headers: answered, response } = await auth.api.getSession({ headers, returnHeaders: true });
  const cookies = answered.getSetCookie();
  const userId = response?.user.id;
  if (userId === undefined || !isId("usr", userId)) return { actor: visitor, cookies };
  const secondFactor = { at: response?.session.secondFactorAt ?? null, now: services.now() };
  return { actor: await loadActor(services.database, userId, secondFactor), cookies };
};
