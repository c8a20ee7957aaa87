import type { ListingPage, Money, ProviderName } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { keysForOneOpening } from "./purchase-key.ts";

/** Starts one purchase, once: a second click while the first is on its way does nothing. */
export function usePurchase(listing: ListingPage) {
  const navigate = useNavigate();
  const [keyFor] = useState(() => keysForOneOpening());
  const underWay = useRef(false);
  const [price, setPrice] = useState(listing.price);
  const [priceBefore, setPriceBefore] = useState<Money>();
  const [leaving, setLeaving] = useState(false);

  const start = useMutation(
    api.purchases.start.mutationOptions({
      onSuccess: async ({ checkoutUrl, purchaseId }) => {
        setLeaving(true);
        if (checkoutUrl !== null) {
          window.location.assign(checkoutUrl);
          return;
        }
        await queryClient.invalidateQueries({
          queryKey: api.listings.get.queryKey({ listingId: listing.id }),
        });
        await navigate({ to: "/purchases/$purchaseId", params: { purchaseId } });
      },
      onError: async (error) => {
        underWay.current = false;
        const { code } = wireErrorOf(error);
        if (code === "price_changed") {
          const options = await queryClient.fetchQuery(
            api.purchases.options.queryOptions({ listingId: listing.id }, { staleTime: 0 }),
          );
          setPriceBefore(price);
          setPrice(options.price);
        }
        if (code === "already_owned" || code === "listing_not_for_sale")
          await queryClient.invalidateQueries({
            queryKey: api.listings.get.queryKey({ listingId: listing.id }),
          });
      },
    }),
  );

  const buy = (provider: ProviderName) => {
    if (underWay.current) return;
    underWay.current = true;
    start.mutate({
      listingId: listing.id,
      provider,
      expectedPrice: price,
      idempotencyKey: keyFor({ provider, price }),
    });
  };

  const failure = start.isError ? start.error : undefined;
  return { price, priceBefore, buy, busy: start.isPending || leaving, leaving, failure };
}
