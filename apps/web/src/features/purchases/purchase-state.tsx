import type { PurchaseView } from "@boltz/contract";
import { Button, Loader, Text, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconCreditCardOff,
  IconHourglass,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { ButtonLink } from "../../components/links.tsx";
import { isFree } from "../../format/money.ts";
import { InstallButton } from "../library/install-button.tsx";
import classes from "./purchases.module.css";

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
      return (
        <State icon={<IconArrowBackUp size={24} stroke={1.6} />} title="Refunded">
          <Text c="dimmed">The full price went back to you, and access has ended.</Text>
        </State>
      );
    case "quarantined":
      return (
        <State
          tone="warn"
          icon={<IconHourglass size={24} stroke={1.6} />}
          title="This payment is being checked"
        >
          <Text c="dimmed">
            What the provider reported does not match the order, so a person looks at it. You need not do
            anything; we write to you.
          </Text>
        </State>
      );
  }
}

function Processing({ purchase }: { purchase: PurchaseView }) {
  const slow = useLater(slowAfterMs);
  return (
    <State icon={<Loader size={22} />} title="Processing your payment">
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
        <div className={classes["actions"]}>
          <Button component="a" href={purchase.checkoutUrl} variant="default">
            Not paid yet? Open the payment page
          </Button>
        </div>
      ) : null}
    </State>
  );
}

function Unpaid({ purchase }: { purchase: PurchaseView }) {
  return (
    <State icon={<IconHourglass size={24} stroke={1.6} />} title="Waiting for your payment">
      <Text c="dimmed" size="sm">
        The order is placed and nothing was charged yet. Once the payment provider confirms the payment, the
        page goes on by itself.
      </Text>
      {purchase.checkoutUrl ? (
        <div className={classes["actions"]}>
          <Button component="a" href={purchase.checkoutUrl} size="md">
            Open the payment page
          </Button>
        </div>
      ) : null}
    </State>
  );
}

function Declined({ purchase }: { purchase: PurchaseView }) {
  return (
    <State
      tone="bad"
      icon={<IconCreditCardOff size={24} stroke={1.6} />}
      title="The payment did not go through"
    >
      <Text>{purchase.lastFailure}</Text>
      <Text c="dimmed" size="sm">
        You were not charged. Try again with the same or another card.
      </Text>
      <div className={classes["actions"]}>
        {purchase.checkoutUrl ? (
          <Button component="a" href={purchase.checkoutUrl} size="md">
            Try again
          </Button>
        ) : (
          <BuyAgain purchase={purchase} />
        )}
      </div>
    </State>
  );
}

function Completed({ purchase }: { purchase: PurchaseView }) {
  return (
    <State tone="good" icon={<IconCheck size={24} stroke={2} />} title="It is yours">
      <Text c="dimmed">
        {isFree(purchase.price)
          ? "The strategy is in your library."
          : "The payment is confirmed and the strategy is in your library. A receipt is on its way by e-mail."}
      </Text>
      <div className={classes["actions"]}>
        <InstallButton listingId={purchase.listingId} title={purchase.listingTitle} />
        <ButtonLink to="/library" size="md" variant="default">
          Open your library
        </ButtonLink>
      </div>
    </State>
  );
}

function NotPaid({ purchase }: { purchase: PurchaseView }) {
  return (
    <State
      tone="bad"
      icon={<IconAlertTriangle size={24} stroke={1.6} />}
      title={purchase.status === "expired" ? "The payment page expired" : "The payment failed"}
    >
      {purchase.lastFailure ? <Text>{purchase.lastFailure}</Text> : null}
      <Text c="dimmed">You were not charged. You can start again whenever you like.</Text>
      <div className={classes["actions"]}>
        <BuyAgain purchase={purchase} />
      </div>
    </State>
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

interface StateProps {
  icon: ReactNode;
  title: string;
  tone?: "good" | "bad" | "warn";
  children: ReactNode;
}

const State = ({ icon, title, tone, children }: StateProps) => (
  <section className={classes["state"]} aria-label={title}>
    <div className={classes["stateHead"]}>
      <span className={classes["stateIcon"]} data-tone={tone} aria-hidden>
        {icon}
      </span>
      <Title order={2}>{title}</Title>
    </div>
    {children}
  </section>
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
