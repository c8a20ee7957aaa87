import type { PurchaseStatus, PurchaseView } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { isFree } from "../../format/money.ts";

interface Label {
  label: string;
  colour: string;
}

const words: Record<PurchaseStatus, Label> = {
  pending: { label: "Waiting for payment", colour: "yellow" },
  completed: { label: "Paid", colour: "green" },
  failed: { label: "Not paid", colour: "red" },
  expired: { label: "Expired", colour: "gray" },
  refunded: { label: "Refunded", colour: "gray" },
  charged_back: { label: "Charged back", colour: "red" },
  quarantined: { label: "Being checked", colour: "yellow" },
};

const statusOf = (status: PurchaseStatus, free: boolean): Label =>
  free && status === "completed" ? { label: "Added", colour: "green" } : words[status];

type Standing = Pick<PurchaseView, "status" | "price" | "refunded" | "refundPending" | "disputed">;

/** Where the money of a purchase is now: what is under way comes before what is settled. */
function standingOf(purchase: Standing): Label {
  if (purchase.disputed) return { label: "Disputed", colour: "yellow" };
  if (purchase.refundPending) return { label: "Refund on its way", colour: "yellow" };
  if (purchase.status !== "completed") return words[purchase.status];
  if (!isFree(purchase.refunded)) return { label: "Partly refunded", colour: "gray" };
  return statusOf(purchase.status, isFree(purchase.price));
}

export function PurchaseBadge({ purchase }: { purchase: Standing }) {
  const { label, colour } = standingOf(purchase);
  return <Badge color={colour}>{label}</Badge>;
}

interface StatusProps {
  status: PurchaseStatus;
  free: boolean;
}

/** The bare status, where nothing more is known of the purchase. */
export function PurchaseStatusBadge({ status, free }: StatusProps) {
  const { label, colour } = statusOf(status, free);
  return <Badge color={colour}>{label}</Badge>;
}
