import type { RecordedListing } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { AnchorLink } from "../../components/links.tsx";
import { RatingLine } from "../../components/rating-line.tsx";
import { formatDay } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import { CardProof } from "../listings/card-proof.tsx";
import classes from "./creator-page.module.css";

interface RecordListProps {
  listings: readonly RecordedListing[];
  /** Whether the viewer can open what is not sold any more. */
  withDelisted: boolean;
}

/** Listings with what became of them. */
export const RecordList = ({ listings, withDelisted }: RecordListProps) => (
  <ul className={classes["records"]}>
    {listings.map((listing) => (
      <li key={listing.id}>
        <div className={classes["recordHead"]}>
          {listing.status === "published" || withDelisted ? (
            <AnchorLink to="/listings/$listingId" params={{ listingId: listing.id }} fw={600}>
              {listing.title}
            </AnchorLink>
          ) : (
            <strong>{listing.title}</strong>
          )}
          <StatusBadge listing={listing} />
          <span className={`${classes["recordPrice"]} num`}>{formatPrice(listing.price)}</span>
        </div>
        {listing.proof === null ? null : <CardProof proof={listing.proof} />}
        <RatingLine rating={listing.rating} sales={listing.totalSales} />
        <p className={`${classes["quiet"]} num`}>
          On sale from {formatDay(listing.publishedAt)}
          {listing.delistedAt === null ? "" : ` to ${formatDay(listing.delistedAt)}`} ·{" "}
          {plural(listing.versions, "version")}
        </p>
      </li>
    ))}
  </ul>
);

function StatusBadge({ listing: { status } }: { listing: RecordedListing }) {
  if (status === "published") return null;
  return status === "removed" ? (
    <Badge color="red">Removed by moderation</Badge>
  ) : (
    <Badge color="gray">Taken off by its creator</Badge>
  );
}
