import "@mantine/charts/styles.layer.css";
import type { Currency } from "@boltz/contract";
import { BarChart } from "@mantine/charts";
import { formatTick } from "../../format/amounts.ts";
import type { EarningsStep } from "./earnings-series.ts";

interface EarningsChartProps {
  series: EarningsStep[];
  currency: Currency;
}

/** The bars; whoever cannot see them reads the table beside. */
export const EarningsChart = ({ series, currency }: EarningsChartProps) => (
  <BarChart
    aria-hidden
    h={260}
    data={series}
    dataKey="label"
    type="stacked"
    series={[
      { name: "earned", label: "Earned", color: "var(--bz-accent)" },
      { name: "refunded", label: "Refunded to buyers", color: "var(--bz-bad)" },
    ]}
    valueFormatter={(value) =>
      new Intl.NumberFormat(undefined, { style: "currency", currency }).format(Math.abs(value))
    }
    yAxisProps={{ width: 58, tickFormatter: (value: number) => formatTick(value, currency) }}
    xAxisProps={{ minTickGap: 18 }}
    barChartProps={{ stackOffset: "sign", accessibilityLayer: false }}
    barProps={{ isAnimationActive: false, radius: 2 }}
    maxBarWidth={34}
    textColor="var(--bz-text-3)"
    gridColor="var(--bz-line)"
    gridAxis="x"
    tickLine="none"
  />
);
