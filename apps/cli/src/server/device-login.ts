import { z } from "zod";
import { CliRefused, refuse } from "../refused.ts";
import { printable, type Session } from "../session.ts";
import { postJson } from "./request.ts";

const clientId = "boltz-cli";
const grantType = "urn:ietf:params:oauth:grant-type:device_code";

const startedSignIn = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string().optional(),
  expires_in: z.number(),
  interval: z.number(),
});
const grantedToken = z.object({ access_token: z.string().min(1) });
const refusedToken = z.object({ error: z.string() });

const spaced = (code: string) => (code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code);

/** Signs in through a browser (RFC 8628): shows a code, then asks until somebody confirmed it there. */
export const signInByDevice = async (session: Session, server: string): Promise<string> => {
  const answer = await postJson(`${server}/api/auth/device/code`, { client_id: clientId });
  const started = startedSignIn.safeParse(answer.json);
  if (!started.success) throw refuse(`${server} does not take sign-ins from a command line.`, started.error);
  const { user_code, verification_uri, verification_uri_complete } = started.data;
  session.print(`Open ${printable(verification_uri_complete ?? verification_uri)}`);
  session.print(`and confirm that it shows the code ${printable(spaced(user_code))}`);
  return awaitToken(session, server, started.data);
};

const awaitToken = async (
  session: Session,
  server: string,
  started: z.infer<typeof startedSignIn>,
): Promise<string> => {
  const endsAt = session.now().getTime() + started.expires_in * 1_000;
  let waitMs = Math.max(started.interval, 1) * 1_000;
  while (session.now().getTime() < endsAt) {
    await session.sleep(waitMs);
    const { status, json } = await postJson(`${server}/api/auth/device/token`, {
      grant_type: grantType,
      device_code: started.device_code,
      client_id: clientId,
    });
    const granted = grantedToken.safeParse(json);
    if (status === 200 && granted.success) return granted.data.access_token;
    const refused = refusedToken.safeParse(json).data?.error;
    if (refused === "slow_down" || status === 429) waitMs += 5_000;
    else if (refused === "access_denied")
      throw new CliRefused("signedOut", "The sign-in was denied in the browser.");
    else if (refused === "expired_token") break;
    else if (refused !== "authorization_pending") throw refuse(`${server} refused the sign-in. Start again.`);
  }
  throw new CliRefused("signedOut", "The code has expired. Run `boltz login` again.");
};
