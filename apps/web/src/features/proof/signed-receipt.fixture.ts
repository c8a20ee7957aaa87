import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { receiptBytes, receiptPayloadOf } from "@boltz/backtest";
import { type Receipt, type ReceiptPayload, receipt } from "@boltz/contract";
import { reportFixture } from "./proof.fixture.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const keyId = createHash("sha256")
  .update(publicKey.export({ type: "spki", format: "der" }))
  .digest("hex")
  .slice(0, 16);

/** What the marketplace answers about its key in these tests. */
const signingKeyFixture = {
  keyId,
  publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
};

/** A receipt that the marketplace of these tests signed, of the fixture's report unless told otherwise. */
export const signedReceipt = (changes: Partial<ReceiptPayload> = {}): Receipt => {
  const signedAt = new Date("2023-03-02T09:00:00.000Z");
  const payload = { ...receiptPayloadOf(reportFixture(), "a".repeat(64), signedAt), ...changes };
  const signature = sign(null, receiptBytes(payload), privateKey).toString("base64");
  return receipt.parse({ payload, signature: { alg: "Ed25519", keyId, signature } });
};

/** Answers for the key's address. */
export const keyDoor = {
  "/.well-known/boltz-signing-key": () => Response.json(signingKeyFixture),
};
