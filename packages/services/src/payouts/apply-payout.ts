import type { PayoutId } from "@boltz/contract";
import { lockCreators, post, type Transaction, uuidFromId } from "@boltz/db";
import { payouts, transferReversals } from "@boltz/db/schema";
import { moneyText, payoutFailedPostings, payoutPaidPostings, payoutReversedPostings } from "@boltz/domain";
import type { PayoutState } from "@boltz/providers";
import { and, eq, inArray } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { endOp } from "../provider-ops/take-op.ts";
import { mailFailed, mailPaid, mailReturned } from "./payout-mails.ts";
import { isUnderWay, lockPayout, type PayoutRow, payoutCall } from "./payout-row.ts";

/**
 * Brings a payout forward to what its provider says of it now: status, ledger, mail and audit. Any
 * number of calls have one effect. Answers `not_ours` for a state that is not of this payout.
 */
export const applyPayoutState = async (
  ctx: Context,
  tx: Transaction,
  payoutId: PayoutId,
  state: PayoutState,
): Promise<"handled" | "not_ours"> => {
  const payout = await lockPayout(tx, payoutId);
  if (payout === undefined || isOther(payout, state)) return "not_ours";
  await endOp(tx, payoutCall(payout.id), { state: "ok" });
  if (state.status === "failed") {
    if (isUnderWay(payout.status))
      await failPayout(ctx, tx, payout, {
        failure: state.failure ?? "The payment provider could not make the payout.",
        reference: state.reference,
      });
    else if (payout.status === "paid") await takeBack(ctx, tx, payout, payout.amountMinor);
    return "handled";
  }
  if (state.status === "sent") {
    if (payout.status === "queued" || payout.status === "unknown") await markSent(ctx, tx, payout, state);
    return "handled";
  }
  const isNews = isUnderWay(payout.status);
  if (isNews) await markPaid(ctx, tx, payout, state);
  if (isNews || payout.status === "paid")
    await takeBack(
      ctx,
      tx,
      payout,
      state.status === "reversed" ? payout.amountMinor : BigInt(state.reversedMinor),
    );
  return "handled";
};

const isOther = (payout: PayoutRow, { amount, reference }: PayoutState): boolean =>
  amount.currency !== payout.currency ||
  amount.amountMinor !== payout.amountMinor.toString() ||
  (payout.providerReference !== null && payout.providerReference !== reference);

const markSent = async (ctx: Context, tx: Transaction, payout: PayoutRow, state: PayoutState) => {
  await tx
    .update(payouts)
    .set({ status: "sent", providerReference: state.reference, sentAt: ctx.now() })
    .where(eq(payouts.id, payout.id));
};

const markPaid = async (ctx: Context, tx: Transaction, payout: PayoutRow, state: PayoutState) => {
  const now = ctx.now();
  await tx
    .update(payouts)
    .set({
      status: "paid",
      providerReference: state.reference,
      failure: null,
      sentAt: payout.sentAt ?? now,
      endedAt: now,
      nextCheckAt: null,
    })
    .where(eq(payouts.id, payout.id));
  await post(tx, sourceOf(payout, "paid"), payoutPaidPostings(payout));
  await mailPaid(ctx, tx, payout);
  await logPayout(ctx, tx, payout, "payout_paid", payout.amountMinor);
};

/** The money is back in the creator's balance, a debt repaid first. The row has to be locked and under way. */
export const failPayout = async (
  ctx: Context,
  tx: Transaction,
  payout: PayoutRow,
  { failure, reference }: { failure: string; reference?: string },
): Promise<void> => {
  await tx
    .update(payouts)
    .set({
      status: "failed",
      failure,
      endedAt: ctx.now(),
      nextCheckAt: null,
      ...(reference === undefined ? {} : { providerReference: reference }),
    })
    .where(eq(payouts.id, payout.id));
  const debtMinor = await lockDebt(tx, payout);
  await post(tx, sourceOf(payout, "failed"), payoutFailedPostings({ ...payout, debtMinor }));
  await mailFailed(ctx, tx, payout, failure);
  await logPayout(ctx, tx, payout, "payout_failed", payout.amountMinor);
};

/**
 * What the provider took back beyond our own reversals is the creator's again. While one of our own is
 * under way nobody can tell whose it is, so that one looks again when it is done.
 */
const takeBack = async (ctx: Context, tx: Transaction, payout: PayoutRow, totalMinor: bigint) => {
  const amountMinor = totalMinor - payout.reversedMinor;
  if (amountMinor <= 0n || (await hasOwnReversal(tx, payout))) return;
  await writeReversed(ctx, tx, payout, totalMinor);
  const debtMinor = await lockDebt(tx, payout);
  const set = payoutReversedPostings({ ...payout, amountMinor, debtMinor });
  await post(tx, sourceOf(payout, `reversed-${totalMinor}`), set);
  await mailReturned(ctx, tx, payout, { amountMinor, totalMinor });
  await logPayout(ctx, tx, payout, "payout_reversed", amountMinor);
};

/** Sets how much of a payout came back in all; all of it ends the payout as reversed. */
export const writeReversed = async (
  ctx: Context,
  tx: Transaction,
  payout: PayoutRow,
  reversedMinor: bigint,
): Promise<void> => {
  await tx
    .update(payouts)
    .set({
      reversedMinor,
      ...(reversedMinor === payout.amountMinor ? { status: "reversed", endedAt: ctx.now() } : {}),
    })
    .where(eq(payouts.id, payout.id));
};

const hasOwnReversal = async (tx: Transaction, payout: PayoutRow): Promise<boolean> => {
  const open = await tx
    .select({ id: transferReversals.id })
    .from(transferReversals)
    .where(
      and(
        eq(transferReversals.payoutId, payout.id),
        inArray(transferReversals.status, ["planned", "unknown"]),
      ),
    )
    .limit(1);
  return open.length > 0;
};

/** What the creator owes, zero or negative; nobody changes it until the transaction ends. */
export const lockDebt = async (
  tx: Transaction,
  { creatorId, currency }: Pick<PayoutRow, "creatorId" | "currency">,
): Promise<bigint> => {
  const balances = await lockCreators(tx, [creatorId], currency);
  return balances.get(creatorId)?.debt ?? 0n;
};

const sourceOf = (payout: PayoutRow, kind: string) =>
  ({ type: "payout", uuid: uuidFromId("pyt", payout.id), kind, ownerId: payout.creatorId }) as const;

const logPayout = (ctx: Context, tx: Transaction, payout: PayoutRow, action: string, amountMinor: bigint) =>
  logAudit(tx, ctx.actor, {
    action,
    subjectType: "payout",
    subject: { prefix: "pyt", id: payout.id },
    detail: { amount: moneyText(amountMinor, payout.currency), provider: payout.provider },
  });
