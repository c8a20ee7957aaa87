import { z } from "zod";
import { datasetId } from "./ids.ts";
import { symbol, timeframe } from "./market.ts";
import { timestamp } from "./page.ts";
import { sha256Hex } from "./strategies.ts";

const ratio = z.number().nullable();

const receiptFigures = z.strictObject({
  totalReturn: z.number(),
  sharpe: ratio,
  maxDrawdown: z.number(),
  trades: z.int(),
});
export type ReceiptFigures = z.infer<typeof receiptFigures>;

/** Whether two parts of a record have the same signed figures, to the last digit. */
export const sameFigures = (a: ReceiptFigures | null, b: ReceiptFigures | null): boolean =>
  a === null || b === null
    ? a === b
    : receiptFigures.keyof().options.every((figure) => a[figure] === b[figure]);

/** What the platform signs: everything that is needed to run it again, and what came out. */
export const receiptPayload = z.strictObject({
  format: z.literal("boltz.receipt/1"),
  engine: z.string().max(40),
  specHash: sha256Hex,
  bars: z
    .array(
      z.strictObject({
        symbol,
        timeframe,
        datasetId,
        count: z.int().positive(),
        sha256: sha256Hex,
      }),
    )
    .min(1)
    .max(50),
  resultHash: sha256Hex,
  holdoutFrom: timestamp,
  publishedAt: timestamp.nullable(),
  segments: z.strictObject({
    inSample: receiptFigures.nullable(),
    holdout: receiptFigures.nullable(),
    afterPublication: receiptFigures.nullable(),
  }),
  trials: z.int().min(1),
  dsr: ratio,
  pbo: ratio,
  issuedAt: timestamp,
});
export type ReceiptPayload = z.infer<typeof receiptPayload>;

/** Ed25519 over the payload's canonical JSON (RFC 8785). */
export const receipt = z.strictObject({
  payload: receiptPayload,
  signature: z.strictObject({
    alg: z.literal("Ed25519"),
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  }),
});
export type Receipt = z.infer<typeof receipt>;
