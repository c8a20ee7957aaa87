import { isId, MarketError, type PayoutId, type PayoutStatus, type PayoutView } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { payouts } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import { toMoney } from "../money.ts";

export type PayoutRow = typeof payouts.$inferSelect;

export const toPayoutView = (row: PayoutRow): PayoutView => ({
  id: row.id,
  status: row.status,
  amount: toMoney(row.amountMinor, row.currency),
  provider: row.provider,
  origin: row.origin,
  providerReference: row.providerReference,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** The reserve is still held: the money is neither with the creator nor back. */
export const isUnderWay = (status: PayoutStatus): boolean =>
  status === "queued" || status === "sent" || status === "unknown";

export const findPayout = async (tx: Transaction, payoutId: PayoutId): Promise<PayoutRow | undefined> => {
  const [row] = await tx.select().from(payouts).where(eq(payouts.id, payoutId));
  return row;
};

export const lockPayout = async (tx: Transaction, payoutId: PayoutId): Promise<PayoutRow | undefined> => {
  const [row] = await tx.select().from(payouts).where(eq(payouts.id, payoutId)).for("update");
  return row;
};

/** The outbox's name of the call that makes the payout. */
export const payoutCall = (payoutId: PayoutId) =>
  ({ kind: "payout", subjectId: uuidFromId("pyt", payoutId) }) as const;

/** The last payout of the page before, by its id. */
export const payoutCursor = (cursor: string | undefined): PayoutId | undefined => {
  if (cursor === undefined || isId("pyt", cursor)) return cursor;
  throw new MarketError("invalid_input", {
    issues: [{ path: ["cursor"], message: "is not a page of this list" }],
  });
};
