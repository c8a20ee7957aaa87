import { z } from "zod";
import { dataExportId, erasureId } from "./ids.ts";
import { timestamp } from "./page.ts";

export const exportStates = ["queued", "running", "ready", "failed", "expired"] as const;
export const dataExport = z.object({
  id: dataExportId,
  state: z.enum(exportStates),
  /** 0 to 100. */
  progress: z.int(),
  /** What is being collected. */
  step: z.string(),
  bytes: z.int().nullable(),
  requestedAt: timestamp,
  expiresAt: timestamp.nullable(),
});
export type DataExport = z.infer<typeof dataExport>;
export const dataExportsOutput = z.array(dataExport);

/** Why an account cannot be erased right now. */
export const erasureBlocks = [
  "staff_role",
  "pending_purchase",
  "open_dispute",
  "open_refund",
  "payout_under_way",
  "money_left",
  "debt_left",
] as const;
export const erasureBlock = z.enum(erasureBlocks);
export type ErasureBlock = z.infer<typeof erasureBlock>;

export const erasureStates = ["scheduled", "cancelled", "done"] as const;
export const erasureView = z.object({
  /** The request that waits; null without one. */
  request: z
    .object({
      id: erasureId,
      requestedAt: timestamp,
      dueAt: timestamp,
      /** What stood in the way when it was last tried. */
      blocks: z.array(erasureBlock),
    })
    .nullable(),
  blocks: z.array(erasureBlock),
  coolingOffDays: z.int(),
  retentionYears: z.int(),
  /** What goes and what has to stay, counted. */
  effects: z.object({
    listings: z.int(),
    owned: z.int(),
    reviews: z.int(),
    purchases: z.int(),
    sales: z.int(),
  }),
});
export type ErasureView = z.infer<typeof erasureView>;
/** The person types the account's address, so that nobody erases by a slip. */
export const eraseInput = z.strictObject({ confirmEmail: z.string().trim().toLowerCase().max(254) });
