import {
  type Figures,
  type ProofReport,
  type ReceiptFigures,
  type ReceiptPayload,
  receipt,
} from "@boltz/contract";
import { ed25519 } from "@noble/curves/ed25519.js";
import { canonicalBytes } from "../language/spec-hash.ts";
import { bytesOfBase64 } from "./base64.ts";
import { publicKeyOf } from "./public-key.ts";

/** What the platform signs of a report: what it takes to run it again, and what came out. */
export function receiptPayloadOf(report: ProofReport, specHash: string, issuedAt: Date): ReceiptPayload {
  const { segments, overfitting } = report;
  return {
    format: "boltz.receipt/1",
    engine: report.engine,
    specHash,
    bars: report.markets.map(({ symbol, timeframe, datasetId, bars, barsHash }) => ({
      symbol,
      timeframe,
      datasetId,
      count: bars,
      sha256: barsHash,
    })),
    resultHash: report.resultHash,
    holdoutFrom: report.holdoutFrom,
    publishedAt: report.publishedAt,
    segments: signedFigures(segments),
    trials: overfitting.trials,
    dsr: overfitting.dsr,
    pbo: overfitting.pbo,
    issuedAt: issuedAt.toISOString(),
  };
}

/** Of all figures of the parts of a record, those that are signed. */
export const signedFigures = ({
  inSample,
  holdout,
  afterPublication,
}: ProofReport["segments"]): ReceiptPayload["segments"] => ({
  inSample: signedOf(inSample),
  holdout: signedOf(holdout),
  afterPublication: signedOf(afterPublication),
});

const signedOf = (figures: Figures | null): ReceiptFigures | null =>
  figures === null
    ? null
    : {
        totalReturn: figures.totalReturn,
        sharpe: figures.sharpe,
        maxDrawdown: figures.maxDrawdown,
        trades: figures.trades,
      };

/** The bytes under the signature: the payload's canonical JSON (RFC 8785). */
export const receiptBytes = (payload: ReceiptPayload): Uint8Array => canonicalBytes(payload);

export type VerifiedReceipt = { ok: true; payload: ReceiptPayload } | { ok: false; reason: string };

/** Decides whether anything at all is a receipt that the holder of this key signed. Never throws; the same in browser and Node. */
export function verifyReceipt(candidate: unknown, publicKeyPem: string): VerifiedReceipt {
  const key = publicKeyOf(publicKeyPem);
  if (key === undefined) return refused("The public key is not an Ed25519 key in PEM form.");
  const parsed = receipt.safeParse(candidate);
  if (!parsed.success) return refused("This is not a whole receipt: a part of it is missing or was changed.");
  const { payload, signature } = parsed.data;
  if (signature.keyId !== key.keyId)
    return refused(`The receipt was signed with another key, ${signature.keyId}; this one is ${key.keyId}.`);
  const bytes = bytesOfBase64(signature.signature);
  if (bytes?.length !== 64 || !isSigned(bytes, receiptBytes(payload), key.point))
    return refused("The signature does not fit: the receipt was changed after it was signed.");
  return { ok: true, payload };
}

const refused = (reason: string): VerifiedReceipt => ({ ok: false, reason });

function isSigned(signature: Uint8Array, message: Uint8Array, point: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, point, { zip215: false });
  } catch {
    return false;
  }
}
