import { createHash } from "node:crypto";
import type { Currency, UserId } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { payouts, transferReversals } from "@boltz/db/schema";
import { and, desc, eq, inArray, sum } from "drizzle-orm";
import type { Context } from "../context.ts";
import { planOp } from "../provider-ops/take-op.ts";
import type { RefundRow } from "./returned-state.ts";

const NEWEST = 20;

/** A creator's newest paid payouts, held as they are. Called before the creator's accounts are locked. */
export const holdPaidPayouts = (tx: Transaction, creatorId: UserId, currency: Currency) =>
  tx
    .select({
      id: payouts.id,
      provider: payouts.provider,
      amountMinor: payouts.amountMinor,
      reversedMinor: payouts.reversedMinor,
    })
    .from(payouts)
    .where(and(eq(payouts.creatorId, creatorId), eq(payouts.currency, currency), eq(payouts.status, "paid")))
    .orderBy(desc(payouts.id))
    .limit(NEWEST)
    .for("key share");

type PaidPayout = Awaited<ReturnType<typeof holdPaidPayouts>>[number];

/** Plans to take a debt back from what was paid out before, the newest payout first, never twice. */
export const planReversals = async (
  ctx: Context,
  tx: Transaction,
  refund: RefundRow,
  debt: { payouts: readonly PaidPayout[]; debtMinor: bigint },
): Promise<void> => {
  if (debt.payouts.length === 0 || debt.debtMinor <= 0n) return;
  const planned = await plannedOf(tx, debt.payouts);
  let openMinor = debt.debtMinor;
  for (const payout of debt.payouts) {
    const leftMinor = payout.amountMinor - payout.reversedMinor - (planned.get(payout.id) ?? 0n);
    const amountMinor = leftMinor < openMinor ? leftMinor : openMinor;
    if (amountMinor <= 0n) continue;
    await planReversal(ctx, tx, refund, payout, amountMinor);
    openMinor -= amountMinor;
    if (openMinor === 0n) return;
  }
};

const plannedOf = async (tx: Transaction, of: readonly PaidPayout[]) => {
  const ids = of.map(({ id }) => id);
  const rows = await tx
    .select({ payoutId: transferReversals.payoutId, amountMinor: sum(transferReversals.amountMinor) })
    .from(transferReversals)
    .where(
      and(
        inArray(transferReversals.payoutId, ids),
        inArray(transferReversals.status, ["planned", "unknown"]),
      ),
    )
    .groupBy(transferReversals.payoutId);
  return new Map(rows.map(({ payoutId, amountMinor }) => [payoutId, BigInt(amountMinor ?? 0)]));
};

const planReversal = async (
  ctx: Context,
  tx: Transaction,
  refund: RefundRow,
  payout: PaidPayout,
  amountMinor: bigint,
) => {
  const transferReversalId = newId("trv");
  const { creatorId, currency } = refund;
  await tx.insert(transferReversals).values({
    id: transferReversalId,
    payoutId: payout.id,
    creatorId,
    refundId: refund.id,
    amountMinor,
    currency,
  });
  await planOp(tx, {
    kind: "reverse_transfer",
    provider: payout.provider,
    subjectId: uuidFromId("trv", transferReversalId),
    ownerId: creatorId,
    idempotencyKey: `reverse-${transferReversalId}`,
    requestHash: createHash("sha256")
      .update(JSON.stringify([payout.id, amountMinor.toString(), currency]))
      .digest("hex"),
  });
  await ctx.queue.send(tx, "reverse-transfer", { transferReversalId });
};
