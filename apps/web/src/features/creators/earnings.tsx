import {
  type ChartSpan,
  type CreatorDashboard,
  type Currency,
  chartSpans,
  type ListingId,
} from "@boltz/contract";
import { NativeSelect, Skeleton, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../../api/client.ts";
import { SegmentedControl } from "../../components/segmented-control.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { formatMoney } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./earnings.module.css";
import { currenciesOf, type EarningsStep, seriesOf, totalsOf } from "./earnings-series.ts";
import { EarningsTable } from "./earnings-table.tsx";

const EarningsChart = lazy(async () => ({
  default: (await import("./earnings-chart.tsx")).EarningsChart,
}));

const spans: Record<ChartSpan, { label: string; range: string }> = {
  day: { label: "Day", range: "the last 30 days" },
  week: { label: "Week", range: "the last 12 weeks" },
  month: { label: "Month", range: "the last 12 months" },
};

/** What was earned over time: by day, week or month, of all listings or one, one currency at a time. */
export function Earnings({ listings }: { listings: CreatorDashboard["listings"] }) {
  const [span, setSpan] = useState<ChartSpan>("day");
  const [listingId, setListingId] = useState<ListingId | null>(null);
  const [picked, setPicked] = useState<Currency>();
  const desk = useQuery(
    api.creators.dashboard.queryOptions({ span, listingId }, { placeholderData: keepPreviousData }),
  );
  const chart = desk.data?.chart ?? [];
  const currencies = currenciesOf(chart);
  const currency = currencies.find((code) => code === picked) ?? currencies[0];
  return (
    <div className={classes["panel"]}>
      <div className={classes["controls"]}>
        <SegmentedControl
          aria-label="Steps of the chart"
          value={span}
          onChange={(value) => setSpan(chartSpans.find((one) => one === value) ?? "day")}
          data={chartSpans.map((value) => ({ value, label: spans[value].label }))}
        />
        {currencies.length > 1 && currency ? (
          <SegmentedControl
            aria-label="Currency of the chart"
            value={currency}
            onChange={(value) => setPicked(currencies.find((code) => code === value))}
            data={currencies}
          />
        ) : null}
        {listings.length > 1 ? (
          <NativeSelect
            aria-label="Listing"
            className={classes["listing"] ?? ""}
            value={listingId ?? ""}
            onChange={(event) =>
              setListingId(listings.find(({ id }) => id === event.currentTarget.value)?.id ?? null)
            }
            data={[
              { value: "", label: "All listings" },
              ...listings.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        ) : null}
      </div>
      {desk.isError ? (
        <ErrorPanel error={desk.error} retry={desk.refetch} title="The chart could not be loaded" />
      ) : currency === undefined ? (
        <Text c="dimmed" className={classes["nothing"] ?? ""}>
          {desk.isPending ? "Loading…" : `No sales in ${spans[span].range}.`}
        </Text>
      ) : (
        <EarningsOf
          series={seriesOf(chart, { currency, span })}
          currency={currency}
          span={span}
          isOld={desk.isPlaceholderData}
        />
      )}
    </div>
  );
}

interface EarningsOfProps {
  series: EarningsStep[];
  currency: Currency;
  span: ChartSpan;
  /** Another choice is being loaded. */
  isOld: boolean;
}

function EarningsOf({ series, currency, span, isOld }: EarningsOfProps) {
  const totals = totalsOf(series);
  const show = (amountMinor: string) => formatMoney({ amountMinor, currency });
  return (
    <div className={classes["figure"]} data-old={isOld || undefined} aria-busy={isOld}>
      <dl className={`${classes["totals"]} num`}>
        <div>
          <dt>Earned in {spans[span].range}</dt>
          <dd>{show(totals.earnedMinor)}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{plural(totals.sales, "sale")}</dd>
        </div>
        <div>
          <dt>Refunded to buyers</dt>
          <dd>{show(totals.refundedMinor)}</dd>
        </div>
      </dl>
      <Suspense fallback={<Skeleton height={260} />}>
        <EarningsChart series={series} currency={currency} />
      </Suspense>
      <EarningsTable series={series} currency={currency} span={span} />
    </div>
  );
}
