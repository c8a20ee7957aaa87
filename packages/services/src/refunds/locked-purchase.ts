import type { ProviderName, PurchaseId } from "@boltz/contract";
import { isDuplicate, type Transaction } from "@boltz/db";
import { purchases } from "@boltz/db/schema";
import { and, asc, eq } from "drizzle-orm";
import type { PurchaseRow } from "../purchases/purchase-row.ts";

/** The purchase, locked before anything else: whatever moves its money back waits here. */
export const lockPurchase = async (
  tx: Transaction,
  purchaseId: PurchaseId,
): Promise<PurchaseRow | undefined> => {
  const [purchase] = await tx.select().from(purchases).where(eq(purchases.id, purchaseId)).for("update");
  return purchase;
};

/** The purchase that a payment at a provider was for, locked; undefined where the payment is not ours. */
export const lockPurchaseOfPayment = async (
  tx: Transaction,
  provider: ProviderName,
  paymentReference: string,
): Promise<PurchaseRow | undefined> => {
  const [purchase] = await tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.provider, provider), eq(purchases.paymentReference, paymentReference)))
    .orderBy(asc(purchases.id))
    .limit(1)
    .for("update");
  return purchase;
};

const boughtAgain = ["user_strategy_access_one_live_key", "strategy_purchases_one_live_key"];

/** Runs a transaction again whose buyer bought the same once more meanwhile; the second look sees it. */
export const seeingRebuys = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    if (!boughtAgain.some((constraint) => isDuplicate(error, constraint))) throw error;
    return run();
  }
};
