import type { PayoutBalance, PayoutView } from "@boltz/contract";
import { IconBuildingBank } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, type Outputs } from "../../api/client.ts";
import { LoadMore } from "../../components/load-more.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatDay, formatMoment, formatMomentInZone } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { PayoutStatusBadge } from "./payout-status.tsx";
import { isMoving, payoutWords, providerTitles, reasonText } from "./payout-words.ts";
import classes from "./payouts.module.css";

const pollMs = 5_000;

/** When the automatic run comes, why the last one paid nothing, and every payout so far. */
export function PayoutList({ balance }: { balance: PayoutBalance | undefined }) {
  const payouts = useInfiniteQuery(
    api.payouts.list.infiniteQueryOptions(
      { limit: 24 },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isMoving)) === true ? pollMs : false,
      },
    ),
  );
  const pages = payouts.data?.pages ?? [];
  const rows = pages.flatMap(({ items }) => items);
  return (
    <>
      {balance ? (
        <p className={`${classes["run"]} num`}>
          Next automatic payout: <strong>{formatMomentInZone(balance.nextRun)}</strong>. It runs every Monday
          and pays what is available and large enough.
        </p>
      ) : null}
      {payouts.isPending ? (
        <LoadingRows label="Loading your payouts" />
      ) : payouts.isError && !payouts.data ? (
        <ErrorPanel error={payouts.error} retry={payouts.refetch} title="Your payouts could not be loaded" />
      ) : (
        <>
          <Skips skips={pages[0]?.skips ?? []} balance={balance} />
          {rows.length === 0 ? (
            <EmptyPanel title="No payouts yet" icon={<IconBuildingBank size={26} stroke={1.4} />}>
              Each payout appears here with its statement: every sale and refund that it is made of.
            </EmptyPanel>
          ) : (
            <ul className={`${classes["rows"]} num`}>
              {rows.map((payout) => (
                <li key={payout.id}>
                  <PayoutRow payout={payout} />
                </li>
              ))}
            </ul>
          )}
          <LoadMore pages={payouts} />
        </>
      )}
    </>
  );
}

type Skip = Outputs["payouts"]["list"]["skips"][number];

function Skips({ skips, balance }: { skips: Skip[]; balance: PayoutBalance | undefined }) {
  if (skips.length === 0) return null;
  return (
    <ul className={`${classes["skips"]} num`} aria-label="What the last automatic run did not pay">
      {skips.map(({ currency, amountMinor, reason, until, at }) => (
        <li key={currency}>
          <strong>{formatMoney({ amountMinor, currency })}</strong> <span>not paid on {formatDay(at)}.</span>{" "}
          {reasonText({
            reason,
            currency,
            until,
            minimumMinor: balance?.balances.find((one) => one.currency === currency)?.payoutMinimumMinor,
          })}
        </li>
      ))}
    </ul>
  );
}

function PayoutRow({ payout }: { payout: PayoutView }) {
  const { id, status, amount, provider, origin, createdAt, failure } = payout;
  return (
    <Link to="/creator/payouts/$payoutId" params={{ payoutId: id }} className={classes["row"]}>
      <span className={classes["rowAmount"]}>{formatMoney(amount)}</span>
      <span className={classes["rowStatus"]}>
        <PayoutStatusBadge status={status} />
      </span>
      <span className={classes["rowFacts"]}>
        {formatMoment(createdAt)} · {origin === "weekly" ? "Automatic" : "Requested"} ·{" "}
        {providerTitles[provider]}
      </span>
      <span className={classes["rowMeaning"]} data-bad={status === "failed" || undefined}>
        {payoutWords[status].meaning}
        {failure === null ? null : ` The provider says: ${failure}`}
      </span>
    </Link>
  );
}
