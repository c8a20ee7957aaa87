import type { ListingPage, ProviderName } from "@boltz/contract";
import { Alert, Button, Radio, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { ButtonLink } from "../../components/links.tsx";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatMoney, formatPrice, isFree } from "../../format/money.ts";
import { OrderSummary } from "./order-summary.tsx";
import classes from "./purchases.module.css";
import { usePurchase } from "./use-purchase.ts";

const providers: Record<ProviderName, { name: string; means: string }> = {
  stripe: { name: "Stripe", means: "Card, Apple Pay, Google Pay" },
  razorpay: { name: "Razorpay", means: "Card, UPI, netbanking" },
};

/** Price, terms, provider, and the one button that says what it does. */
export function OrderForm({ listing }: { listing: ListingPage }) {
  const options = useQuery(api.purchases.options.queryOptions({ listingId: listing.id }));
  const { price, priceBefore, buy, busy, leaving, failure } = usePurchase(listing);
  const [chosen, setChosen] = useState<ProviderName>();
  const termsId = useId();

  if (options.isPending) return <LoadingLines lines={5} label="Loading the ways to pay" />;
  if (options.isError && !options.data)
    return (
      <ErrorPanel error={options.error} retry={options.refetch} title="The ways to pay could not be loaded" />
    );
  const offered = options.data.providers;
  const provider = chosen ?? offered[0];
  const free = isFree(price);
  if (provider === undefined && !free)
    return <Text>No payment provider takes {price.currency} at the moment. Try again later.</Text>;

  return (
    <form
      className={classes["stack"]}
      aria-describedby={termsId}
      onSubmit={(event) => {
        event.preventDefault();
        buy(provider ?? "stripe");
      }}
    >
      <OrderSummary listing={listing} price={price} termsId={termsId} />
      {free || offered.length === 0 ? null : (
        <Radio.Group
          label="Pay with"
          value={provider ?? ""}
          onChange={(value) => setChosen(offered.find((name) => name === value))}
        >
          <div className={classes["providers"]}>
            {offered.map((name) => (
              <Radio
                key={name}
                value={name}
                label={providers[name].name}
                description={providers[name].means}
                disabled={busy}
                classNames={{ root: classes["provider"] ?? "", label: classes["providerName"] ?? "" }}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      {priceBefore && failure && wireErrorOf(failure).code === "price_changed" ? (
        <Alert color="yellow" title="The price changed" role="alert">
          It was <s>{formatPrice(priceBefore)}</s> and is now <strong>{formatPrice(price)}</strong>. Nothing
          was charged. Confirm again if you want it at the new price.
        </Alert>
      ) : failure ? (
        <PurchaseFailure error={failure} />
      ) : null}
      <Button
        type="submit"
        size="lg"
        fullWidth
        loading={busy}
        rightSection={<IconArrowRight size={18} />}
        classNames={{ root: classes["pay"] ?? "", label: classes["payLabel"] ?? "" }}
      >
        {free
          ? "Add to library"
          : `Pay ${formatMoney(price)} on ${providers[provider ?? "stripe"].name}'s page`}
      </Button>
      <Text size="xs" c="dimmed" ta="center" role="status">
        {leaving && !free
          ? `Taking you to ${providers[provider ?? "stripe"].name}…`
          : free
            ? "Nothing to pay, no card needed."
            : "You leave this site to pay and come back when it is done."}
      </Text>
    </form>
  );
}

function PurchaseFailure({ error }: { error: unknown }) {
  const { code } = wireErrorOf(error);
  return (
    <ErrorPanel
      error={error}
      title={code === "already_owned" ? "It is yours already" : "The purchase did not start"}
    >
      {code === "already_owned" ? (
        <ButtonLink to="/library" size="sm" variant="default">
          Open your library
        </ButtonLink>
      ) : null}
    </ErrorPanel>
  );
}
