import { verify } from "node:crypto";
import { type BundleFiles, refuseRepacked, unpack } from "./archive.ts";
import {
  type BundleManifest,
  bundleManifest,
  bundleSignature,
  isSafeName,
  manifestName,
  readCanonical,
  signatureName,
  strategyName,
} from "./format.ts";
import { keyIdOf, publicKeyFrom, type SigningKey, sha256 } from "./keys.ts";
import { BundleRefused } from "./refusal.ts";

export interface VerifiedBundle {
  manifest: BundleManifest;
  /** Whose signature it carries. */
  keyId: string;
  /** Everything the bundle holds, its manifest and signature included. */
  files: BundleFiles;
}

/** Holds a bundle against the keys that are trusted. Throws `BundleRefused` for anything but an untouched bundle. */
export const verifyBundle = (bytes: Uint8Array, trustedKeys: readonly SigningKey[]): VerifiedBundle => {
  const files = unpack(bytes);
  const verified = verifyFiles(files, trustedKeys);
  refuseRepacked(bytes, files);
  return verified;
};

/** The same for a bundle's files that were already taken out, as in a folder. */
export const verifyFiles = (files: BundleFiles, trustedKeys: readonly SigningKey[]): VerifiedBundle => {
  const manifestBytes = fileOf(files, manifestName);
  const keyId = verifySignature(manifestBytes, fileOf(files, signatureName), trustedKeys);
  const manifest = readCanonical(bundleManifest, manifestName, manifestBytes);
  verifyDigests(files, manifest);
  return { manifest, keyId, files };
};

const fileOf = (files: BundleFiles, name: string): Uint8Array => {
  const bytes = files.get(name);
  if (bytes === undefined) throw new BundleRefused("missing_file", `${name} is missing.`);
  return bytes;
};

const verifySignature = (
  manifestBytes: Uint8Array,
  signatureBytes: Uint8Array,
  trustedKeys: readonly SigningKey[],
): string => {
  const { keyId, signature } = readCanonical(bundleSignature, signatureName, signatureBytes);
  const publicKey = trustedKeys
    .map((key) => publicKeyFrom(key.publicKeyPem))
    .find((key) => keyIdOf(key) === keyId);
  if (publicKey === undefined) {
    throw new BundleRefused("unknown_key", `${signatureName} is by key ${keyId}, which is not trusted here.`);
  }
  const raw = Buffer.from(signature, "base64");
  if (raw.toString("base64") !== signature || !verify(null, manifestBytes, publicKey, raw)) {
    throw new BundleRefused(
      "bad_signature",
      `The signature does not fit ${manifestName}: one of them was changed.`,
    );
  }
  return keyId;
};

const verifyDigests = (files: BundleFiles, manifest: BundleManifest): void => {
  const expected = new Set([manifestName, signatureName]);
  for (const { name, bytes, sha256: digest } of manifest.files) {
    expected.add(name);
    const content = fileOf(files, name);
    if (content.length !== bytes || sha256(content) !== digest) {
      throw new BundleRefused("changed_file", `${name} was changed after the bundle was signed.`);
    }
  }
  for (const name of files.keys()) {
    if (expected.has(name)) continue;
    const shown = isSafeName(name) ? name : JSON.stringify(name.slice(0, 80));
    throw new BundleRefused("extra_file", `${shown} was added after the bundle was signed.`);
  }
  const strategy = manifest.files.find((file) => file.name === strategyName);
  if (strategy === undefined) throw new BundleRefused("missing_file", `${strategyName} is missing.`);
  if (strategy.sha256 !== manifest.specHash) {
    throw new BundleRefused("changed_file", `${strategyName} is not the strategy that the manifest names.`);
  }
};
