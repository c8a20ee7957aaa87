import type { ErrorCode, Money } from "@boltz/contract";
import { Alert, Text } from "@mantine/core";
import { type Failure, wireErrorOf } from "../../api/errors.ts";
import { ButtonLink } from "../../components/links.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { formatPrice } from "../../format/money.ts";

interface OrderProblemProps {
  error: unknown;
  total: Money;
  totalBefore: Money | undefined;
  /** Whether there is another way to pay to choose. */
  hasOtherWays: boolean;
}

const isSame = (a: Money, b: Money) => a.amountMinor === b.amountMinor && a.currency === b.currency;

const reasons: Partial<Record<ErrorCode, string>> = {
  price_changed: "The price changed",
  coupon_invalid: "The coupon does not hold any more",
  coupon_used_up: "The coupon is used up",
};

const nextSteps = (code: Failure["code"], hasOtherWays: boolean): string | undefined => {
  switch (code) {
    case "provider_unavailable":
      return hasOtherWays
        ? "Press the button again, or choose another way to pay."
        : "Press the button again in a minute.";
    case "provider_refused":
      return hasOtherWays ? "Choose another way to pay." : "Try again later.";
    case "below_minimum":
      return "Without the coupon the full price can be paid.";
    case "unreachable":
    case "internal":
      return "Pressing the button again cannot charge you twice.";
    case "idempotency_mismatch":
      return "Close this window and open it again.";
    default:
      return undefined;
  }
};

/** Why the purchase did not start, and what to do next. */
export function OrderProblem({ error, total, totalBefore, hasOtherWays }: OrderProblemProps) {
  const { code, sentence } = wireErrorOf(error);
  const reason = code === "unreachable" ? undefined : reasons[code];
  if (reason && totalBefore && !isSame(total, totalBefore))
    return (
      <Alert color="yellow" title={reason} role="alert">
        {code === "price_changed" ? null : <>{sentence} </>}
        {code === "price_changed" ? "It" : "The total"} was <s>{formatPrice(totalBefore)}</s> and is now{" "}
        <strong>{formatPrice(total)}</strong>. Nothing was charged. Confirm again if you want it at the new
        price.
      </Alert>
    );
  const next = nextSteps(code, hasOtherWays);
  return (
    <ErrorPanel
      error={error}
      title={code === "already_owned" ? "It is yours already" : "The purchase did not start"}
    >
      {code === "already_owned" ? (
        <ButtonLink to="/library" size="sm" variant="default">
          Open your library
        </ButtonLink>
      ) : next === undefined ? null : (
        <Text size="sm">{next}</Text>
      )}
    </ErrorPanel>
  );
}
