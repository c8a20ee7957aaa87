import { type Currency, isId, type ProviderName, type RefundId } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { refunds } from "@boltz/db/schema";
import type { RefundState } from "@boltz/providers";
import { eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { applyRefund } from "./apply-refund.ts";
import { lockPurchaseOfPayment, seeingRebuys } from "./locked-purchase.ts";
import type { RefundRow } from "./returned-state.ts";

/**
 * Asks the provider about one of its refunds and brings ours to it. One that was made in the provider's
 * dashboard is taken over. Answers `not_ours` for a refund of a payment that we do not know.
 */
export const syncRefund = async ({
  ctx,
  input,
}: Call<{ provider: ProviderName; reference: string }>): Promise<"handled" | "not_ours"> => {
  const { provider, reference } = input;
  const state = await providerOf(ctx, provider).getRefund(reference);
  return seeingRebuys(() =>
    ctx.database.withActor(ctx.actor, async (tx) => {
      const purchase = await lockPurchaseOfPayment(tx, provider, state.paymentReference);
      const currency = purchase === undefined ? null : paidCurrencyOf(purchase);
      if (purchase === undefined || currency === null) return "not_ours";
      if (state.amount.currency !== currency)
        throw new Error(`${reference} is not in the currency of ${purchase.id}`);
      const refund =
        (await findRefund(tx, purchase, state)) ?? (await importRefund(ctx, tx, purchase, state, currency));
      if (refund !== undefined) await applyRefund(ctx, tx, purchase, refund, state);
      return "handled";
    }),
  );
};

/** Null where nothing that was received is in our books. */
const paidCurrencyOf = (purchase: PurchaseRow): Currency | null =>
  purchase.completedAt === null ? purchase.paidCurrency : purchase.currency;

/** By the provider's reference, else by our own id, which comes back also where the answer was lost. */
const findRefund = async (
  tx: Transaction,
  purchase: PurchaseRow,
  state: RefundState,
): Promise<RefundRow | undefined> => {
  const rows = await tx.select().from(refunds).where(eq(refunds.purchaseId, purchase.id)).for("update");
  const ofReference = rows.find((row) => row.providerReference === state.reference);
  const ofId = isOurId(state.refundId) ? rows.find((row) => row.id === state.refundId) : undefined;
  // One that we gave up, or that stands for another refund, is not this one.
  return ofReference ?? (ofId?.providerReference === null && ofId.status !== "failed" ? ofId : undefined);
};

const isOurId = (id: string | null): id is RefundId => id !== null && isId("rfd", id);

/** Undefined for one that had failed before we knew of it: it moved nothing. */
const importRefund = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  state: RefundState,
  currency: Currency,
): Promise<RefundRow | undefined> => {
  const { provider, buyerId, creatorId } = purchase;
  if (state.status === "failed" || provider === null) return undefined;
  const [refund] = await tx
    .insert(refunds)
    .values({
      id: newId("rfd"),
      purchaseId: purchase.id,
      buyerId,
      creatorId,
      origin: "provider",
      amountMinor: BigInt(state.amount.amountMinor),
      currency,
      provider,
      providerReference: state.reference,
      idempotencyKey: `import-${provider}-${state.reference}`,
      createdAt: state.createdAt,
      nextCheckAt: ctx.now(),
    })
    .returning();
  return refund;
};
