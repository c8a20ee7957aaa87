import type { PayoutAccountStatus, PayoutAccountView } from "@boltz/contract";
import { Alert } from "@mantine/core";
import classes from "./payouts.module.css";

interface Notice {
  title: string;
  text: string;
  colour: string;
}

const unfinished: Notice = {
  title: "The setup is not finished yet",
  text: "Stripe still needs something from you. Press Continue on the account below; if you just finished, this page notices by itself in a moment.",
  colour: "yellow",
};

const notices: Record<PayoutAccountStatus, Notice> = {
  planned: unfinished,
  onboarding: unfinished,
  pending: {
    title: "Stripe is checking your details",
    text: "That takes minutes, rarely days. You need not stay: this page goes on by itself, and we write to you.",
    colour: "petrol",
  },
  active: {
    title: "Your payout account is ready",
    text: "What is available goes to it with the next automatic payout, or when you press Withdraw.",
    colour: "green",
  },
  restricted: {
    title: "Stripe cannot pay to this account yet",
    text: "See below what it asks for.",
    colour: "red",
  },
  rejected: {
    title: "Stripe did not accept this account",
    text: "Your earnings are kept. Set up another account below, or write to support.",
    colour: "red",
  },
};

/** What the way to Stripe led to, and what happens next. */
export function OnboardedNotice({ accounts }: { accounts: readonly PayoutAccountView[] }) {
  const account = accounts.find(({ provider }) => provider === "stripe");
  const notice = account ? notices[account.status] : unfinished;
  return (
    <div role="status" className={classes["notice"]}>
      <Alert color={notice.colour} title={notice.title} role="presentation">
        {notice.text}
      </Alert>
    </div>
  );
}
