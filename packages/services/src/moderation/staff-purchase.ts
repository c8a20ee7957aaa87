import type { StaffPurchase } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { creatorProfiles, disputes, purchases, refunds, users } from "@boltz/db/schema";
import { decideRefund } from "@boltz/domain";
import { asc, desc, eq, inArray, type SQL } from "drizzle-orm";
import { toMoney } from "../money.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { refundFacts } from "../refunds/plan-refund.ts";
import type { Returns } from "../refunds/returned-state.ts";

type StaffView = Omit<StaffPurchase, "refunds" | "disputes">;

/** Purchases as staff see them, newest first, and what went back of each. */
export const readStaffPurchases = async (
  tx: Transaction,
  { which, limit, now }: { which: SQL | undefined; limit: number; now: Date },
): Promise<{ view: StaffView; returns: Returns }[]> => {
  const rows = await tx
    .select({ purchase: purchases, buyer: users.email, creator: creatorProfiles.displayName })
    .from(purchases)
    .innerJoin(users, eq(users.id, purchases.buyerId))
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, purchases.creatorId))
    .where(which)
    .orderBy(desc(purchases.id))
    .limit(limit);
  const returnsOf = await readAllReturns(
    tx,
    rows.map(({ purchase }) => purchase.id),
  );
  return rows.map(({ purchase, buyer, creator }) => {
    const returns = returnsOf(purchase.id);
    return {
      view: toStaffView(purchase, { buyer, creator, refundableMinor: refundable(purchase, returns, now) }),
      returns,
    };
  });
};

const readAllReturns = async (tx: Transaction, ids: PurchaseRow["id"][]) => {
  const refundsOf = Map.groupBy(
    ids.length === 0
      ? []
      : await tx.select().from(refunds).where(inArray(refunds.purchaseId, ids)).orderBy(asc(refunds.id)),
    ({ purchaseId }) => purchaseId,
  );
  const disputesOf = Map.groupBy(
    ids.length === 0
      ? []
      : await tx.select().from(disputes).where(inArray(disputes.purchaseId, ids)).orderBy(asc(disputes.id)),
    ({ purchaseId }) => purchaseId,
  );
  return (id: PurchaseRow["id"]): Returns => ({
    refunds: refundsOf.get(id) ?? [],
    disputes: disputesOf.get(id) ?? [],
  });
};

const refundable = (purchase: PurchaseRow, returns: Returns, now: Date): bigint => {
  if (purchase.paymentReference === null) return 0n;
  const decision = decideRefund(refundFacts(purchase, returns, { origin: "staff", amountMinor: null }, now));
  return decision.kind === "refund" ? decision.amountMinor : 0n;
};

const toStaffView = (
  row: PurchaseRow,
  more: { buyer: string; creator: string; refundableMinor: bigint },
): StaffView => ({
  id: row.id,
  listingTitle: row.listingTitle,
  buyer: more.buyer,
  creator: more.creator,
  status: row.status,
  quarantineReason: row.quarantineReason,
  provider: row.provider,
  paymentReference: row.paymentReference,
  price: toMoney(row.priceMinor, row.currency),
  refundable: toMoney(
    more.refundableMinor,
    row.completedAt === null ? (row.paidCurrency ?? row.currency) : row.currency,
  ),
  createdAt: row.createdAt.toISOString(),
  completedAt: row.completedAt?.toISOString() ?? null,
});
