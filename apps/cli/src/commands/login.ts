import type { Viewer } from "@boltz/contract";
import { forgetToken, savedToken, saveToken } from "../files/credentials.ts";
import { CliRefused } from "../refused.ts";
import { signInByDevice } from "../server/device-login.ts";
import { connect } from "../server/market-api.ts";
import { postJson } from "../server/request.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireServerKey } from "../server/server-key.ts";
import { requireToken } from "../server/sign-in.ts";
import { printable, type Session } from "../session.ts";

export interface ServerOptions {
  server?: string;
  token?: string;
}

/** Signs in through a browser, or with a token that is already there, and remembers it for this server. */
export const login = async (session: Session, options: ServerOptions): Promise<void> => {
  const server = await chooseServer(session, options.server);
  await requireServerKey(session, server);
  const token = options.token ?? session.token ?? (await signInByDevice(session, server));
  const person = await personOf(server, token);
  await saveToken(session, server, token);
  session.print(`Signed in to ${server} as ${nameOf(person)}.`);
};

/** Ends the session on the server too, so that a copied token is worth nothing. */
export const logout = async (session: Session, options: ServerOptions): Promise<void> => {
  const server = await chooseServer(session, options.server);
  const token = await savedToken(session, server);
  if (token === undefined) {
    session.print(`You were not signed in to ${server}.`);
    return;
  }
  await forgetToken(session, server);
  const isEnded = await postJson(`${server}/api/auth/sign-out`, {}, token).then(
    ({ status }) => status === 200,
    () => false,
  );
  session.print(`Signed out of ${server}.`);
  if (!isEnded) session.printError("The server did not confirm it; its session ends by itself later.");
};

export const whoami = async (session: Session, options: ServerOptions): Promise<void> => {
  const server = await chooseServer(session, options.server);
  const person = await personOf(server, await requireToken(session, server, options.token));
  session.print(`${nameOf(person)}, ${person.role}, on ${server}`);
};

const nameOf = ({ name, email }: Viewer) => `${printable(name)} <${printable(email)}>`;

const personOf = async (server: string, token: string): Promise<Viewer> => {
  const person = await connect(server, token).me();
  if (person !== null) return person;
  throw new CliRefused("signedOut", `${server} does not accept this sign-in any more. Run \`boltz login\`.`);
};
