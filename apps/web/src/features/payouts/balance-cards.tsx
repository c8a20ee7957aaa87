import type { CreatorBalance, PayoutBalance } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useId } from "react";
import { AnchorLink } from "../../components/links.tsx";
import { currencyName, isZero } from "../../format/amounts.ts";
import { formatMomentInZone } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./balance-cards.module.css";
import { accountFor, blockedText, isMendedAtTheAccount } from "./payout-words.ts";
import { Withdraw } from "./withdraw.tsx";

interface BalanceCardsProps {
  balance: PayoutBalance;
  /** Leaves out what each part of the balance means. */
  short?: boolean;
}

/** What a creator is owed, one card for each currency, each with its Withdraw button. */
export function BalanceCards({ balance, short = false }: BalanceCardsProps) {
  if (balance.balances.length === 0)
    return <Text c="dimmed">Nothing earned yet. Your share of every sale appears here.</Text>;
  return (
    <ul className={classes["cards"]}>
      {balance.balances.map((one) => (
        <li key={one.currency}>
          <BalanceCard one={one} all={balance} short={short} />
        </li>
      ))}
    </ul>
  );
}

interface BalanceCardProps {
  one: CreatorBalance;
  all: PayoutBalance;
  short: boolean;
}

function BalanceCard({ one, all, short }: BalanceCardProps) {
  const { currency, nextRelease } = one;
  const titleId = useId();
  const reasonId = useId();
  const blocked = blockedText(one);
  const show = (amountMinor: string) => formatMoney({ amountMinor, currency });
  return (
    <article className={`${classes["card"]} num`} aria-labelledby={titleId}>
      <h3 id={titleId}>
        {currencyName(currency)} <span>{currency}</span>
      </h3>
      <div className={classes["top"]}>
        <div>
          <p className={classes["label"]}>Available</p>
          <p className={classes["available"]}>{show(one.availableMinor)}</p>
        </div>
        <Withdraw
          balance={one}
          account={accountFor(currency, all.accounts, all.providers)}
          reasonId={blocked === null ? undefined : reasonId}
        />
      </div>
      {blocked === null ? (
        short ? null : (
          <p className={classes["note"]}>Past its hold: yours to withdraw now.</p>
        )
      ) : (
        <p
          id={reasonId}
          className={classes["note"]}
          data-tone={isOrdinary(one.blockedBy) ? undefined : "warn"}
        >
          {blocked}{" "}
          {one.blockedBy !== null && isMendedAtTheAccount(one.blockedBy) ? (
            <AnchorLink to="/creator/payouts" hash="accounts" inherit>
              To your payout accounts
            </AnchorLink>
          ) : null}
        </p>
      )}
      <dl className={classes["parts"]}>
        <Part
          name="Pending"
          amount={show(one.pendingMinor)}
          meaning={
            short
              ? null
              : `On hold for ${plural(all.holdDays, "day")} after each sale, while buyers may still return it.`
          }
          next={
            nextRelease === null
              ? null
              : `${show(nextRelease.amountMinor)} becomes available on ${formatMomentInZone(nextRelease.at)}`
          }
        />
        <Part
          name="Reserved"
          amount={show(one.reservedMinor)}
          meaning={short ? null : "Inside payouts that are on their way to you."}
        />
        <Part
          name="Debt"
          amount={show(one.debtMinor)}
          owed={!isZero(one.debtMinor)}
          meaning={short ? null : "Returned to buyers after it was paid out. Your next sales repay it."}
        />
      </dl>
    </article>
  );
}

/** Nothing is wrong: there is only not enough to pay out yet. */
const isOrdinary = (reason: CreatorBalance["blockedBy"]) =>
  reason === "nothing_available" || reason === "below_minimum";

interface PartProps {
  name: string;
  amount: string;
  meaning: string | null;
  next?: string | null;
  owed?: boolean;
}

const Part = ({ name, amount, meaning, next = null, owed = false }: PartProps) => (
  <div data-owed={owed || undefined}>
    <dt>{name}</dt>
    <dd>{amount}</dd>
    {meaning === null ? null : <dd className={classes["meaning"]}>{meaning}</dd>}
    {next === null ? null : <dd className={classes["next"]}>{next}</dd>}
  </div>
);
