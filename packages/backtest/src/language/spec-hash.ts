import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";

/** UTF-8 bytes of a JSON value in its canonical form (RFC 8785). Throws a TypeError on what JSON cannot hold. */
export function canonicalBytes(document: unknown): Uint8Array {
  const json = canonicalize(document);
  if (json === undefined) throw new TypeError("only a JSON value has a canonical form");
  return utf8ToBytes(json);
}

/**
 * Names a document by its content: lower-case hex SHA-256 of its canonical JSON (RFC 8785). Key order and white space do
 * not matter; every value does. Throws on NaN, cycles and whatever else JSON cannot hold.
 */
export function specHash(document: unknown): string {
  return bytesToHex(sha256(canonicalBytes(document)));
}
