import type { ListingPage, Money } from "@boltz/contract";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatMoney, formatPrice, isFree } from "../../format/money.ts";
import classes from "./purchases.module.css";

interface OrderSummaryProps {
  listing: ListingPage;
  price: Money;
  termsId: string;
}

/** What is bought, for how much, on which terms. */
export function OrderSummary({ listing, price, termsId }: OrderSummaryProps) {
  const free = isFree(price);
  return (
    <div id={termsId}>
      <div className={classes["what"]}>
        <StrategyMark seed={listing.id} size={42} />
        <div className={classes["whatText"]}>
          <strong>{listing.title}</strong>
          <span>by {listing.creator.displayName}</span>
        </div>
      </div>
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
        {free ? null : (
          <div>
            <dt>Refund</dt>
            <dd>
              {listing.refundDays === 0
                ? "None for this strategy"
                : `Full price within ${listing.refundDays} days`}
            </dd>
          </div>
        )}
        <div>
          <dt>Price</dt>
          <dd className="num">{formatPrice(price)}</dd>
        </div>
        <div className={classes["total"]}>
          <dt>Total</dt>
          <dd className="num">{formatMoney(price)}</dd>
        </div>
      </dl>
    </div>
  );
}
