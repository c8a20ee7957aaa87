import { type FieldIssue, isId, type ListingId, type OwnListing } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import type { JsonPath } from "../editor/json-tree.ts";
import { ListingEditor } from "./listing-editor.tsx";
import { ListingStatusBadge } from "./listing-status.tsx";
import { ListingStatusPanel } from "./listing-status-panel.tsx";
import { StrategyVersions } from "./strategy-versions.tsx";

const route = getRouteApi("/creator/listings/$listingId");

/** One of my listings: what buyers read, its versions, and where it stands. */
export function EditListing() {
  const { listingId } = route.useParams();
  return (
    <Gate title="Edit listing" action="creator.read">
      {() =>
        isId("lst", listingId) ? (
          <EditById key={listingId} listingId={listingId} />
        ) : (
          <Page title="Edit listing">
            <MissingPanel what="listing" />
          </Page>
        )
      }
    </Gate>
  );
}

function EditById({ listingId }: { listingId: ListingId }) {
  // A refetch in the background must not pull the ground from under somebody who types.
  const listing = useQuery(api.listings.getMine.queryOptions({ listingId }, { refetchOnWindowFocus: false }));
  if (listing.data) return <Edit listing={listing.data} reload={listing.refetch} />;
  return (
    <Page title="Edit listing">
      {listing.isPending ? (
        <LoadingRows label="Loading the listing" />
      ) : wireErrorOf(listing.error).code === "not_found" ? (
        <MissingPanel what="listing" />
      ) : (
        <ErrorPanel error={listing.error} retry={listing.refetch} title="The listing could not be loaded" />
      )}
    </Page>
  );
}

export function Edit({ listing, reload }: { listing: OwnListing; reload: () => Promise<unknown> }) {
  const [refused, setRefused] = useState<readonly FieldIssue[]>([]);
  const [mend, setMend] = useState<{ path: JsonPath } | null>(null);
  return (
    <Page
      title={`Edit ${listing.title}`}
      heading={listing.title}
      eyebrow={
        <AnchorLink to="/creator" c="dimmed" size="sm">
          Creator desk
        </AnchorLink>
      }
      lead={<ListingStatusBadge listing={listing} />}
    >
      <ListingStatusPanel listing={listing} onRefused={setRefused} onMend={(path) => setMend({ path })} />
      <Section title="Listing" id="listing">
        <ListingEditor listing={listing} reload={reload} refused={refused} />
      </Section>
      <Section title="Versions" id="versions">
        <StrategyVersions listingId={listing.id} strategyId={listing.strategyId} mend={mend} />
      </Section>
    </Page>
  );
}
