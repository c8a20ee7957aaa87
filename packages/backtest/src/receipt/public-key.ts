import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesOfBase64 } from "./base64.ts";

export interface PublicKey {
  /** The 32 bytes of an Ed25519 point. */
  point: Uint8Array;
  /** First 16 hex digits of the SHA-256 of the key's SPKI form. */
  keyId: string;
}

/** What stands before the point in the SPKI form of every Ed25519 key (RFC 8410). */
const spkiPrefix = "302a300506032b6570032100";
const prefixBytes = spkiPrefix.length / 2;
const pemPattern = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;

/** An Ed25519 public key from its PEM (SPKI), or undefined where it is anything else. */
export function publicKeyOf(pem: string): PublicKey | undefined {
  const body = pemPattern.exec(pem)?.[1];
  const spki = body === undefined ? undefined : bytesOfBase64(body.replaceAll(/\s/g, ""));
  if (spki === undefined || spki.length !== prefixBytes + 32) return undefined;
  if (bytesToHex(spki.subarray(0, prefixBytes)) !== spkiPrefix) return undefined;
  return { point: spki.subarray(prefixBytes), keyId: bytesToHex(sha256(spki)).slice(0, 16) };
}
