import type { FieldIssue, OwnListing } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { ButtonLink } from "../../components/links.tsx";
import type { JsonPath } from "../editor/json-tree.ts";
import { VerificationPanel } from "../trials/verification-panel.tsx";
import { ConfirmArchive } from "./confirm-archive.tsx";
import { LastDecision } from "./last-decision.tsx";
import { maySubmit, standingText } from "./listing-standing.ts";
import panel from "./listing-status-panel.module.css";
import { useListingActions } from "./use-listing-actions.ts";

interface ListingStatusPanelProps {
  listing: OwnListing;
  /** Which fields promise what nobody can, when submitting was refused for it. */
  onRefused: (issues: readonly FieldIssue[]) => void;
  /** Leads to a place in the document that its verification did not pass. */
  onMend: (path: JsonPath) => void;
}

/** Where a listing stands, why, and the next step. */
export function ListingStatusPanel({ listing, onRefused, onMend }: ListingStatusPanelProps) {
  const { submit, archive, restore, busy } = useListingActions(listing.id);
  const newVersion = useUnpublishedVersion(listing);
  const { status, edits } = listing;
  const submitLabel =
    edits === "none" && newVersion === null ? "Submit for review" : "Submit the changes for review";
  return (
    <section className={panel["panel"]} aria-label="Where it stands">
      <div className={panel["text"]}>
        <Text>{standingText(listing)}</Text>
        {newVersion === null ? null : (
          <Text mt={6}>Version {newVersion} is not published yet: buyers get it once it was reviewed.</Text>
        )}
        <LastDecision listing={listing} />
        <VerificationPanel strategyId={listing.strategyId} version={listing.latestVersion} onPlace={onMend} />
      </div>
      <div className={panel["actions"]}>
        {maySubmit(listing) || newVersion !== null ? (
          <Button
            loading={busy}
            onClick={() =>
              void submit().catch((error: unknown) => {
                const { code, issues } = wireErrorOf(error);
                if (code === "claims_refused") onRefused([...issues]);
              })
            }
          >
            {submitLabel}
          </Button>
        ) : null}
        {status === "published" ? (
          <>
            <ButtonLink to="/listings/$listingId" params={{ listingId: listing.id }} variant="default">
              See it as buyers do
            </ButtonLink>
            <ConfirmArchive title={listing.title} onConfirm={archive} busy={busy} />
          </>
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

/** The newest version of a published listing when buyers cannot get it yet, else null. */
function useUnpublishedVersion({ id, status, edits, latestVersion }: OwnListing): string | null {
  const waits = status === "published" && edits === "none";
  const page = useQuery(api.listings.get.queryOptions({ listingId: id }, { enabled: waits }));
  if (!waits || !page.data || latestVersion === null) return null;
  return page.data.latestVersion?.version === latestVersion ? null : latestVersion;
}
