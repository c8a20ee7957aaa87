import { MarketError, type RefundView, type staffRefundInput } from "@boltz/contract";
import { isDuplicate, type Transaction, uuidFromId } from "@boltz/db";
import { providerOps, refunds } from "@boltz/db/schema";
import { enforcePolicy, personOf, system } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { lockPurchase } from "./locked-purchase.ts";
import { orderHash, planRefund, type RefundOrder } from "./plan-refund.ts";
import { toRefundView } from "./refund-view.ts";
import type { RefundRow } from "./returned-state.ts";

/**
 * Our staff refund a purchase, all of it or a part, also one in quarantine. The same key is one refund;
 * with another order it is refused.
 */
export const refundPurchase = async ({
  ctx,
  input,
}: Call<z.output<typeof staffRefundInput>>): Promise<RefundView> => {
  const person = personOf(ctx.actor);
  enforcePolicy(ctx.actor, "purchase.find");
  const order: RefundOrder = {
    origin: "staff",
    requestedBy: person.id,
    reason: input.reason,
    amountMinor: input.amountMinor === null ? null : BigInt(input.amountMinor),
    idempotencyKey: `staff-${person.id}-${input.idempotencyKey}`,
  };
  const run = () =>
    ctx.database.withActor(system("refund-purchase"), async (tx) => {
      const purchase = await lockPurchase(tx, input.purchaseId);
      if (purchase === undefined) throw new MarketError("not_found");
      const { creatorId: ownerId, buyerId } = purchase;
      enforcePolicy(ctx.actor, "refund.make", { ownerId, buyerId });
      const repeated = await findOrdered(tx, order.idempotencyKey);
      if (repeated === undefined) return planRefund(ctx, tx, purchase, order);
      if (repeated.requestHash !== orderHash(order, purchase)) throw new MarketError("idempotency_mismatch");
      return repeated.refund;
    });
  try {
    return toRefundView(await run());
  } catch (error) {
    // The key went to two purchases at once; the second look sees the first.
    if (!isDuplicate(error, "refunds_idempotency_key_unique")) throw error;
    return toRefundView(await run());
  }
};

const findOrdered = async (
  tx: Transaction,
  idempotencyKey: string,
): Promise<{ refund: RefundRow; requestHash: string } | undefined> => {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.idempotencyKey, idempotencyKey));
  if (refund === undefined) return undefined;
  const [op] = await tx
    .select({ requestHash: providerOps.requestHash })
    .from(providerOps)
    .where(and(eq(providerOps.kind, "refund"), eq(providerOps.subjectId, uuidFromId("rfd", refund.id))));
  return { refund, requestHash: op?.requestHash ?? "" };
};
