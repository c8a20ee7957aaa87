import type { ListingPage } from "@boltz/contract";
import { api, queryClient } from "../../api/client.ts";
import { ReportButton } from "./report-button.tsx";

/** The way to report somebody else's published strategy. */
export function ReportStrategy({ listing }: { listing: ListingPage }) {
  const { id: listingId, viewer, status } = listing;
  if (viewer.isCreator || status !== "published") return null;
  return (
    <ReportButton
      flagged={{ listingId }}
      label="Report this strategy"
      reported={viewer.flagged}
      onReported={() =>
        queryClient.setQueryData(
          api.listings.get.queryKey({ listingId }),
          (page) => page && { ...page, viewer: { ...page.viewer, flagged: true } },
        )
      }
    />
  );
}
