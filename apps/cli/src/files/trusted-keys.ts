import { join } from "node:path";
import { readSigningKey, type SigningKey } from "@boltz/bundle";
import { z } from "zod";
import { refuse } from "../refused.ts";
import type { Session } from "../session.ts";
import { readPrivateJson, writePrivateJson } from "./private-file.ts";

const pinnedKey = z.object({ keyId: z.string(), publicKeyPem: z.string(), pinnedAt: z.iso.datetime() });
const trustedKeys = z.object({ servers: z.record(z.string(), pinnedKey) });

const pathIn = (session: Session) => join(session.configDir, "trusted-keys.json");

const read = async (session: Session): Promise<Map<string, SigningKey>> => {
  const stored = await readPrivateJson(pathIn(session), trustedKeys);
  try {
    return new Map(
      Object.entries(stored?.servers ?? {}).map(([server, key]) => [server, readSigningKey(key)]),
    );
  } catch (error) {
    throw refuse(`${pathIn(session)} holds a key that is none. Repair or delete it.`, error);
  }
};

/** The one key whose bundles are believed to come from this server. */
export const pinnedKeyOf = async (session: Session, server: string): Promise<SigningKey | undefined> =>
  (await read(session)).get(server);

export const allPinnedKeys = async (session: Session): Promise<SigningKey[]> => [
  ...(await read(session)).values(),
];

export const pinKey = async (session: Session, server: string, key: SigningKey): Promise<void> => {
  const stored = await readPrivateJson(pathIn(session), trustedKeys);
  const pinned = { ...key, pinnedAt: session.now().toISOString() };
  await writePrivateJson(pathIn(session), { servers: { ...stored?.servers, [server]: pinned } });
};
