import { readSigningKey, type SigningKey } from "@boltz/bundle";
import { pinKey, pinnedKeyOf } from "../files/trusted-keys.ts";
import { refuse } from "../refused.ts";
import type { Session } from "../session.ts";
import { requestJson } from "./request.ts";

/** The key that the server says it signs with. */
export const fetchServerKey = async (server: string): Promise<SigningKey> => {
  const { status, json } = await requestJson(`${server}/.well-known/boltz-signing-key`);
  try {
    if (status === 200) return readSigningKey(json);
  } catch (error) {
    throw refuse(`${server} publishes no valid signing key.`, error);
  }
  throw refuse(`${server} publishes no signing key. Is this a BoltzTrader marketplace?`);
};

/**
 * The key pinned for a server; on first use the one that it publishes. Throws where the server now
 * signs with another key, until somebody accepts that with `boltz trust`.
 */
export const requireServerKey = async (session: Session, server: string): Promise<SigningKey> => {
  const pinned = await pinnedKeyOf(session, server);
  const published = await fetchServerKey(server);
  if (pinned === undefined) {
    await pinKey(session, server, published);
    session.print(`Trusting signing key ${published.keyId} of ${server} from now on.`);
    return published;
  }
  if (pinned.keyId !== published.keyId) throw keyChanged(server, pinned.keyId, published.keyId);
  return pinned;
};

const keyChanged = (server: string, oldId: string, newId: string) =>
  refuse(
    `${server} signs with key ${newId} now, but key ${oldId} is trusted here. Somebody may stand between you and ` +
      `the server. If the marketplace announced the new key, accept it with: boltz trust ${newId} --server ${server}`,
  );
