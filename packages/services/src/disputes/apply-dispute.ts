import type { ProviderName } from "@boltz/contract";
import { type LedgerEvent, newId, postMany, type Transaction, uuidFromId } from "@boltz/db";
import { disputes, purchases } from "@boltz/db/schema";
import { moneyText, releasePostings, splitReturn } from "@boltz/domain";
import type { DisputeState } from "@boltz/providers";
import { and, eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { type CreatorPurse, openPurse, purseAfter } from "../refunds/creator-purse.ts";
import { type DisputeRow, settleReturns } from "../refunds/returned-state.ts";
import { hasCreatorPart, mailDisputeClosed, mailDisputeOpened } from "./dispute-mails.ts";
import { type DisputeChange, disputeEvents } from "./dispute-postings.ts";
import { dropEvidence } from "./evidence-call.ts";

const HOUR_MS = 3_600_000;
const LATE_DAYS = 30;

/** A bank may still find for us after it found against us; nothing else goes back. */
const order = { open: 0, under_review: 1, lost: 2, won: 3 } as const satisfies Record<
  DisputeRow["status"],
  number
>;

/**
 * Brings a dispute of a locked purchase to what the provider says of it: the row, what is frozen or given
 * back, access, sale, ledger, mails and audit. Any number of answers and events have one effect; money
 * that the provider moves after the decision is followed, too.
 */
export const applyDispute = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  state: DisputeState,
): Promise<void> => {
  const change = await writeDispute(ctx, tx, purchase, state);
  const { before, dispute } = change;
  const isNew = before === undefined;
  const isDecided = dispute.status !== before?.status && order[dispute.status] >= order.lost;
  const hasMoved =
    isNew ||
    isDecided ||
    dispute.withdrawnMinor !== before.withdrawnMinor ||
    dispute.costMinor !== before.costMinor;
  if (!hasMoved) return;
  const settled = await settleReturns(tx, purchase);
  const purse = hasCreatorPart(dispute) ? await openPurse(tx, purchase) : null;
  const events = await disputeEvents(tx, settled, change, purse);
  const rest = purse === null ? [] : restReleased(settled, purse, events);
  await postMany(tx, [...events, ...rest]);
  if (rest.length > 0)
    await tx.update(purchases).set({ releasedAt: ctx.now() }).where(eq(purchases.id, purchase.id));
  if (isDecided) await dropEvidence(tx, dispute.id);
  if (isNew) await mailDisputeOpened(ctx, tx, purchase, dispute);
  if (isDecided) await mailDisputeClosed(ctx, tx, purchase, dispute, chargedBy(events));
  if (isNew) await audit(ctx, tx, dispute, "dispute_opened");
  if (isDecided) await audit(ctx, tx, dispute, `dispute_${dispute.status}`);
};

const writeDispute = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  state: DisputeState,
): Promise<DisputeChange> => {
  const { provider } = purchase;
  if (provider === null) throw new Error(`${purchase.id} was never paid`);
  const [before] = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.provider, provider), eq(disputes.providerReference, state.reference)))
    .for("update");
  const known = before ?? newDispute({ ...purchase, provider }, state, ctx.now());
  const isForward = order[state.status] > order[known.status];
  const status = isForward ? state.status : known.status;
  const isClosed = order[status] >= order.lost;
  const dispute: DisputeRow = {
    ...known,
    status,
    withdrawnMinor: BigInt(state.withdrawnMinor),
    costMinor: BigInt(state.feeMinor),
    evidenceDueAt: state.evidenceDueAt ?? known.evidenceDueAt,
    closedAt: isClosed ? (known.closedAt ?? ctx.now()) : null,
  };
  dispute.nextCheckAt = nextCheckOf(dispute, ctx.now());
  const { id, ...fields } = dispute;
  if (before === undefined) await tx.insert(disputes).values(dispute);
  else await tx.update(disputes).set(fields).where(eq(disputes.id, id));
  return { before, dispute };
};

/** What is disputed beyond the rest of the sale is the platform's, and all of what was never a sale. */
const newDispute = (
  purchase: PurchaseRow & { provider: ProviderName },
  state: DisputeState,
  now: Date,
): DisputeRow => {
  const { amountMinor: amount, currency } = state.amount;
  const amountMinor = BigInt(amount);
  const isOfSale = purchase.completedAt !== null && currency === purchase.currency;
  const leftMinor = isOfSale ? purchase.priceMinor - purchase.returnedMinor : 0n;
  const takenMinor = amountMinor < leftMinor ? amountMinor : leftMinor;
  const { buyerId, creatorId, provider } = purchase;
  return {
    id: newId("dsp"),
    provider,
    providerReference: state.reference,
    purchaseId: purchase.id,
    buyerId,
    creatorId,
    status: "open",
    reason: state.reason,
    amountMinor,
    currency,
    ...(takenMinor > 0n ? splitReturn(purchase, takenMinor) : { feeMinor: 0n, earningMinor: 0n }),
    withdrawnMinor: 0n,
    costMinor: 0n,
    evidenceDueAt: null,
    evidenceSentAt: null,
    openedAt: state.createdAt,
    closedAt: null,
    createdAt: now,
    nextCheckAt: null,
    checks: 0,
  };
};

/** An hour, two, four … at most a day later; null once it is decided and its money is where it belongs. */
const nextCheckOf = (dispute: DisputeRow, now: Date): Date | null => {
  const { status, closedAt, withdrawnMinor, amountMinor } = dispute;
  const isSettled =
    (status === "won" && withdrawnMinor === 0n) || (status === "lost" && withdrawnMinor >= amountMinor);
  const isOld = closedAt !== null && now.getTime() - closedAt.getTime() > LATE_DAYS * 24 * HOUR_MS;
  if (isSettled || isOld) return null;
  return new Date(now.getTime() + Math.min(2 ** Math.min(dispute.checks, 5), 24) * HOUR_MS);
};

/** What is left of a sale that ended is held for nobody any more. */
const restReleased = (
  purchase: PurchaseRow,
  opening: CreatorPurse,
  events: readonly LedgerEvent[],
): LedgerEvent[] => {
  const purse = events.reduce((now, { set }) => purseAfter(now, purchase, set), opening);
  const isEnded = purchase.status === "charged_back" || purchase.status === "refunded";
  if (!isEnded || purchase.releasedAt !== null || purse.pendingMinor === 0n) return [];
  const { creatorId, currency } = purchase;
  const { pendingMinor: amountMinor, debtMinor } = purse;
  const source = {
    type: "hold_release" as const,
    uuid: uuidFromId("pur", purchase.id),
    kind: "release",
    ownerId: creatorId,
    purchaseId: purchase.id,
  };
  return [{ source, set: releasePostings({ currency, creatorId, amountMinor, debtMinor }) }];
};

const chargedBy = (events: readonly LedgerEvent[]): bigint =>
  events
    .filter(({ source }) => source.kind === "lost")
    .flatMap(({ set }) => set.postings)
    .reduce((total, { ownerId, amountMinor }) => (ownerId === null ? total + amountMinor : total), 0n);

const audit = (ctx: Context, tx: Transaction, dispute: DisputeRow, action: string) =>
  logAudit(tx, ctx.actor, {
    action,
    subjectType: "dispute",
    subject: { prefix: "dsp", id: dispute.id },
    detail: {
      purchase: dispute.purchaseId,
      amount: moneyText(dispute.amountMinor, dispute.currency),
      provider: dispute.provider,
      reason: dispute.reason,
    },
  });
