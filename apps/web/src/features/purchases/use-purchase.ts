import type { ListingPage, Money, PaymentOption } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { keysForOneOpening } from "./purchase-key.ts";

interface Order {
  payBy: PaymentOption;
  couponCode: string | undefined;
  total: Money;
}

/** Refusals after which other terms hold: they are read again, and confirmed again. */
const termsChanged = ["price_changed", "coupon_invalid", "coupon_used_up"];
const listingChanged = ["already_owned", "listing_not_for_sale"];

/** Starts one purchase, once: a second click while the first is on its way does nothing. */
export function usePurchase(listing: ListingPage) {
  const navigate = useNavigate();
  const [keyFor] = useState(() => keysForOneOpening());
  const underWay = useRef(false);
  const [leaving, setLeaving] = useState(false);
  const readListingAgain = () =>
    queryClient.invalidateQueries({ queryKey: api.listings.get.queryKey({ listingId: listing.id }) });

  const start = useMutation(
    api.purchases.start.mutationOptions({
      onSuccess: async ({ checkoutUrl, purchaseId }) => {
        setLeaving(true);
        if (checkoutUrl !== null) {
          window.location.assign(checkoutUrl);
          return;
        }
        await readListingAgain();
        await navigate({ to: "/purchases/$purchaseId", params: { purchaseId } });
      },
      onError: async (error) => {
        const { code } = wireErrorOf(error);
        if (termsChanged.includes(code))
          await queryClient.invalidateQueries({ queryKey: api.purchases.options.pathKey() });
        if (listingChanged.includes(code)) await readListingAgain();
        underWay.current = false;
      },
    }),
  );

  const buy = ({ payBy, couponCode, total }: Order) => {
    if (underWay.current) return;
    underWay.current = true;
    start.mutate({
      listingId: listing.id,
      ...payBy,
      ...(couponCode === undefined ? {} : { couponCode }),
      expectedPrice: total,
      idempotencyKey: keyFor({ ...payBy, couponCode, total }),
    });
  };

  return {
    buy,
    busy: start.isPending || leaving,
    leaving,
    failure: start.isError ? start.error : undefined,
    /** The total of the order that failed. */
    totalBefore: start.variables?.expectedPrice,
    /** Takes a failure off the screen once the order is another one. */
    forget: start.reset,
  };
}
