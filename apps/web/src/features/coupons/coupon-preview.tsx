import type { OwnListing, UserId } from "@boltz/contract";
import { IconAlertTriangle } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import { formatMoney, formatPrice } from "../../format/money.ts";
import { type CouponDraft, readCoupon } from "./coupon-draft.ts";
import { type Effect, effectsOf, refusedPrices } from "./coupon-effects.ts";
import { couponSentence } from "./coupon-words.ts";
import classes from "./coupons.module.css";

interface CouponPreviewProps {
  draft: CouponDraft;
  listings: readonly OwnListing[];
  ownerId: UserId;
}

const shown = 6;

/** What the coupon will do, in a sentence and in prices, and where it cannot be used. */
export function CouponPreview({ draft, listings, ownerId }: CouponPreviewProps) {
  const now = new Date();
  // Before a code is chosen, the rest can be said already.
  const { input } = readCoupon(draft.code.trim() === "" ? { ...draft, code: "THIS-COUPON" } : draft, now);
  if (input === null)
    return (
      <div className={classes["preview"]}>
        <p className={classes["quiet"]}>
          What the coupon does stands here as soon as the fields above are complete.
        </p>
      </div>
    );
  const title = listings.find(({ id }) => id === input.listingId)?.title ?? null;
  const effects = input.scope === "platform" ? [] : effectsOf(input, { listings, ownerId, now });
  const refused = refusedPrices(input);
  return (
    <div className={`${classes["preview"]} num`}>
      <p role="status">{couponSentence(input, title)}</p>
      <ul className={classes["effects"]}>
        {placed(effects.slice(0, shown)).map(({ entry, place }) => (
          <li key={place}>
            <EffectLine effect={entry} />
          </li>
        ))}
      </ul>
      {effects.length > shown ? <p className={classes["quiet"]}>And {effects.length - shown} more.</p> : null}
      {refused === null ? null : (
        <p className={classes["warning"]}>
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
          Prices between {formatMoney(refused.above)} and {formatMoney(refused.below)} cannot use it: what
          would be left is less than the payment provider charges.
        </p>
      )}
    </div>
  );
}

const EffectLine = ({ effect }: { effect: Effect }) => (
  <>
    <span>{effect.title}</span>
    {effect.kind === "costs" ? (
      <span>
        <s>{formatMoney(effect.before)}</s> <strong>{formatPrice(effect.after)}</strong>
      </span>
    ) : (
      <span className={classes["refused"]}>{effect.why}</span>
    )}
  </>
);
