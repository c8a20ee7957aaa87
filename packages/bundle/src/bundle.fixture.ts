import { generateKeyPairSync } from "node:crypto";
import type { Id } from "@boltz/contract";
import { isId } from "@boltz/contract";
import type { BundleFiles } from "./archive.ts";
import { type BundleContents, buildBundle } from "./build-bundle.ts";
import { canonicalBytes, strategyName } from "./format.ts";
import { sha256 } from "./keys.ts";

const idOf = <P extends "lst" | "str">(prefix: P, value: string): Id<P> => {
  if (!isId(prefix, value)) throw new TypeError("not an id");
  return value;
};

export const newKeyPem = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** One key for all examples, so that two of them can be compared byte by byte. */
export const exampleKeyPem = newKeyPem();

const strategy = canonicalBytes({ format: "boltz.strategy/1", name: "Channel breakout" });

export const exampleContents = (more: BundleFiles = new Map()): BundleContents => ({
  listingId: idOf("lst", "lst_01k9zt5w8xfj2r4m6n8p0q2s4t"),
  strategyId: idOf("str", "str_01k9zt5w8xfj2r4m6n8p0q2s4v"),
  version: "1.2.0",
  specHash: sha256(strategy),
  issuedAt: new Date("2026-03-01T12:00:00.123Z"),
  files: new Map([[strategyName, strategy], ...more]),
  signingKeyPem: exampleKeyPem,
});

export const exampleBundle = (): Uint8Array => buildBundle(exampleContents());
