import { join, resolve } from "node:path";
import { bundleLimits, sha256, type VerifiedBundle, verifyBundle } from "@boltz/bundle";
import { type InstallOutput, type ListingId, listingId, semver } from "@boltz/contract";
import {
  freqtradeTargets,
  inspectTargets,
  type TargetFile,
  writeTargets,
} from "../files/freqtrade-target.ts";
import {
  type InstallLock,
  type InstallTarget,
  lockBytes,
  lockFormat,
  lockName,
} from "../files/install-lock.ts";
import { readLock } from "../files/read-installs.ts";
import { writeInstall } from "../files/write-install.ts";
import { checkProof, type Proof } from "../proof/check-proof.ts";
import { CliRefused, refuse } from "../refused.ts";
import { downloadBundle } from "../server/download.ts";
import { connect } from "../server/market-api.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireServerKey } from "../server/server-key.ts";
import { requireToken } from "../server/sign-in.ts";
import { printable, type Session } from "../session.ts";

export interface InstallOptions {
  dir: string;
  server?: string;
  token?: string;
  force?: boolean;
  target?: InstallTarget;
  /** Takes what the marketplace did not run itself. */
  acceptUnverified?: boolean;
}

/** Reads `lst_…` or `lst_…@1.2.0`. */
const readWanted = (wanted: string): { listingId: ListingId; version?: string } => {
  const [id = "", version, ...rest] = wanted.split("@");
  const listing = listingId.safeParse(id);
  if (!listing.success || rest.length > 0)
    throw new CliRefused(
      "usage",
      `"${printable(wanted)}" is no listing; it looks like lst_…, or lst_…@1.2.0.`,
    );
  if (version === undefined) return { listingId: listing.data };
  if (!semver.safeParse(version).success)
    throw new CliRefused("usage", `"${printable(version)}" is no version; it looks like 1.2.0.`);
  return { listingId: listing.data, version };
};

/** Downloads a bundle, believes nothing of it before it is verified, and puts it into its folder. */
export const install = async (session: Session, wanted: string, options: InstallOptions): Promise<void> => {
  const request = readWanted(wanted);
  const server = await chooseServer(session, options.server);
  const token = await requireToken(session, server, options.token);
  const key = await requireServerKey(session, server);
  const link = await connect(server, token).install(request);
  const bytes = await downloadBundle(server, link.bundleUrl, bundleLimits.bundleBytes);
  if (sha256(bytes) !== link.bundleSha256)
    throw refuse("The download is not the bundle that the server announced. Nothing was installed.");
  const bundle = verifyBundle(bytes, [key]);
  refuseOther(bundle, request, link);

  const { specHash } = bundle.manifest;
  const proof = await checkProof(session, { files: bundle.files, specHash, keys: [key], server });
  if (options.acceptUnverified !== true) refuseUnproved(proof);

  const dir = resolve(session.workDir, options.dir);
  const targets = options.target === "freqtrade" ? requireFreqtrade(request.listingId, bundle) : [];
  if (options.force !== true)
    await inspectTargets(dir, targets, await readLock(join(dir, request.listingId)));
  const lock = lockOf(session, { server, bundle, link, proof, targets, target: options.target });
  const folder = await writeInstall({
    dir,
    name: request.listingId,
    files: new Map([...bundle.files, [lockName, lockBytes(lock)]]),
    force: options.force ?? false,
  });
  await writeTargets(dir, targets);
  session.print(`Installed ${lock.listingId} ${lock.version}, signed by key ${lock.keyId}`);
  session.print(`in ${printable(folder)}`);
  for (const { name } of targets) session.print(`and ${printable(join(dir, name))}`);
};

/** What nobody proved is installed only by somebody who says that they know. */
const refuseUnproved = ({ tier }: Proof): void => {
  if (tier === "attached")
    throw refuse(
      "This is an author's own file for another engine, which the marketplace never ran. A strategy file can do whatever " +
        "your account can: read it first. To install it anyway, say --accept-unverified.",
    );
  if (tier === "unverified")
    throw refuse(
      "The marketplace has no bars to run this strategy on, so nothing of it is proved. To install it anyway, say --accept-unverified.",
    );
};

const requireFreqtrade = (listing: ListingId, { files }: VerifiedBundle): TargetFile[] => {
  const targets = freqtradeTargets(listing, files);
  if (targets !== undefined) return targets;
  throw refuse(
    "This bundle holds no generated freqtrade strategy. Install it without --target, and copy what you need yourself once you have read it.",
  );
};

/** A true signature on another strategy or version is no answer to what was asked for. */
const refuseOther = (
  { manifest }: VerifiedBundle,
  wanted: { listingId: ListingId; version?: string },
  link: InstallOutput,
): void => {
  const version = wanted.version ?? link.version;
  if (manifest.listingId === wanted.listingId && manifest.version === version) return;
  throw refuse(
    `The server sent ${manifest.listingId} ${manifest.version} instead of ${wanted.listingId} ${version}. ` +
      "Nothing was installed.",
  );
};

interface Installed {
  server: string;
  bundle: VerifiedBundle;
  link: InstallOutput;
  proof: Proof;
  targets: readonly TargetFile[];
  target: InstallTarget | undefined;
}

const lockOf = (
  session: Session,
  { server, bundle, link, proof, targets, target }: Installed,
): InstallLock => {
  const { listingId: id, strategyId, version, specHash } = bundle.manifest;
  return {
    format: lockFormat,
    server,
    listingId: id,
    strategyId,
    version,
    specHash,
    keyId: bundle.keyId,
    bundleSha256: link.bundleSha256,
    installedAt: session.now().toISOString(),
    files: [...bundle.files].map(([name, content]) => ({
      name,
      bytes: content.length,
      sha256: sha256(content),
    })),
    ...(target === undefined ? {} : { target }),
    targets: targets.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
    tier: proof.tier,
    resultHash: proof.resultHash,
  };
};
