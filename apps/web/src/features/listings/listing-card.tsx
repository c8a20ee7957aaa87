import type { ListingCard } from "@boltz/contract";
import { Link } from "@tanstack/react-router";
import { RatingLine } from "../../components/rating-line.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatPrice, isFree } from "../../format/money.ts";
import { refundTerms } from "../../format/numbers.ts";
import classes from "./listing-card.module.css";

const tagsShown = 3;

/** One strategy in the list: the whole card leads to its page. */
export function ListingCardView({ listing }: { listing: ListingCard }) {
  const hidden = listing.tags.length - tagsShown;
  return (
    <article className={classes["card"]}>
      <div className={classes["top"]}>
        <StrategyMark seed={listing.id} />
        <div className={classes["names"]}>
          <h3 className={classes["title"]}>
            <Link to="/listings/$listingId" params={{ listingId: listing.id }} className={classes["link"]}>
              {listing.title}
            </Link>
          </h3>
          <p className={classes["creator"]}>by {listing.creator.displayName}</p>
        </div>
      </div>
      <p className={classes["summary"]}>{listing.summary}</p>
      {listing.tags.length > 0 ? (
        <ul className={classes["tags"]} aria-label="Tags">
          {listing.tags.slice(0, tagsShown).map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
          {hidden > 0 ? <li>+{hidden}</li> : null}
        </ul>
      ) : null}
      <div className={classes["foot"]}>
        <div>
          <div className={`${classes["price"]} num`} data-free={isFree(listing.price) || undefined}>
            {formatPrice(listing.price)}
          </div>
          <div className={classes["terms"]}>
            {isFree(listing.price) ? "No card needed" : refundTerms(listing.refundDays)}
          </div>
        </div>
        <RatingLine rating={listing.rating} sales={listing.totalSales} stacked />
      </div>
    </article>
  );
}
