import type { ListingId, ListingPage, PurchaseView } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./library.module.css";

/** The latest purchases are enough: a bank disputes within months, and a refund takes days. */
const looked = 50;

/** Paid and still the buyer's, but not to be installed while its money is on the way or disputed. */
const isFrozen = (purchase: PurchaseView) =>
  purchase.status === "completed" && (purchase.disputed || purchase.refundPending);

/** Purchases whose strategies the library leaves out for now, unless it holds them after all. */
export function useFrozenPurchases({ but, enabled }: { but: readonly ListingId[]; enabled: boolean }) {
  const purchases = useQuery(api.purchases.list.queryOptions({ limit: looked }, { enabled }));
  const items = purchases.data?.items ?? [];
  return items.filter((purchase) => isFrozen(purchase) && !but.includes(purchase.listingId));
}

export function useFrozenPurchase(listing: ListingPage): PurchaseView | undefined {
  const frozen = useFrozenPurchases({ but: [], enabled: listing.viewer.owns });
  return frozen.find(({ listingId }) => listingId === listing.id);
}

/** Why it cannot be installed now, and where that is explained. */
export const FrozenNote = ({ purchase }: { purchase: PurchaseView }) => (
  <div className={classes["frozen"]}>
    <Text size="sm">
      {purchase.disputed
        ? "Your bank disputes the payment. Until it has decided, this cannot be installed."
        : "Your refund is on its way, so this cannot be installed."}
    </Text>
    <ButtonLink to="/purchases/$purchaseId" params={{ purchaseId: purchase.id }} size="sm" variant="default">
      See the purchase
    </ButtonLink>
  </div>
);
