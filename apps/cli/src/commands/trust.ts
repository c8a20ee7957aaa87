import { pinKey, pinnedKeyOf } from "../files/trusted-keys.ts";
import { CliRefused, refuse } from "../refused.ts";
import { chooseServer } from "../server/server-address.ts";
import { fetchServerKey } from "../server/server-key.ts";
import { printable, type Session } from "../session.ts";

/** Accepts a server's new signing key; its id has to be said, so that it was read somewhere else first. */
export const trust = async (session: Session, keyId: string, options: { server?: string }): Promise<void> => {
  if (!/^[0-9a-f]{16}$/.test(keyId))
    throw new CliRefused("usage", `"${printable(keyId)}" is no key id; it has 16 hexadecimal digits.`);
  const server = await chooseServer(session, options.server);
  const key = await fetchServerKey(server);
  if (key.keyId !== keyId)
    throw refuse(`${server} signs with key ${key.keyId}, not with ${keyId}. Nothing was changed.`);
  const before = await pinnedKeyOf(session, server);
  await pinKey(session, server, key);
  const instead = before === undefined || before.keyId === keyId ? "" : ` instead of ${before.keyId}`;
  session.print(`Trusting signing key ${keyId} of ${server}${instead}.`);
};
