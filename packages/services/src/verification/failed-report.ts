import { datasetId, type GateCheck, gateCheck, symbol } from "@boltz/contract";
import { z } from "zod";

/**
 * What is kept of a run that did not pass: what it was run on, and why. Its figures are not: they would
 * tell the author of the sealed bars.
 */
export const failedReport = z.object({
  engine: z.string(),
  markets: z.array(z.object({ symbol, datasetId, bars: z.int() })),
  gate: z.array(gateCheck),
});
export type FailedReport = z.infer<typeof failedReport>;

/** The checks of a stored report, whether it passed or not; none before there is one. */
export const readGate = (stored: unknown): GateCheck[] => z.array(gateCheck).nullable().parse(stored) ?? [];

/** What has to be mended, in whole sentences. */
export const problemsOf = (gate: readonly GateCheck[]): string[] =>
  gate.filter(({ passed }) => !passed).map(({ sentence }) => sentence);
