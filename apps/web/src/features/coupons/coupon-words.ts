import type { CouponView, CreateCouponInput, Money } from "@boltz/contract";
import { formatMomentInZone } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { formatCount, plural } from "../../format/numbers.ts";

interface Terms {
  percent: number | null;
  amount: Money | null;
  scope: CouponView["scope"];
  listingTitle: string | null;
  minimum: Money | null;
}

/** "20% off", "$5.00 off", "Free". */
export const takesOffText = (
  { percent, amount }: Pick<Terms, "percent" | "amount">,
  locale?: string,
): string =>
  amount === null
    ? percent === 100
      ? "Free"
      : `${formatCount(percent ?? 0, locale)}% off`
    : `${formatMoney(amount, locale)} off`;

export function scopeText({ scope, listingTitle }: Pick<Terms, "scope" | "listingTitle">): string {
  if (scope === "platform") return "Every strategy of the marketplace";
  return scope === "creator" ? "All your listings" : (listingTitle ?? "One listing");
}

/** When it works: null where it always does. */
export function windowText(
  { startsAt, endsAt }: Pick<CouponView, "startsAt" | "endsAt">,
  locale?: string,
): string | null {
  const from = startsAt === null ? null : formatMomentInZone(startsAt, locale);
  const to = endsAt === null ? null : formatMomentInZone(endsAt, locale);
  if (from !== null && to !== null) return `${from} to ${to}`;
  if (from !== null) return `From ${from}`;
  return to === null ? null : `Until ${to}`;
}

const places = ({ scope, listingTitle, minimum, amount }: Terms, locale?: string) => {
  const price =
    minimum !== null
      ? `of ${formatMoney(minimum, locale)} or more`
      : amount !== null
        ? `in ${amount.currency}`
        : "";
  const things = {
    listing: `“${listingTitle ?? "the listing"}”`,
    creator: "each of your listings",
    platform: "every strategy of the marketplace",
  };
  return price === "" ? things[scope] : `${things[scope]}, at prices ${price}`;
};

/** What a coupon does, in one or two sentences for the person who is making it. */
export function couponSentence(
  { code, discount, minimum, scope, startsAt, endsAt, maxUses, maxUsesPerBuyer }: CreateCouponInput,
  listingTitle: string | null,
  locale?: string,
): string {
  const percent = discount.kind === "percent" ? discount.percent : null;
  const amount = discount.kind === "amount" ? discount.amount : null;
  const terms: Terms = { percent, amount, scope, listingTitle, minimum };
  const effect =
    percent === 100
      ? `makes ${places(terms, locale)} free`
      : `takes ${amount === null ? `${percent}%` : formatMoney(amount, locale)} off ${places(terms, locale)}`;
  const window = windowText({ startsAt, endsAt }, locale);
  const limits = [
    ...(maxUses === null ? [] : [`${plural(maxUses, "time")} in all`]),
    ...(maxUsesPerBuyer === null
      ? []
      : [maxUsesPerBuyer === 1 ? "once by each buyer" : `${maxUsesPerBuyer} times by each buyer`]),
  ];
  const when = window === null ? "" : ` It works ${window.charAt(0).toLowerCase()}${window.slice(1)}.`;
  return `${code} ${effect}. It can be used ${limits.join(", ") || "as often as buyers like"}.${when}`;
}
