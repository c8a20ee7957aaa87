import { type BundleFiles, pack } from "./archive.ts";
import {
  type BundleManifest,
  bundleFormat,
  bundleManifest,
  canonicalBytes,
  manifestName,
  signatureName,
  strategyName,
} from "./format.ts";
import { sha256, signBytes } from "./keys.ts";

export interface BundleContents {
  listingId: BundleManifest["listingId"];
  strategyId: BundleManifest["strategyId"];
  version: string;
  specHash: string;
  issuedAt: Date;
  /** strategy.json, and whatever else belongs to this version. */
  files: BundleFiles;
  /** Ed25519 private key (PKCS#8, PEM). */
  signingKeyPem: string;
}

/** Builds and signs a bundle; the same contents and key give the same bytes, always and everywhere. */
export const buildBundle = (contents: BundleContents): Uint8Array => {
  const { files, signingKeyPem, issuedAt, ...fields } = contents;
  const strategy = files.get(strategyName);
  if (strategy === undefined) throw new TypeError(`a bundle needs ${strategyName}`);
  if (sha256(strategy) !== fields.specHash) throw new TypeError(`${strategyName} is not what specHash names`);
  if (files.has(manifestName) || files.has(signatureName))
    throw new TypeError("a bundle writes its own manifest");

  const listed = [...files]
    .map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = canonicalBytes(
    bundleManifest.parse({
      ...fields,
      format: bundleFormat,
      issuedAt: issuedAt.toISOString(),
      files: listed,
    }),
  );
  const signature = canonicalBytes(signBytes(signingKeyPem, manifest));
  return pack(new Map([...files, [manifestName, manifest], [signatureName, signature]]));
};
