import type { ListingStatus } from "@boltz/contract";
import { Badge } from "@mantine/core";

const words: Record<ListingStatus, { label: string; colour: string }> = {
  draft: { label: "Draft", colour: "gray" },
  submitted: { label: "In review", colour: "yellow" },
  published: { label: "Published", colour: "green" },
  rejected: { label: "Rejected", colour: "red" },
  archived: { label: "Archived", colour: "gray" },
  removed: { label: "Removed", colour: "red" },
};

export const ListingStatusBadge = ({ status }: { status: ListingStatus }) => (
  <Badge color={words[status].colour}>{words[status].label}</Badge>
);
