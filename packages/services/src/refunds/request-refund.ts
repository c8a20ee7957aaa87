import { MarketError, type PurchaseView, type requestRefundInput } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { enforcePolicy, personOf, system } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { getPurchase } from "../purchases/get-purchase.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { lockPurchase } from "./locked-purchase.ts";
import { planRefund } from "./plan-refund.ts";
import { readReturns } from "./returned-state.ts";

/**
 * A buyer gives a strategy back within the refund terms of the day they bought it, and all that was paid
 * goes back; of what was removed because it harms, whenever they like. Access is frozen at once. However often it is asked, one refund is made.
 */
export const requestRefund = async ({
  ctx,
  input,
}: Call<z.output<typeof requestRefundInput>>): Promise<PurchaseView> => {
  const person = personOf(ctx.actor);
  const { purchaseId, reason } = input;
  await ctx.database.withActor(system("request-refund"), async (tx) => {
    const purchase = await lockPurchase(tx, purchaseId);
    if (purchase === undefined) throw new MarketError("not_found");
    enforcePolicy(ctx.actor, "purchase.refund", { ownerId: purchase.buyerId });
    const asked = (await readReturns(tx, purchaseId)).refunds.filter(({ origin }) => origin === "buyer");
    if (asked.some(({ status }) => status !== "failed")) return;
    await planRefund(ctx, tx, purchase, {
      origin: "buyer",
      requestedBy: person.id,
      reason,
      amountMinor: null,
      isHarmful: await isHarmful(tx, purchase),
      idempotencyKey: `buyer-${purchaseId}-${asked.length + 1}`,
    });
  });
  return getPurchase({ ctx, input: { purchaseId } });
};

const isHarmful = async (tx: Transaction, { listingId }: PurchaseRow): Promise<boolean> => {
  const [listing] = await tx
    .select({ isHarmful: listings.isHarmful })
    .from(listings)
    .where(eq(listings.id, listingId));
  return listing?.isHarmful === true;
};
