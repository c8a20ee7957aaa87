import { isId } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import type { TestMarketplace } from "@boltz/server/testing";
import { loadActor } from "@boltz/services";
import type { TestDatabase } from "@boltz/testkit";
import { z } from "zod";

const signedUp = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

export interface Holder {
  name: string;
  email: string;
  address: string;
  agent: string;
}

/** Asks the marketplace as somebody at a network address, with a program that says what it is. */
const ask = (market: TestMarketplace, { address, agent }: Holder, path: string, init: RequestInit) => {
  const headers = new Headers(init.headers);
  headers.set("user-agent", agent);
  headers.set("origin", market.url);
  const connection = { incoming: { socket: { remoteAddress: address } } };
  return market.app.request(`${market.url}${path}`, { ...init, headers }, connection);
};

/** Opens an account as people do, and answers its session. */
export const signUp = async (market: TestMarketplace, holder: Holder): Promise<Response> =>
  ask(market, holder, "/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: holder.name, email: holder.email, password: "a long enough password" }),
  });

/** A signed-up person whose address is confirmed. */
export const holdAccount = async (market: TestMarketplace, db: TestDatabase, holder: Holder) => {
  const { token, user } = signedUp.parse(await (await signUp(market, holder)).json());
  if (!isId("usr", user.id)) throw new Error("a user without a user id");
  const { id } = user;
  await db.stored("UPDATE users SET email_verified = true WHERE email = $1", [holder.email]);
  const person = async (): Promise<Person> => {
    const actor = await loadActor(db.database, id);
    if (actor.kind !== "person") throw new Error(`${id} is nobody any more`);
    return actor;
  };
  return {
    id,
    person,
    get: (path: string) => ask(market, holder, path, { headers: { authorization: `Bearer ${token}` } }),
  };
};
