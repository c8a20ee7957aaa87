import type { PurchaseStatus } from "@boltz/contract";
import { Badge } from "@mantine/core";

const words: Record<PurchaseStatus, { label: string; colour: string }> = {
  pending: { label: "Waiting for payment", colour: "yellow" },
  completed: { label: "Paid", colour: "green" },
  failed: { label: "Not paid", colour: "red" },
  expired: { label: "Expired", colour: "gray" },
  refunded: { label: "Refunded", colour: "gray" },
  quarantined: { label: "Being checked", colour: "yellow" },
};

export const PurchaseStatusBadge = ({ status, free }: { status: PurchaseStatus; free: boolean }) => (
  <Badge color={words[status].colour}>{free && status === "completed" ? "Added" : words[status].label}</Badge>
);
