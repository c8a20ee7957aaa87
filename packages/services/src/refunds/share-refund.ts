import { type LedgerSource, post, type Transaction } from "@boltz/db";
import { disputes } from "@boltz/db/schema";
import { balanced, creatorAccount, houseLeg, refundPostings, splitReturn } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { openPurse } from "./creator-purse.ts";
import { holdPaidPayouts, planReversals } from "./plan-reversals.ts";
import { type RefundRow, readReturns } from "./returned-state.ts";

/** How a refund that reached the buyer is shared. */
interface TakenBack {
  /** All that stands for this refund in the books of the purchase. */
  feeMinor: bigint;
  earningMinor: bigint;
  /** The part of it that is taken now; the rest a dispute took before. */
  now: { feeMinor: bigint; earningMinor: bigint };
  /** What went to the buyer and to his bank both: a cost of the platform. */
  twiceMinor: bigint;
}

const none = { feeMinor: 0n, earningMinor: 0n };
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * Shares a refund between platform and creator. One that was on its way when a dispute took the same
 * money stands in for the dispute's part, which the creator has already given.
 */
export const shareRefund = async (
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
): Promise<TakenBack> => {
  const leftMinor = purchase.priceMinor - purchase.returnedMinor;
  const ownMinor = smaller(refund.amountMinor, leftMinor);
  const now = ownMinor > 0n ? splitReturn(purchase, ownMinor) : none;
  const twiceMinor = refund.amountMinor - ownMinor;
  const taken = twiceMinor > 0n ? await takeOverFromDisputes(tx, purchase, twiceMinor) : none;
  return {
    feeMinor: now.feeMinor + taken.feeMinor,
    earningMinor: now.earningMinor + taken.earningMinor,
    now,
    twiceMinor,
  };
};

const takeOverFromDisputes = async (tx: Transaction, purchase: PurchaseRow, amountMinor: bigint) => {
  const taken = { ...none };
  for (const dispute of (await readReturns(tx, purchase.id)).disputes) {
    const heldMinor = dispute.feeMinor + dispute.earningMinor;
    const partMinor = smaller(heldMinor, amountMinor - taken.feeMinor - taken.earningMinor);
    if (dispute.status === "won" || partMinor === 0n) continue;
    const feeMinor = (dispute.feeMinor * partMinor) / heldMinor;
    const earningMinor = partMinor - feeMinor;
    taken.feeMinor += feeMinor;
    taken.earningMinor += earningMinor;
    await tx
      .update(disputes)
      .set({ feeMinor: dispute.feeMinor - feeMinor, earningMinor: dispute.earningMinor - earningMinor })
      .where(eq(disputes.id, dispute.id));
  }
  if (taken.feeMinor + taken.earningMinor < amountMinor)
    throw new Error(`more than was paid went back for ${purchase.id}`);
  return taken;
};

/** Posts it, and plans to take back from earlier payouts what the creator owes now. */
export const postRefund = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
  back: TakenBack,
  source: LedgerSource,
): Promise<void> => {
  const { provider, currency } = refund;
  const { creatorId } = purchase;
  const payouts = await holdPaidPayouts(tx, creatorId, currency);
  const purse = await openPurse(tx, purchase);
  const { postings } = refundPostings({ provider, currency, creatorId, ...back.now, ...purse });
  const set = balanced(currency, [
    ...postings,
    houseLeg(`provider:${provider}`, back.twiceMinor),
    houseLeg("platform:provider_costs", -back.twiceMinor),
  ]);
  await post(tx, source, set);
  const debt = set.postings.find(({ account }) => account === creatorAccount(creatorId, "debt"));
  await planReversals(ctx, tx, refund, { payouts, debtMinor: -(debt?.amountMinor ?? 0n) });
};
