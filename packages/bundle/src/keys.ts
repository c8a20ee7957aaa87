import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { z } from "zod";
import { keyId } from "./format.ts";

/** What a server answers under `/.well-known/boltz-signing-key`, and what a client pins. */
export const signingKey = z.object({ keyId, publicKeyPem: z.string().max(1_000) });
export type SigningKey = z.infer<typeof signingKey>;

const ed25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("a signing key must be an Ed25519 key");
  return key;
};

export const privateKeyFrom = (pem: string): KeyObject => ed25519(createPrivateKey(pem));
export const publicKeyFrom = (pem: string): KeyObject => ed25519(createPublicKey(pem));

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The first 16 hex digits of the SHA-256 of the public key's SPKI form. */
export const keyIdOf = (publicKey: KeyObject): string =>
  sha256(publicKey.export({ type: "spki", format: "der" })).slice(0, 16);

/** The public half of a private signing key (PKCS#8, PEM). Throws for anything but Ed25519. */
export const signingKeyOf = (signingKeyPem: string): SigningKey => {
  const publicKey = createPublicKey(privateKeyFrom(signingKeyPem));
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
};

/** Signs bytes: the form in which a bundle and a receipt carry it, base64 with the key's id. */
export const signBytes = (signingKeyPem: string, bytes: Uint8Array) => {
  const signature = sign(null, bytes, privateKeyFrom(signingKeyPem)).toString("base64");
  return { alg: "Ed25519" as const, keyId: signingKeyOf(signingKeyPem).keyId, signature };
};

/** Reads a published key and holds its id against the key itself. Throws where they do not belong together. */
export const readSigningKey = (value: unknown): SigningKey => {
  const key = signingKey.parse(value);
  if (keyIdOf(publicKeyFrom(key.publicKeyPem)) !== key.keyId)
    throw new TypeError("the key id is not this key's");
  return key;
};
