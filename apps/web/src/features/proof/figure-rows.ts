import type { Figures } from "@boltz/contract";
import { formatCount } from "../../format/numbers.ts";
import {
  formatAmount,
  formatBarDay,
  formatGain,
  formatPercent,
  formatRatio,
  undefinedFigure,
} from "./figure-format.ts";

export interface FigureRow {
  label: string;
  /** What it means, in one line. */
  meaning: string;
  text: (figures: Figures) => string;
}

export const figureGroups: readonly { title: string; rows: readonly FigureRow[] }[] = [
  {
    title: "Record",
    rows: [
      {
        label: "From",
        meaning: "The first bar of this part.",
        text: ({ from }) => formatBarDay(from),
      },
      { label: "To", meaning: "The last bar of this part.", text: ({ to }) => formatBarDay(to) },
      {
        label: "Years",
        meaning: "Length of this part by its market's calendar.",
        text: ({ years }) => formatAmount(years),
      },
    ],
  },
  {
    title: "Return",
    rows: [
      {
        label: "Total return",
        meaning: "What the account gained or lost in this part, after costs.",
        text: ({ totalReturn }) => formatGain(totalReturn),
      },
      {
        label: "Buy and hold",
        meaning: "The same bars bought once and kept, with the same sizing and costs.",
        text: ({ benchmarkReturn }) => formatGain(benchmarkReturn),
      },
      {
        label: "Growth a year (CAGR)",
        meaning: "The steady yearly growth that would end at the same place.",
        text: ({ cagr }) => formatGain(cagr),
      },
      {
        label: "Costs",
        meaning: "Commission and slippage, as a share of what this part began with.",
        text: ({ costs }) => formatPercent(costs),
      },
    ],
  },
  {
    title: "Risk",
    rows: [
      {
        label: "Volatility a year",
        meaning: "How far the account swings in a usual year.",
        text: ({ volatility }) => formatPercent(volatility),
      },
      {
        label: "Deepest drawdown",
        meaning: "The largest fall from a peak to the low after it.",
        text: ({ maxDrawdown }) => formatPercent(maxDrawdown),
      },
      {
        label: "Drawdown of buy and hold",
        meaning: "The largest fall that a holder of the same bars sat through.",
        text: ({ benchmarkDrawdown }) => formatPercent(benchmarkDrawdown),
      },
      {
        label: "Longest time under water",
        meaning: "Most bars in a row below an earlier peak.",
        text: ({ maxDrawdownBars }) => `${formatCount(maxDrawdownBars)} bars`,
      },
    ],
  },
  {
    title: "Return for its risk",
    rows: [
      {
        label: "Sharpe ratio",
        meaning: "Return for each unit of swing, by the year. Above 1 is rare for long.",
        text: ({ sharpe }) => formatRatio(sharpe),
      },
      {
        label: "Sharpe of buy and hold",
        meaning: "The same ratio for the bars held without any rule.",
        text: ({ benchmarkSharpe }) => formatRatio(benchmarkSharpe),
      },
      {
        label: "Sortino ratio",
        meaning: "Like Sharpe's, but only swings downwards count as risk.",
        text: ({ sortino }) => formatRatio(sortino),
      },
      {
        label: "Calmar ratio",
        meaning: "Growth a year over the deepest drawdown.",
        text: ({ calmar }) => formatRatio(calmar),
      },
      {
        label: "Sharpe above zero (PSR)",
        meaning: "Probability that the true Sharpe ratio is above zero, judged by this part alone.",
        text: ({ psr }) => formatPercent(psr),
      },
      {
        label: "Years needed to be sure",
        meaning: "Length of record that would make it 95% sure that the Sharpe ratio is above zero.",
        text: ({ minTrackRecordYears }) => formatAmount(minTrackRecordYears),
      },
    ],
  },
  {
    title: "Trades",
    rows: [
      {
        label: "Closed trades",
        meaning: "Trades that were entered in this part and have ended. Few trades prove little.",
        text: ({ trades }) => formatCount(trades),
      },
      {
        label: "Won",
        meaning: "Share of trades that ended with a gain after costs.",
        text: ({ winRate }) => formatPercent(winRate),
      },
      {
        label: "Profit factor",
        meaning: "All gains over all losses; above 1 earns.",
        text: ({ profitFactor }) => formatRatio(profitFactor),
      },
      {
        label: "Mean trade",
        meaning: "Mean return of a trade on what was put in.",
        text: ({ expectancy }) => formatGain(expectancy),
      },
      {
        label: "Mean length",
        meaning: "Bars that a trade lasts on average.",
        text: ({ averageBars }) =>
          averageBars === null ? undefinedFigure : `${formatAmount(averageBars)} bars`,
      },
      {
        label: "Time in the market",
        meaning: "Share of bars on which it held something.",
        text: ({ exposure }) => formatPercent(exposure),
      },
      {
        label: "Turnover a year",
        meaning: "Value bought and sold in a year, in times the account.",
        text: ({ turnover }) => (turnover === null ? undefinedFigure : `${formatAmount(turnover)}×`),
      },
    ],
  },
];
