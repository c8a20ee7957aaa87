import { type DisputeId, MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { disputes } from "@boltz/db/schema";
import { type DisputeState, type EvidenceRequest, ProviderError } from "@boltz/providers";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { endOp, takeOp } from "../provider-ops/take-op.ts";
import { providerOf } from "../purchases/provider-of.ts";
import { lockPurchase, seeingRebuys } from "../refunds/locked-purchase.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";
import { applyDispute } from "./apply-dispute.ts";
import { drawEvidence } from "./draw-evidence.ts";
import { evidenceCall } from "./evidence-call.ts";

/**
 * Hands in the evidence that was planned and has no answer yet; does nothing where there is none, or
 * somebody hands it in now. Throws `ProviderError` where it was refused or the outcome is not known.
 */
export const sendEvidence = async (ctx: Context, disputeId: DisputeId): Promise<void> => {
  const turn = await ctx.database.withActor(ctx.actor, (tx) => takeTurn(tx, disputeId));
  if (turn === undefined) return;
  let state: DisputeState;
  try {
    state = await providerOf(ctx, turn.dispute.provider).submitEvidence(turn.request);
  } catch (error) {
    const failure = error instanceof ProviderError ? error.failure : "unknown";
    const isFinal = failure === "refused" || failure === "conflict";
    await ctx.database.withActor(ctx.actor, (tx) =>
      endOp(tx, evidenceCall(disputeId), { state: isFinal ? "failed" : "unknown", error: failure }),
    );
    throw error;
  }
  await seeingRebuys(() =>
    ctx.database.withActor(ctx.actor, async (tx) => {
      const purchase = await lockPurchase(tx, turn.dispute.purchaseId);
      if (purchase === undefined) throw new MarketError("not_found");
      await endOp(tx, evidenceCall(disputeId), { state: "ok" });
      await tx.update(disputes).set({ evidenceSentAt: ctx.now() }).where(eq(disputes.id, disputeId));
      await applyDispute(ctx, tx, purchase, state);
    }),
  );
};

const takeTurn = async (
  tx: Transaction,
  disputeId: DisputeId,
): Promise<{ dispute: DisputeRow; request: EvidenceRequest } | undefined> => {
  const taken = await takeOp(tx, evidenceCall(disputeId));
  if (taken.turn !== "call") return undefined;
  const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, disputeId));
  if (dispute === undefined) throw new MarketError("not_found");
  const { reference, ...evidence } = await drawEvidence(tx, dispute);
  return {
    dispute,
    request: { idempotencyKey: taken.op.idempotencyKey, reference, ...evidence },
  };
};
