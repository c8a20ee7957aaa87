import { MarketError, type PurchaseId, type StaffPurchase } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toDisputeView } from "../disputes/dispute-view.ts";
import { toRefundView } from "../refunds/refund-view.ts";
import { readStaffPurchases } from "./staff-purchase.ts";

/** A purchase as staff see it, with all that went back of it. */
export const getStaffPurchase = async ({
  ctx,
  input,
}: Call<{ purchaseId: PurchaseId }>): Promise<StaffPurchase> => {
  enforcePolicy(ctx.actor, "purchase.find");
  const [found] = await ctx.database.withSnapshot(ctx.actor, (tx) =>
    readStaffPurchases(tx, { which: eq(purchases.id, input.purchaseId), limit: 1, now: ctx.now() }),
  );
  if (found === undefined) throw new MarketError("not_found");
  const { view, returns } = found;
  return {
    ...view,
    refunds: returns.refunds.map(toRefundView),
    disputes: returns.disputes.map((row) => toDisputeView(row, view.listingTitle)),
  };
};
