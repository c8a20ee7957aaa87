import type { OwnListing } from "@boltz/contract";
import { Badge } from "@mantine/core";

interface Words {
  label: string;
  colour: string;
}

const ofTheListing: Record<OwnListing["status"], Words> = {
  draft: { label: "Draft", colour: "gray" },
  submitted: { label: "In review", colour: "yellow" },
  published: { label: "Published", colour: "green" },
  rejected: { label: "Rejected", colour: "red" },
  archived: { label: "Archived", colour: "gray" },
  removed: { label: "Removed", colour: "red" },
};

const ofTheEdits: Record<OwnListing["edits"], Words | null> = {
  none: null,
  draft: { label: "Changes not submitted", colour: "yellow" },
  submitted: { label: "Changes in review", colour: "yellow" },
  rejected: { label: "Changes rejected", colour: "red" },
};

/** What the public sees of it, and where changes to that stand. */
export function ListingStatusBadge({ listing }: { listing: Pick<OwnListing, "status" | "edits"> }) {
  const shown = ofTheListing[listing.status];
  const edits = ofTheEdits[listing.edits];
  return (
    <>
      <Badge color={shown.colour}>{shown.label}</Badge>
      {edits ? <Badge color={edits.colour}>{edits.label}</Badge> : null}
    </>
  );
}
