import { z } from "zod";
import { differenceId, reconciliationRunId } from "./ids.ts";
import { currency, minorUnits, money, providerName } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { text } from "./text.ts";

export const differenceKinds = ["missing_in_ledger", "missing_at_provider", "amount_differs"] as const;
export const differenceKind = z.enum(differenceKinds);
export type DifferenceKind = z.infer<typeof differenceKind>;

/** Where our ledger and the provider's account book disagree, with both sides. */
export const reconciliationDifference = z.object({
  id: differenceId,
  provider: providerName,
  kind: differenceKind,
  what: z.string(),
  ours: money.nullable(),
  ourReference: z.string().nullable(),
  theirs: money.nullable(),
  theirReference: z.string().nullable(),
  at: timestamp,
  explanation: z.string().nullable(),
});
export type ReconciliationDifference = z.infer<typeof reconciliationDifference>;

export const reconciliationRun = z.object({
  id: reconciliationRunId,
  provider: providerName,
  from: timestamp,
  to: timestamp,
  endedAt: timestamp.nullable(),
  failure: z.string().nullable(),
  movements: z.int(),
  differences: z.int(),
  totals: z.array(z.object({ currency, ledgerMinor: minorUnits, providerMinor: minorUnits })),
});
export type ReconciliationRun = z.infer<typeof reconciliationRun>;

export const listRunsOutput = z.array(reconciliationRun);
export const listDifferencesInput = z.strictObject({ ...pageInput, open: z.boolean().default(true) });
export const listDifferencesOutput = pageOf(reconciliationDifference);
export const explainDifferenceInput = z.strictObject({ differenceId, explanation: text(10, 1_000) });
