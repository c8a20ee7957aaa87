import { listingId, semver, sha256Hex, strategyId } from "@boltz/contract";
import canonicalize from "canonicalize";
import { z } from "zod";
import { BundleRefused } from "./refusal.ts";

export const bundleFormat = "boltz.bundle/1";
export const manifestName = "manifest.json";
export const signatureName = "signature.json";
export const strategyName = "strategy.json";
export const receiptName = "receipt.json";

/** Far above what a strategy needs, far below what hurts to hold in memory. */
export const bundleLimits = {
  bundleBytes: 8 * 1024 * 1024,
  fileBytes: 4 * 1024 * 1024,
  files: 32,
} as const;

const namePattern = /^[a-z][a-z0-9_-]{0,47}(\.[a-z0-9_-]{1,16}){0,2}$/;
/** Windows opens a device for these, whatever their extension. */
const deviceNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/;

/** One flat lower-case name that means the same file on every system: no folder, no device, no case. */
export const isSafeName = (name: string): boolean => namePattern.test(name) && !deviceNames.test(name);

const fileName = z.string().refine(isSafeName, "must be a plain lower-case file name");

const manifestFile = z.strictObject({
  name: fileName,
  bytes: z.int().min(0).max(bundleLimits.fileBytes),
  sha256: sha256Hex,
});

const comesBefore = (a: string, b: string) => a < b;
const isSorted = (files: { name: string }[]) =>
  files.every((file, at) => comesBefore(files[at - 1]?.name ?? "", file.name));

export const bundleManifest = z.strictObject({
  format: z.literal(bundleFormat),
  listingId,
  strategyId,
  version: semver,
  /** SHA-256 of strategy.json, which is canonical JSON. */
  specHash: sha256Hex,
  issuedAt: z.iso.datetime(),
  files: z
    .array(manifestFile)
    .max(bundleLimits.files - 2)
    .refine(isSorted, "must be sorted by name, each once"),
});
export type BundleManifest = z.infer<typeof bundleManifest>;

export const keyId = z.string().regex(/^[0-9a-f]{16}$/);

export const bundleSignature = z.strictObject({
  alg: z.literal("Ed25519"),
  keyId,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});

/** UTF-8 bytes of a JSON value in its one canonical form (RFC 8785). */
export const canonicalBytes = (value: unknown): Uint8Array => {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError("only a JSON value has a canonical form");
  return new TextEncoder().encode(json);
};

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Reads one of the bundle's own documents; it must be in canonical form, so that it can be written one way only. */
export const readCanonical = <T extends z.ZodType>(
  schema: T,
  name: string,
  bytes: Uint8Array,
): z.infer<T> => {
  const refuse = (cause: unknown) =>
    new BundleRefused("not_a_bundle", `${name} is not what a ${bundleFormat} bundle holds there.`, { cause });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw refuse(error);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw refuse(parsed.error);
  if (!equalBytes(canonicalBytes(json), bytes)) throw refuse(new Error("not in canonical form"));
  return parsed.data;
};
