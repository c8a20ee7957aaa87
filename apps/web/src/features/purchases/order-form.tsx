import type { ListingPage, PaymentOption } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatMoney, isFree } from "../../format/money.ts";
import { CouponField } from "./coupon-field.tsx";
import classes from "./order.module.css";
import { OrderProblem } from "./order-problem.tsx";
import { OrderItem, OrderSums } from "./order-summary.tsx";
import { CountryChoice, keyOf, PaymentChoice } from "./payment-choice.tsx";
import { providerWords } from "./payment-words.ts";
import { usePurchase } from "./use-purchase.ts";
import { type Terms, useTerms } from "./use-terms.ts";

/** Ways to pay, coupon, the whole sum with its terms, and the one button that says what it does. */
export function OrderForm({ listing }: { listing: ListingPage }) {
  const order = useTerms(listing.id);
  const { plain, terms } = order;
  if (plain.isPending) return <LoadingLines lines={7} label="Loading the ways to pay" />;
  if (terms === undefined)
    return (
      <ErrorPanel error={plain.error} retry={plain.refetch} title="The ways to pay could not be loaded" />
    );
  return <Order listing={listing} order={order} terms={terms} />;
}

interface OrderProps {
  listing: ListingPage;
  order: Terms;
  terms: NonNullable<Terms["terms"]>;
}

function Order({ listing, order, terms }: OrderProps) {
  const { coupon, country } = order;
  const { buy, busy, leaving, failure, totalBefore, forget } = usePurchase(listing);
  const [chosen, setChosen] = useState<PaymentOption>();
  const sumsId = useId();
  const isFreeListing = isFree(terms.price);
  const nothingToPay = isFree(terms.total);
  const payBy = terms.options.find((option) => chosen && keyOf(option) === keyOf(chosen)) ?? terms.options[0];
  const cannotPay = payBy === undefined && !nothingToPay;

  const submit = () => {
    // A code that was typed and forgotten is looked at first, so that nobody pays more than they meant to.
    if (coupon.isWaiting) return coupon.apply();
    if (!order.isSettled || cannotPay) return;
    const couponCode = coupon.applied;
    buy({ payBy: payBy ?? { provider: "stripe", method: "card" }, couponCode, total: terms.total });
  };
  return (
    <form
      className={classes["stack"]}
      aria-describedby={sumsId}
      onChange={forget}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <OrderItem listing={listing} />
      {nothingToPay ? null : (
        <>
          <CountryChoice country={country} onChoose={order.chooseCountry} disabled={busy} />
          <PaymentChoice options={terms.options} chosen={payBy} onChoose={setChosen} disabled={busy} />
        </>
      )}
      {isFreeListing ? null : <CouponField coupon={coupon} terms={terms} disabled={busy} />}
      <OrderSums listing={listing} terms={terms} id={sumsId} />
      {cannotPay ? (
        <Text role="alert">
          Nothing here takes {terms.total.currency} from this country at the moment. Choose another country,
          or try again later.
        </Text>
      ) : null}
      {failure ? (
        <OrderProblem
          error={failure}
          total={terms.total}
          totalBefore={totalBefore}
          hasOtherWays={terms.options.length > 1}
        />
      ) : null}
      <Button
        type="submit"
        size="lg"
        fullWidth
        loading={busy || !order.isSettled}
        disabled={cannotPay}
        rightSection={<IconArrowRight size={18} />}
        classNames={{ root: classes["pay"] ?? "", label: classes["payLabel"] ?? "" }}
      >
        {isFreeListing
          ? "Add to library"
          : nothingToPay
            ? "Get it for free"
            : `Pay ${formatMoney(terms.total)} with ${payBy?.method === "upi" ? "UPI" : "card"}`}
      </Button>
      <Text size="xs" c="dimmed" ta="center" role="status">
        {nothingToPay ? "Nothing to pay, no card needed." : payBy ? whereTo(payBy, leaving) : null}
      </Text>
    </form>
  );
}

const whereTo = ({ provider }: PaymentOption, leaving: boolean) =>
  leaving
    ? `Taking you to ${providerWords[provider]}…`
    : `You pay on ${providerWords[provider]}'s page and come back when it is done.`;
