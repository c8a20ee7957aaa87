import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { bundleLimits, readSigningKey, type SigningKey, verifyBundle, verifyFiles } from "@boltz/bundle";
import { lockName } from "../files/install-lock.ts";
import { isMissing } from "../files/private-file.ts";
import { readFolder, readPlainFile } from "../files/read-folder.ts";
import { readLock } from "../files/read-installs.ts";
import { allPinnedKeys } from "../files/trusted-keys.ts";
import { checkProof } from "../proof/check-proof.ts";
import { CliRefused } from "../refused.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireServerKey } from "../server/server-key.ts";
import { printable, type Session } from "../session.ts";

export interface VerifyOptions {
  server?: string;
  /** A file as `/.well-known/boltz-signing-key` answers it, to verify without a network. */
  key?: string;
  /** Asks no server: runs again only on bars that are here. */
  offline?: boolean;
}

/** Says whether a bundle, or a folder that one was installed to, is exactly what a trusted key signed. */
export const verify = async (session: Session, path: string, options: VerifyOptions): Promise<void> => {
  const place = resolve(session.workDir, path);
  const found = await stat(place).catch((error: unknown) => {
    if (isMissing(error)) throw new CliRefused("usage", `${printable(path)} is not there.`);
    throw error;
  });
  const keys = await keysFor(session, options);
  const lock = found.isDirectory() ? await readLock(place) : undefined;
  const { manifest, keyId, files } = found.isDirectory()
    ? verifyFiles(withoutLock(await readFolder(place)), keys)
    : verifyBundle(await readPlainFile(place, bundleLimits.bundleBytes), keys);
  session.print(`Unchanged: ${manifest.listingId} ${manifest.version}, ${files.size} files`);
  session.print(`signed by key ${keyId} on ${manifest.issuedAt.slice(0, 10)}`);
  const isOffline = options.offline === true || options.key !== undefined;
  const server = isOffline ? null : await chooseServer(session, options.server ?? lock?.server);
  const { tier } = await checkProof(session, { files, specHash: manifest.specHash, keys, server });
  if (tier !== "verified") session.print(unproved[tier]);
};

const unproved = {
  unverified: "Not proved: the marketplace had no bars to run it on.",
  attached: "Not proved: files of another engine, which the marketplace never ran.",
} as const;

const withoutLock = (files: ReadonlyMap<string, Uint8Array>) =>
  new Map([...files].filter(([name]) => name !== lockName));

const notAKey = (file: string, cause: unknown) =>
  new CliRefused("usage", `${printable(file)} holds no signing key.`, { cause });

const keysFor = async (session: Session, options: VerifyOptions): Promise<SigningKey[]> => {
  if (options.key !== undefined) {
    const file = resolve(session.workDir, options.key);
    try {
      return [readSigningKey(JSON.parse(new TextDecoder().decode(await readPlainFile(file, 10_000))))];
    } catch (error) {
      throw notAKey(options.key, error);
    }
  }
  const pinned = options.server === undefined ? await allPinnedKeys(session) : [];
  if (pinned.length > 0) return pinned;
  return [await requireServerKey(session, await chooseServer(session, options.server))];
};
