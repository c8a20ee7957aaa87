import type { ListingPage, PurchaseOptions } from "@boltz/contract";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatMoney, formatPrice, isFree } from "../../format/money.ts";
import classes from "./order.module.css";

/** What is bought. */
export const OrderItem = ({ listing }: { listing: ListingPage }) => (
  <div className={classes["what"]}>
    <StrategyMark seed={listing.id} size={42} />
    <div className={classes["whatText"]}>
      <strong>{listing.title}</strong>
      <span>by {listing.creator.displayName}</span>
    </div>
  </div>
);

interface OrderSumsProps {
  listing: ListingPage;
  terms: PurchaseOptions;
  id: string;
}

/** For how much, and on which terms: all of it stands before the button. */
export function OrderSums({ listing, terms, id }: OrderSumsProps) {
  const { price, discount, total, coupon, refundDays } = terms;
  return (
    <div id={id}>
      <dl className={classes["sums"]}>
        <div>
          <dt>You get</dt>
          <dd>
            {listing.latestVersion
              ? `Version ${listing.latestVersion.version}, signed, `
              : "The signed bundle "}
            and every later version
          </dd>
        </div>
        {isFree(total) ? null : (
          <div>
            <dt>Refund</dt>
            <dd>{refundDays === 0 ? "None for this strategy" : `Full price within ${refundDays} days`}</dd>
          </div>
        )}
        <div>
          <dt>Price</dt>
          <dd className="num">{formatPrice(price)}</dd>
        </div>
        {isFree(discount) ? null : (
          <div className={classes["discount"]}>
            <dt>Discount{coupon ? ` (${coupon.code})` : ""}</dt>
            <dd className="num">−{formatMoney(discount)}</dd>
          </div>
        )}
        <div className={classes["total"]}>
          <dt>Total</dt>
          <dd className="num">{formatMoney(total)}</dd>
        </div>
      </dl>
      {isFree(total) ? null : (
        <p className={classes["nothingAdded"]}>Nothing is added later: no fee, no tax on top.</p>
      )}
    </div>
  );
}
