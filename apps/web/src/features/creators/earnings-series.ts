import type { ChartSpan, CreatorDashboard, Currency } from "@boltz/contract";
import { currencyCodes } from "@boltz/contract";
import { heightOf, sumMinor } from "../../format/amounts.ts";
import { formatCalendarDay } from "../../format/dates.ts";

type ChartPoint = CreatorDashboard["chart"][number];

/** One step of the chart: exact amounts for reading, and the heights of its two bars. */
export interface EarningsStep {
  start: string;
  label: string;
  sales: number;
  earnedMinor: string;
  refundedMinor: string;
  earned: number;
  /** Below the axis, so that what went back never looks like income. */
  refunded: number;
}

const labels: Record<ChartSpan, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "2-digit" },
};

/** The currencies that sold anything in the time, in the order of the currency table. */
export const currenciesOf = (chart: readonly Pick<ChartPoint, "currency">[]): Currency[] =>
  currencyCodes.filter((code) => chart.some(({ currency }) => currency === code));

/** The steps of one currency, oldest first. */
export const seriesOf = (
  chart: readonly ChartPoint[],
  { currency, span, locale }: { currency: Currency; span: ChartSpan; locale?: string },
): EarningsStep[] =>
  chart
    .filter((point) => point.currency === currency)
    .toSorted((a, b) => a.start.localeCompare(b.start))
    .map(({ start, sales, earnedMinor, refundedMinor }) => ({
      start,
      label: formatCalendarDay(start, labels[span], locale),
      sales,
      earnedMinor,
      refundedMinor,
      earned: heightOf({ amountMinor: earnedMinor, currency }),
      refunded: 0 - heightOf({ amountMinor: refundedMinor, currency }),
    }));

export const totalsOf = (series: readonly EarningsStep[]) => ({
  sales: series.reduce((sum, { sales }) => sum + sales, 0),
  earnedMinor: sumMinor(series.map(({ earnedMinor }) => earnedMinor)),
  refundedMinor: sumMinor(series.map(({ refundedMinor }) => refundedMinor)),
});
