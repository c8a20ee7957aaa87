import type { UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { moneyText } from "@boltz/domain";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import type { RefundRow } from "./returned-state.ts";

const purchaseUrl = (ctx: Context, purchase: PurchaseRow) =>
  `${ctx.settings.publicUrl}/purchases/${purchase.id}`;

/** Tells the buyer that money is on its way back, and the creator what it took of theirs. */
export const mailRefunded = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
): Promise<void> => {
  const amount = moneyText(refund.amountMinor, refund.currency);
  const title = purchase.listingTitle;
  await tell(ctx.queue, tx, {
    userId: purchase.buyerId,
    kind: "refunded",
    params: {
      title,
      amount,
      purchaseId: purchase.id,
      isWhole: purchase.status === "refunded",
      url: purchaseUrl(ctx, purchase),
    },
    dedupeKey: `refunded ${refund.id}`,
  });
  if (refund.earningMinor === 0n) return;
  await tell(ctx.queue, tx, {
    userId: purchase.creatorId,
    kind: "sale_refunded",
    params: {
      title,
      amount,
      share: moneyText(refund.earningMinor, refund.currency),
      url: `${ctx.settings.publicUrl}/creator`,
    },
    dedupeKey: `sale refunded ${refund.id}`,
  });
};

/** Tells whoever waits for it: the buyer who was promised the money, or our staff who ordered it. */
export const mailRefundFailed = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
  options: { wasPromised: boolean },
): Promise<void> => {
  const waiting = new Set<UserId>(options.wasPromised ? [purchase.buyerId] : []);
  if (refund.requestedBy !== null) waiting.add(refund.requestedBy);
  for (const userId of waiting) {
    await tell(ctx.queue, tx, {
      userId,
      kind: "refund_failed",
      params: {
        title: purchase.listingTitle,
        amount: moneyText(refund.amountMinor, refund.currency),
        purchaseId: purchase.id,
        url:
          userId === purchase.buyerId
            ? purchaseUrl(ctx, purchase)
            : `${ctx.settings.publicUrl}/admin/purchases/${purchase.id}`,
      },
      dedupeKey: `refund failed ${refund.id} ${userId}`,
    });
  }
};
