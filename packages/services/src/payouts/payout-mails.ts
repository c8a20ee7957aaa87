import type { PayoutId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { moneyText } from "@boltz/domain";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import type { PayoutRow } from "./payout-row.ts";

const payoutUrl = (ctx: Context, payoutId: PayoutId) =>
  `${ctx.settings.publicUrl}/creator/payouts/${payoutId}`;

export const payoutsUrl = (ctx: Context): string => `${ctx.settings.publicUrl}/creator/payouts`;

export const mailPaid = (ctx: Context, tx: Transaction, payout: PayoutRow): Promise<void> =>
  tell(ctx.queue, tx, {
    userId: payout.creatorId,
    kind: "payout_paid",
    params: { amount: moneyText(payout.amountMinor, payout.currency), url: payoutUrl(ctx, payout.id) },
    dedupeKey: `payout_paid ${payout.id}`,
  });

export const mailFailed = (ctx: Context, tx: Transaction, payout: PayoutRow, reason: string): Promise<void> =>
  tell(ctx.queue, tx, {
    userId: payout.creatorId,
    kind: "payout_failed",
    params: { amount: moneyText(payout.amountMinor, payout.currency), reason, url: payoutsUrl(ctx) },
    dedupeKey: `payout_failed ${payout.id}`,
  });

export const mailReturned = (
  ctx: Context,
  tx: Transaction,
  payout: PayoutRow,
  back: { amountMinor: bigint; totalMinor: bigint },
): Promise<void> =>
  tell(ctx.queue, tx, {
    userId: payout.creatorId,
    kind: "payout_returned",
    params: { amount: moneyText(back.amountMinor, payout.currency), url: payoutsUrl(ctx) },
    dedupeKey: `payout_returned ${payout.id} ${back.totalMinor}`,
  });
