import { createHash } from "node:crypto";
import { type DisputeId, type DisputeView, MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { disputes, providerOps, purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf, system } from "@boltz/domain";
import { ProviderError } from "@boltz/providers";
import { and, eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { planOp } from "../provider-ops/take-op.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";
import { toDisputeView } from "./dispute-view.ts";
import { evidenceCall } from "./evidence-call.ts";
import { sendEvidence } from "./send-evidence.ts";

/**
 * Finance hands in the evidence of an open dispute, once. Asked again it answers what became of it, and
 * goes on where an answer was lost. Throws `provider_unavailable` (may be tried again) or `provider_refused`.
 */
export const submitDisputeEvidence = async ({
  ctx,
  input,
}: Call<{ disputeId: DisputeId }>): Promise<DisputeView> => {
  const person = personOf(ctx.actor);
  enforcePolicy(ctx.actor, "dispute.answer");
  const { disputeId } = input;
  const asSystem: Context = { ...ctx, actor: system("submit-dispute-evidence") };
  await ctx.database.withActor(asSystem.actor, async (tx) => {
    const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, disputeId)).for("update");
    if (dispute === undefined) throw new MarketError("not_found");
    const { creatorId: ownerId, buyerId } = dispute;
    enforcePolicy(ctx.actor, "dispute.answer", { ownerId, buyerId });
    if (dispute.evidenceSentAt !== null || (await isPlanned(tx, dispute))) return;
    if (dispute.status !== "open") throw new MarketError("wrong_state");
    await planOp(tx, {
      ...evidenceCall(disputeId),
      provider: dispute.provider,
      ownerId: person.id,
      idempotencyKey: `evidence-${disputeId}`,
      requestHash: createHash("sha256").update(disputeId).digest("hex"),
    });
    await logAudit(tx, ctx.actor, {
      action: "dispute_answered",
      subjectType: "dispute",
      subject: { prefix: "dsp", id: disputeId },
      detail: { purchase: dispute.purchaseId, provider: dispute.provider },
    });
  });
  await sendEvidence(asSystem, disputeId).catch((cause: unknown) => {
    if (!(cause instanceof ProviderError)) throw cause;
    const isFinal = cause.failure === "refused" || cause.failure === "conflict";
    throw new MarketError(isFinal ? "provider_refused" : "provider_unavailable", { cause });
  });
  return readDispute(asSystem, disputeId);
};

/** Throws `provider_refused` for evidence that the provider did not take. */
const isPlanned = async (tx: Transaction, dispute: DisputeRow): Promise<boolean> => {
  const { kind, subjectId } = evidenceCall(dispute.id);
  const [op] = await tx
    .select({ state: providerOps.state })
    .from(providerOps)
    .where(and(eq(providerOps.kind, kind), eq(providerOps.subjectId, subjectId)));
  if (op?.state === "failed") throw new MarketError("provider_refused");
  return op !== undefined;
};

const readDispute = (ctx: Context, disputeId: DisputeId): Promise<DisputeView> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [row] = await tx
      .select({ dispute: disputes, title: purchases.listingTitle })
      .from(disputes)
      .innerJoin(purchases, eq(purchases.id, disputes.purchaseId))
      .where(eq(disputes.id, disputeId));
    if (row === undefined) throw new MarketError("not_found");
    return toDisputeView(row.dispute, row.title);
  });
