import { type DisputeId, MarketError, type ProviderName } from "@boltz/contract";
import { disputes } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { JobPayload } from "../queue.ts";
import { lockPurchaseOfPayment, seeingRebuys } from "../refunds/locked-purchase.ts";
import { applyDispute } from "./apply-dispute.ts";
import { sendEvidence } from "./send-evidence.ts";

/**
 * Asks the provider about a dispute and brings ours to it: by its reference (an event, the account book)
 * or by our own row (the sweeper), which also hands in evidence whose answer was lost. Answers `not_ours`
 * for a dispute of a payment that we do not know.
 */
export const syncDispute = async ({
  ctx,
  input,
}: Call<JobPayload<"sync-dispute"> | { provider: ProviderName; reference: string }>): Promise<
  "handled" | "not_ours"
> => {
  if (!("disputeId" in input)) return sync(ctx, input);
  const outcome = await sync(ctx, await referenceOf(ctx, input.disputeId));
  await sendEvidence(ctx, input.disputeId);
  return outcome;
};

const sync = async (ctx: Context, input: { provider: ProviderName; reference: string }) => {
  const state = await providerOf(ctx, input.provider).getDispute(input.reference);
  return seeingRebuys(() =>
    ctx.database.withActor(ctx.actor, async (tx) => {
      const purchase = await lockPurchaseOfPayment(tx, input.provider, state.paymentReference);
      if (purchase === undefined) return "not_ours";
      await applyDispute(ctx, tx, purchase, state);
      return "handled";
    }),
  );
};

const referenceOf = async (ctx: Context, disputeId: DisputeId) => {
  const [row] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ provider: disputes.provider, reference: disputes.providerReference })
      .from(disputes)
      .where(eq(disputes.id, disputeId)),
  );
  if (row === undefined) throw new MarketError("not_found");
  return row;
};
