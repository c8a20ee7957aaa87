import type { ListingStatus, OwnListing } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { ButtonLink } from "../../components/links.tsx";
import { formatMoment } from "../../format/dates.ts";
import { ConfirmArchive } from "./confirm-archive.tsx";
import panel from "./listing-status-panel.module.css";
import { useListingActions } from "./use-listing-actions.ts";

const meaning: Record<ListingStatus, string> = {
  draft: "Only you see it. Submit it when it is ready; a moderator reads it before it appears in Explore.",
  submitted: "A moderator reads it. You hear by e-mail, and the decision appears here.",
  published: "It is in Explore and can be bought.",
  rejected: "Not published. Change what the reason says, then submit it again.",
  archived: "Off the market. Buyers keep what they own.",
  removed: "A moderator took it off the market.",
};

/** Where a listing stands, why, and the next step. */
export function ListingStatusPanel({ listing }: { listing: OwnListing }) {
  const { submit, archive, restore, busy } = useListingActions(listing.id);
  const { status, lastDecision } = listing;
  return (
    <section className={panel["panel"]} aria-label="Where it stands">
      <div className={panel["text"]}>
        <Text>{meaning[status]}</Text>
        {lastDecision && lastDecision.reason !== "" && status !== "published" ? (
          <Text size="sm" c="dimmed" mt={6}>
            {lastDecision.outcome === "approved"
              ? "Approved"
              : lastDecision.outcome === "rejected"
                ? "Rejected"
                : "Removed"}{" "}
            on {formatMoment(lastDecision.at)}: “{lastDecision.reason}”
          </Text>
        ) : null}
      </div>
      <div className={panel["actions"]}>
        {status === "draft" || status === "rejected" ? (
          <Button loading={busy} onClick={() => void submit().catch(() => undefined)}>
            Submit for review
          </Button>
        ) : null}
        {status === "published" ? (
          <ButtonLink to="/listings/$listingId" params={{ listingId: listing.id }} variant="default">
            See it as buyers do
          </ButtonLink>
        ) : null}
        {status === "published" || status === "rejected" ? (
          <ConfirmArchive title={listing.title} onConfirm={archive} busy={busy} />
        ) : null}
        {status === "archived" ? (
          <Button variant="default" loading={busy} onClick={restore}>
            Restore
          </Button>
        ) : null}
      </div>
    </section>
  );
}
