import type { DisputeId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { providerOps } from "@boltz/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";

export const evidenceCall = (disputeId: DisputeId) =>
  ({ kind: "submit_evidence", subjectId: uuidFromId("dsp", disputeId) }) as const;

/** What was not handed in, or not for certain, before the bank decided is of no use any more. */
export const dropEvidence = async (tx: Transaction, disputeId: DisputeId): Promise<void> => {
  const { kind, subjectId } = evidenceCall(disputeId);
  await tx
    .update(providerOps)
    .set({ state: "failed", updatedAt: sql`now()` })
    .where(
      and(
        eq(providerOps.kind, kind),
        eq(providerOps.subjectId, subjectId),
        inArray(providerOps.state, ["planned", "sent", "unknown"]),
      ),
    );
};
