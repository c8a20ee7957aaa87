import {
  currencies,
  currencyCodes,
  type PayoutAccountView,
  type PayoutBalance,
  type ProviderName,
} from "@boltz/contract";
import { Button } from "@mantine/core";
import { useState } from "react";
import { placed } from "../../components/places.ts";
import { formatMomentInZone } from "../../format/dates.ts";
import { AccountStatusBadge } from "./payout-status.tsx";
import { accountWords, nextStepOf, providerTitles, requirementText } from "./payout-words.ts";
import classes from "./payouts.module.css";
import { payoutsChanged } from "./payouts-changed.ts";
import { SetUp } from "./set-up.tsx";

/** Where payouts go: one account at each provider, with its state and the next thing to do. */
export function PayoutAccounts({ balance }: { balance: PayoutBalance }) {
  const [setUp, setSetUp] = useState<{ provider: ProviderName | null }>();
  const shown = [...new Set([...balance.providers, ...balance.accounts.map(({ provider }) => provider)])];
  return (
    <>
      <ul className={classes["accounts"]}>
        {shown.map((provider) => (
          <li key={provider}>
            <AccountCard
              provider={provider}
              account={balance.accounts.find((account) => account.provider === provider)}
              // The first account is chosen by its currency, below.
              mayStart={balance.accounts.length > 0 && balance.providers.includes(provider)}
              onSetUp={() => setSetUp({ provider })}
            />
          </li>
        ))}
      </ul>
      {balance.accounts.length === 0 ? (
        <Button mt="md" onClick={() => setSetUp({ provider: null })}>
          Set up payouts
        </Button>
      ) : null}
      {setUp ? (
        <SetUp balance={balance} provider={setUp.provider} onClose={() => setSetUp(undefined)} />
      ) : null}
    </>
  );
}

const needs: Record<ProviderName, string> = {
  stripe: "You need an identity document and a bank account in your country. Setup happens on Stripe's page.",
  razorpay: "You need a bank account in India with its IFSC. Setup is a short form here.",
};

interface AccountCardProps {
  provider: ProviderName;
  account: PayoutAccountView | undefined;
  mayStart: boolean;
  onSetUp: () => void;
}

function AccountCard({ provider, account, mayStart, onSetUp }: AccountCardProps) {
  const title = providerTitles[provider];
  const paid = currencyCodes.filter((code) => currencies[code].rails.some((rail) => rail === provider));
  return (
    <article className={classes["account"]} aria-label={`${title} account`}>
      <div className={classes["accountHead"]}>
        <h3>{title}</h3>
        {account ? <AccountStatusBadge status={account.status} /> : null}
      </div>
      <p>{account ? accountWords[account.status].meaning : needs[provider]}</p>
      {account && account.requirements.length > 0 ? (
        <div>
          <p>{title} asks for:</p>
          <ul className={classes["requirements"]}>
            {placed(account.requirements).map(({ entry, place }) => (
              <li key={place}>{requirementText(entry)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {account?.heldUntil && new Date(account.heldUntil) > new Date() ? (
        <p className={`${classes["held"]} num`}>
          The account was changed, so payouts wait until {formatMomentInZone(account.heldUntil)}. Was that not
          you? Change your password and write to support.
        </p>
      ) : null}
      <p className={classes["quiet"]}>Pays {paid.join(", ")}.</p>
      {mayStart ? <AccountActions provider={provider} account={account} onSetUp={onSetUp} /> : null}
    </article>
  );
}

interface AccountActionsProps {
  provider: ProviderName;
  account: PayoutAccountView | undefined;
  onSetUp: () => void;
}

function AccountActions({ provider, account, onSetUp }: AccountActionsProps) {
  const title = providerTitles[provider];
  const { label, isUrgent } = nextStepOf(provider, account);
  return (
    <div className={classes["accountActions"]}>
      <Button variant={isUrgent ? "filled" : "default"} aria-label={`${label}: ${title}`} onClick={onSetUp}>
        {label}
      </Button>
      {account && account.status !== "active" ? (
        <Button variant="subtle" aria-label={`Look again: ${title}`} onClick={() => void payoutsChanged()}>
          Look again
        </Button>
      ) : null}
    </div>
  );
}
