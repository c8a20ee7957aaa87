import type { Money, PurchaseView } from "@boltz/contract";
import { isFree } from "../../format/money.ts";

/** What of the price has not gone back yet. */
export function moneyLeft({ price, refunded }: Pick<PurchaseView, "price" | "refunded">): Money {
  if (refunded.currency !== price.currency) return price;
  return { ...price, amountMinor: String(BigInt(price.amountMinor) - BigInt(refunded.amountMinor)) };
}

/** Until when the buyer may ask for the money back; null where they may not, or no longer. */
export function refundOpenUntil(purchase: PurchaseView, now: Date = new Date()): string | null {
  const { status, disputed, refundPending, refundableUntil } = purchase;
  if (status !== "completed" || disputed || refundPending || refundableUntil === null) return null;
  if (isFree(moneyLeft(purchase))) return null;
  return new Date(refundableUntil) > now ? refundableUntil : null;
}
