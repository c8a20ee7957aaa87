import { z } from "zod";
import { couponId, listingId } from "./ids.ts";
import { currency, minorUnits, money } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { couponCode } from "./purchases.ts";

export const couponScopes = ["listing", "creator", "platform"] as const;
export const couponScope = z.enum(couponScopes);
export type CouponScope = z.infer<typeof couponScope>;

const uses = z.int().min(1).max(1_000_000);

/** What a coupon takes off: whole percent of the price, or an amount in one currency. */
export const couponDiscount = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), percent: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal("amount"), amount: money }),
]);

export const createCouponInput = z
  .strictObject({
    code: couponCode,
    scope: couponScope,
    /** Only for the scope `listing`. */
    listingId: listingId.nullable(),
    discount: couponDiscount,
    /** The smallest price it works for; with it the coupon works in that currency only. */
    minimum: money.nullable(),
    startsAt: timestamp.nullable(),
    endsAt: timestamp.nullable(),
    maxUses: uses.nullable(),
    maxUsesPerBuyer: uses.nullable(),
  })
  .superRefine((value, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if ((value.scope === "listing") !== (value.listingId !== null))
      refuse(["listingId"], "choose a listing for a coupon of one listing, and none otherwise");
    if (value.startsAt !== null && value.endsAt !== null && value.startsAt >= value.endsAt)
      refuse(["endsAt"], "must be after the start");
    if (value.minimum !== null && BigInt(value.minimum.amountMinor) <= 0n)
      refuse(["minimum", "amountMinor"], "must be more than zero");
    const { discount } = value;
    if (discount.kind !== "amount") return;
    if (BigInt(discount.amount.amountMinor) <= 0n)
      refuse(["discount", "amount", "amountMinor"], "must be more than zero");
    if (value.minimum !== null && value.minimum.currency !== discount.amount.currency)
      refuse(["minimum", "currency"], "must be the currency of the discount");
  });
export type CreateCouponInput = z.infer<typeof createCouponInput>;

export const setCouponEnabledInput = z.strictObject({ couponId, enabled: z.boolean() });

export const couponView = z.object({
  id: couponId,
  code: z.string(),
  scope: couponScope,
  listingId: listingId.nullable(),
  listingTitle: z.string().nullable(),
  percent: z.int().nullable(),
  amount: money.nullable(),
  minimum: money.nullable(),
  startsAt: timestamp.nullable(),
  endsAt: timestamp.nullable(),
  maxUses: z.int().nullable(),
  maxUsesPerBuyer: z.int().nullable(),
  /** Completed purchases with it; `held` are in checkouts that are open now. */
  used: z.int(),
  held: z.int(),
  /** What it has taken off so far, by currency. */
  given: z.array(z.object({ currency, amountMinor: minorUnits })),
  enabled: z.boolean(),
  createdAt: timestamp,
});
export type CouponView = z.infer<typeof couponView>;

export const listCouponsInput = z.strictObject(pageInput);
export const listCouponsOutput = pageOf(couponView);
