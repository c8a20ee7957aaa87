import type { PurchaseView } from "@boltz/contract";
import { Button, Loader, Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconCreditCardOff,
  IconHourglass,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./purchases.module.css";
import { ChargedBack, Completed, Quarantined, Refunded } from "./settled-state.tsx";
import { StateActions, StatePanel } from "./state-panel.tsx";

const slowAfterMs = 25_000;

/** What became of a purchase so far, and the next thing to do. */
export function PurchaseState({ purchase, hasReturned }: { purchase: PurchaseView; hasReturned: boolean }) {
  switch (purchase.status) {
    case "pending":
      if (purchase.lastFailure) return <Declined purchase={purchase} />;
      return hasReturned ? <Processing purchase={purchase} /> : <Unpaid purchase={purchase} />;
    case "completed":
      return <Completed purchase={purchase} />;
    case "failed":
    case "expired":
      return <NotPaid purchase={purchase} />;
    case "refunded":
      return <Refunded purchase={purchase} />;
    case "charged_back":
      return <ChargedBack purchase={purchase} />;
    case "quarantined":
      return <Quarantined purchase={purchase} />;
  }
}

function Processing({ purchase }: { purchase: PurchaseView }) {
  const slow = useLater(slowAfterMs);
  return (
    <StatePanel icon={<Loader size={22} />} title="Processing your payment">
      <ol className={classes["steps"]}>
        <Step state="done">Order placed</Step>
        <Step state="now">Waiting for the payment provider to confirm</Step>
        <Step state="next">Strategy added to your library</Step>
      </ol>
      <Text c="dimmed" size="sm">
        {slow
          ? "This takes longer than usual. You can leave this page: the purchase goes on, and the receipt comes by e-mail."
          : "This usually takes a few seconds. The page goes on by itself."}
      </Text>
      {purchase.checkoutUrl ? (
        <StateActions>
          <Button component="a" href={purchase.checkoutUrl} variant="default">
            Not paid yet? Open the payment page
          </Button>
        </StateActions>
      ) : null}
    </StatePanel>
  );
}

function Unpaid({ purchase }: { purchase: PurchaseView }) {
  return (
    <StatePanel icon={<IconHourglass size={24} stroke={1.6} />} title="Waiting for your payment">
      <Text c="dimmed" size="sm">
        The order is placed and nothing was charged yet. Once the payment provider confirms the payment, the
        page goes on by itself.
      </Text>
      {purchase.checkoutUrl ? (
        <StateActions>
          <Button component="a" href={purchase.checkoutUrl} size="md">
            Open the payment page
          </Button>
        </StateActions>
      ) : null}
    </StatePanel>
  );
}

function Declined({ purchase }: { purchase: PurchaseView }) {
  return (
    <StatePanel
      tone="bad"
      icon={<IconCreditCardOff size={24} stroke={1.6} />}
      title="The payment did not go through"
    >
      <Text>{purchase.lastFailure}</Text>
      <Text c="dimmed" size="sm">
        You were not charged. Try again in the same or another way.
      </Text>
      <StateActions>
        {purchase.checkoutUrl ? (
          <Button component="a" href={purchase.checkoutUrl} size="md">
            Try again
          </Button>
        ) : (
          <BuyAgain purchase={purchase} />
        )}
      </StateActions>
    </StatePanel>
  );
}

function NotPaid({ purchase }: { purchase: PurchaseView }) {
  return (
    <StatePanel
      tone="bad"
      icon={<IconAlertTriangle size={24} stroke={1.6} />}
      title={purchase.status === "expired" ? "The payment page expired" : "The payment failed"}
    >
      {purchase.lastFailure ? <Text>{purchase.lastFailure}</Text> : null}
      <Text c="dimmed">You were not charged. You can start again whenever you like.</Text>
      <StateActions>
        <BuyAgain purchase={purchase} />
      </StateActions>
    </StatePanel>
  );
}

const BuyAgain = ({ purchase }: { purchase: PurchaseView }) => (
  <ButtonLink
    to="/listings/$listingId"
    params={{ listingId: purchase.listingId }}
    search={{ buy: "1" }}
    size="md"
  >
    Try again
  </ButtonLink>
);

const Step = ({ state, children }: { state: "done" | "now" | "next"; children: ReactNode }) => (
  <li data-state={state}>
    {state === "done" ? (
      <IconCheck size={18} aria-hidden />
    ) : state === "now" ? (
      <Loader size={16} aria-hidden />
    ) : (
      <IconCircle size={18} stroke={1.4} aria-hidden />
    )}
    {children}
  </li>
);

function useLater(delayMs: number) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), delayMs);
    return () => window.clearTimeout(timer);
  }, [delayMs]);
  return late;
}
