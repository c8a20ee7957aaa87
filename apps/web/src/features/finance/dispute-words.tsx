import type { DisputeStatus } from "@boltz/contract";
import { Badge } from "@mantine/core";

const words: Record<DisputeStatus, { label: string; colour: string }> = {
  open: { label: "Open", colour: "red" },
  under_review: { label: "With the bank", colour: "yellow" },
  won: { label: "Won", colour: "green" },
  lost: { label: "Lost", colour: "gray" },
};

export const DisputeStatusBadge = ({ status }: { status: DisputeStatus }) => (
  <Badge color={words[status].colour}>{words[status].label}</Badge>
);

/** The provider's word for why, as a person reads it: "product_not_received" is "Product not received". */
export function disputeReason(reason: string): string {
  const text = reason.replaceAll("_", " ").trim();
  return text === "" ? "No reason given" : text.charAt(0).toUpperCase() + text.slice(1);
}
