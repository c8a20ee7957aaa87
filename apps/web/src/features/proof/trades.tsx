import type { ListingId, ProofReport } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatCount } from "../../format/numbers.ts";
import { TradeRow } from "./trade-row.tsx";
import classes from "./trades.module.css";

interface TradesProps {
  listingId: ListingId;
  version: string;
  report: ProofReport;
}

const pageSize = 10;

/** Every trade of the run, a page at a time, each with what its rules saw. */
export function Trades({ listingId, version, report }: TradesProps) {
  const [page, setPage] = useState(0);
  const trades = useInfiniteQuery(
    api.proofs.trades.infiniteQueryOptions(
      { listingId, version, limit: pageSize },
      { getNextPageParam: (last) => last.nextCursor ?? undefined, staleTime: 300_000 },
    ),
  );
  if (trades.isPending) return <LoadingRows rows={4} label="Loading the trades" />;
  if (trades.data === undefined)
    return <ErrorPanel error={trades.error} retry={trades.refetch} title="The trades could not be loaded" />;
  const shown = trades.data.pages[Math.min(page, trades.data.pages.length - 1)];
  const total = trades.data.pages[0]?.total ?? 0;
  if (shown === undefined || shown.items.length === 0) return <Text c="dimmed">It never traded.</Text>;
  const withTime = report.markets.some(
    ({ timeframe }) => !timeframe.endsWith("d") && !timeframe.endsWith("w"),
  );
  const first = page * pageSize + 1;
  const showNext = async () => {
    if (page + 1 < trades.data.pages.length) return setPage(page + 1);
    const { isError } = await trades.fetchNextPage();
    if (!isError) setPage(page + 1);
  };
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {`Open a trade to see what each rule saw. Days and times are the market's bars, in UTC.`}
      </Text>
      <ol className={classes["trades"]} start={first} aria-label="Trades">
        {shown.items.map((trade) => (
          <TradeRow
            key={`${trade.symbol} ${trade.side} ${trade.entryAt}`}
            trade={trade}
            conditions={report.conditions}
            withTime={withTime}
          />
        ))}
      </ol>
      <div className={classes["pager"]}>
        <Text size="sm" c="dimmed" className="num" role="status">
          {`${formatCount(first)} to ${formatCount(first + shown.items.length - 1)} of ${formatCount(total)}`}
        </Text>
        {trades.isFetchNextPageError ? (
          <Text size="sm" c="red" role="alert">
            More could not be loaded.
          </Text>
        ) : null}
        <Button size="sm" variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
          Before
        </Button>
        <Button
          size="sm"
          variant="default"
          disabled={shown.nextCursor === null}
          loading={trades.isFetchingNextPage}
          onClick={() => void showNext()}
        >
          Next
        </Button>
      </div>
    </div>
  );
}
