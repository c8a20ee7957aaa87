import type { PurchaseId, PurchaseStatus } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { disputes, entitlements, listings, purchases, refunds } from "@boltz/db/schema";
import { mayBecome } from "@boltz/domain";
import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { releaseCoupon } from "../coupons/redemption.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";

export type RefundRow = typeof refunds.$inferSelect;
export type DisputeRow = typeof disputes.$inferSelect;

/** Every refund and dispute of one purchase. */
export interface Returns {
  refunds: RefundRow[];
  disputes: DisputeRow[];
}

export const readReturns = async (tx: Transaction, purchaseId: PurchaseId): Promise<Returns> => ({
  refunds: await tx.select().from(refunds).where(eq(refunds.purchaseId, purchaseId)).orderBy(asc(refunds.id)),
  disputes: await tx
    .select()
    .from(disputes)
    .where(eq(disputes.purchaseId, purchaseId))
    .orderBy(asc(disputes.id)),
});

const sum = <T>(rows: readonly T[], of: (row: T) => bigint) =>
  rows.reduce((total, row) => total + of(row), 0n);

export const isOpen = ({ status }: Pick<DisputeRow, "status">): boolean =>
  status === "open" || status === "under_review";

/** Refunds that are planned or on their way to the buyer. */
export const underWayMinor = ({ refunds: rows }: Returns): bigint =>
  sum(
    rows.filter(({ status }) => status === "planned" || status === "pending"),
    (row) => row.amountMinor,
  );

export const refundedMinor = ({ refunds: rows }: Returns): bigint =>
  sum(
    rows.filter(({ status }) => status === "succeeded"),
    (row) => row.amountMinor,
  );

const isEnded = (status: PurchaseStatus) => status === "refunded" || status === "charged_back";

interface ReturnedState {
  returnedMinor: bigint;
  feeReturnedMinor: bigint;
  status: PurchaseStatus;
  access: "active" | "frozen" | "revoked";
}

/** What a purchase has become by all that went back of it. What was never completed has no share to give back. */
const returnedState = (purchase: PurchaseRow, returns: Returns): ReturnedState => {
  const isCompleted = purchase.completedAt !== null;
  const paidMinor = isCompleted ? purchase.priceMinor : (purchase.paidMinor ?? 0n);
  const backAtBuyer = refundedMinor(returns);
  const succeeded = returns.refunds.filter(({ status }) => status === "succeeded");
  const standing = returns.disputes.filter(({ status }) => status !== "won");
  const returnedMinor = isCompleted
    ? backAtBuyer + sum(standing, (row) => row.feeMinor + row.earningMinor)
    : 0n;
  const feeReturnedMinor = isCompleted
    ? sum(succeeded, (row) => row.feeMinor) + sum(standing, (row) => row.feeMinor)
    : 0n;
  const target =
    backAtBuyer >= paidMinor && backAtBuyer > 0n
      ? "refunded"
      : !isCompleted
        ? purchase.status
        : returns.disputes.some((row) => row.status === "lost")
          ? "charged_back"
          : "completed";
  const status = mayBecome(purchase.status, target) ? target : purchase.status;
  const isAllUnderWay = returnedMinor + underWayMinor(returns) >= paidMinor;
  const access = isEnded(status)
    ? "revoked"
    : isAllUnderWay || returns.disputes.some(isOpen)
      ? "frozen"
      : "active";
  return { returnedMinor, feeReturnedMinor, status, access };
};

/**
 * Brings a locked purchase, its sale and the buyer's access to what its refunds and disputes say now, and
 * answers it as it is then. Called before the ledger is touched: a sale locks its listing first, too.
 */
export const settleReturns = async (
  tx: Transaction,
  purchase: PurchaseRow,
  returns?: Returns,
): Promise<PurchaseRow> => {
  const next = returnedState(purchase, returns ?? (await readReturns(tx, purchase.id)));
  const comesBack = isEnded(purchase.status) && next.status === "completed";
  const isKept = comesBack && (await ownsOtherwise(tx, purchase));
  const status = isKept ? purchase.status : next.status;
  const { returnedMinor, feeReturnedMinor } = next;
  await tx
    .update(purchases)
    .set({ status, returnedMinor, feeReturnedMinor })
    .where(eq(purchases.id, purchase.id));
  await settleAccess(tx, purchase, isKept ? "revoked" : next.access, comesBack);
  // A purchase in quarantine still holds its coupon's use; it is let go of with the money.
  if (purchase.completedAt === null && status === "refunded" && purchase.couponId !== null)
    await releaseCoupon(tx, purchase.id);
  const counted = Number(status === "completed") - Number(purchase.status === "completed");
  if (counted !== 0)
    await tx
      .update(listings)
      .set({ totalSales: sql`${listings.totalSales} + ${counted}` })
      .where(eq(listings.id, purchase.listingId));
  return { ...purchase, status, returnedMinor, feeReturnedMinor };
};

/** Access that ended comes back only together with its purchase. */
const settleAccess = async (
  tx: Transaction,
  purchase: PurchaseRow,
  access: ReturnedState["access"],
  comesBack: boolean,
) => {
  const from = comesBack ? [] : [ne(entitlements.state, "revoked")];
  await tx
    .update(entitlements)
    .set({ state: access, endedAt: access === "revoked" ? sql`now()` : null })
    .where(and(eq(entitlements.purchaseId, purchase.id), ne(entitlements.state, access), ...from));
};

/** Whether the buyer bought or was given the same strategy again: then there is nothing to come back to. */
const ownsOtherwise = async (tx: Transaction, purchase: PurchaseRow): Promise<boolean> => {
  const [right] = await tx
    .select({ id: entitlements.id })
    .from(entitlements)
    .where(
      and(
        eq(entitlements.userId, purchase.buyerId),
        eq(entitlements.strategyId, purchase.strategyId),
        ne(entitlements.state, "revoked"),
        or(isNull(entitlements.purchaseId), ne(entitlements.purchaseId, purchase.id)),
      ),
    );
  if (right !== undefined) return true;
  const [other] = await tx
    .select({ id: purchases.id })
    .from(purchases)
    .where(
      and(
        eq(purchases.buyerId, purchase.buyerId),
        eq(purchases.listingId, purchase.listingId),
        ne(purchases.id, purchase.id),
        inArray(purchases.status, ["pending", "completed"]),
      ),
    );
  return other !== undefined;
};
