import type { OwnListing } from "@boltz/contract";
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { wireErrorOf } from "../../api/errors.ts";
import { ButtonLink } from "../../components/links.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatAgo } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import { ConfirmArchive } from "./confirm-archive.tsx";
import classes from "./creators.module.css";
import { LastDecision } from "./last-decision.tsx";
import { maySubmit } from "./listing-standing.ts";
import { ListingStatusBadge } from "./listing-status.tsx";
import { useListingActions } from "./use-listing-actions.ts";

/** One listing on the desk: its state, the reason for it, and what can be done now. */
export function DeskListing({ listing }: { listing: OwnListing }) {
  const { submit, archive, restore, busy } = useListingActions(listing.id);
  const navigate = useNavigate();
  const { status } = listing;
  // The words that were refused are marked where they are mended.
  const onRefused = (error: unknown) =>
    wireErrorOf(error).code === "claims_refused"
      ? navigate({ to: "/creator/listings/$listingId", params: { listingId: listing.id } })
      : undefined;
  return (
    <article className={classes["listing"]}>
      <div className={classes["listingTop"]}>
        <StrategyMark seed={listing.id} />
        <div className={classes["listingText"]}>
          <h3>
            <Link to="/creator/listings/$listingId" params={{ listingId: listing.id }}>
              {listing.title}
            </Link>
          </h3>
          <div className={`${classes["listingFacts"]} num`}>
            <ListingStatusBadge listing={listing} />
            <span>{formatPrice(listing.price)}</span>
            <span>{plural(listing.totalSales, "sale")}</span>
            <span>{listing.latestVersion ? `Version ${listing.latestVersion}` : "No version"}</span>
            <span>Changed {formatAgo(listing.updatedAt)}</span>
          </div>
        </div>
      </div>
      <div className={classes["listingActions"]}>
        <ButtonLink
          to="/creator/listings/$listingId"
          params={{ listingId: listing.id }}
          variant="default"
          aria-label={`Edit ${listing.title}`}
        >
          Edit
        </ButtonLink>
        {maySubmit(listing) ? (
          <Button
            loading={busy}
            aria-label={`Submit ${listing.title} for review`}
            onClick={() => void submit().catch(onRefused)}
          >
            Submit
          </Button>
        ) : null}
        {status === "published" ? (
          <ConfirmArchive title={listing.title} onConfirm={archive} busy={busy} />
        ) : null}
        {status === "archived" ? (
          <Button variant="default" loading={busy} aria-label={`Restore ${listing.title}`} onClick={restore}>
            Restore
          </Button>
        ) : null}
      </div>
      <LastDecision listing={listing} />
    </article>
  );
}
