import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Bars } from "@boltz/backtest";
import type { AssetClass, Dataset, Timeframe } from "@boltz/contract";
import { system, visitor } from "@boltz/domain";
import { addBars, importBars, listDatasets, type Services } from "@boltz/services";
import { sliceBars } from "./datasets/synthetic-bars.ts";
import { barsOfMarket, syntheticMarkets } from "./datasets/synthetic-markets.ts";

/** `before`: the bars before the demo's strategies are published. `whole`: those after it as well. */
export type DemoPart = "before" | "whole";

interface RealMarket {
  symbol: string;
  timeframe: Timeframe;
  assetClass: AssetClass;
  name: string;
  source: string;
  licence: string;
  /** The first day that counts as after publication. */
  publishedFrom: string;
  file: () => string;
}

const require = createRequire(import.meta.url);
const licence = (terms: string) => `${terms}; the prices are Yahoo Finance's, for demonstration only`;

const realMarkets: readonly RealMarket[] = [
  {
    ...{ symbol: "SP500", timeframe: "1d", assetClass: "etfs" },
    name: "S&P 500, daily values of the index",
    source: "npm vega-datasets, sp500-2000.csv",
    licence: licence("Package: BSD-3-Clause"),
    publishedFrom: "2019-01-01",
    file: () => join(dirname(require.resolve("vega-datasets")), "../data/sp500-2000.csv"),
  },
  {
    ...{ symbol: "AAPL", timeframe: "1d", assetClass: "stocks" },
    name: "Apple, daily",
    source: "npm @observablehq/sample-datasets, aapl.csv",
    licence: licence("Package: ISC"),
    publishedFrom: "2017-07-01",
    file: () => require.resolve("@observablehq/sample-datasets/aapl.csv"),
  },
];

const syntheticPublishedFrom = "2024-07-01";

/** The first moment of each of the demo's symbols that counts as after publication. */
export const demoPublishedFrom: ReadonlyMap<string, Date> = new Map([
  ...realMarkets.map(({ symbol, publishedFrom }) => [symbol, new Date(publishedFrom)] as const),
  ...syntheticMarkets.map(({ symbol }) => [symbol, new Date(syntheticPublishedFrom)] as const),
]);

const keyOf = ({ symbol, timeframe }: Pick<Dataset, "symbol" | "timeframe">) => `${symbol} ${timeframe}`;

/** Imports what is missing of the demo's bars; what is here already is left as it is. */
export const importDemoDatasets = async (services: Services, part: DemoPart): Promise<void> => {
  const known = await listDatasets({ ctx: { ...services, actor: visitor } });
  const here = new Map(known.map((dataset) => [keyOf(dataset), dataset]));
  const isDone = (symbol: string, timeframe: Timeframe): boolean => {
    const dataset = here.get(keyOf({ symbol, timeframe }));
    const cut = demoPublishedFrom.get(symbol);
    if (dataset === undefined || cut === undefined) return false;
    return part === "before" || Date.parse(dataset.to) >= cut.getTime();
  };
  const ctx = { ...services, actor: system("seed-demo") };
  for (const { file, publishedFrom, ...market } of realMarkets) {
    if (isDone(market.symbol, market.timeframe)) continue;
    const text = await readFile(file(), "utf8");
    const bytes = Buffer.from(part === "whole" ? text : linesBefore(text, publishedFrom));
    await importBars({ ctx, input: { ...market, isSynthetic: false, file: bytes } });
  }
  for (const market of syntheticMarkets) {
    const { symbol, assetClass, what, timeframes } = market;
    const wanted = timeframesOf(timeframes).filter((timeframe) => !isDone(symbol, timeframe));
    if (wanted.length === 0) continue;
    const made = barsOfMarket(market);
    for (const timeframe of wanted) {
      const bars = made.get(timeframe);
      if (bars === undefined) continue;
      await addBars({
        ctx,
        input: {
          ...{ symbol, timeframe, assetClass, name: `Synthetic: ${what}`, isSynthetic: true },
          ...{ source: "made by a seeded generator of the demo", licence: "CC0-1.0" },
          bars: part === "whole" ? bars : barsBefore(bars, Date.parse(syntheticPublishedFrom)),
        },
      });
    }
  }
};

const timeframesOf = (record: Partial<Record<Timeframe, number>>): Timeframe[] =>
  (["15m", "1h", "4h", "1d", "1w"] as const).filter((timeframe) => record[timeframe] !== undefined);

/** Both files begin their lines with the day. */
const linesBefore = (text: string, day: string): string =>
  text
    .split("\n")
    .filter((line, place) => place === 0 || line.slice(0, day.length) < day)
    .join("\n");

const barsBefore = (bars: Bars, moment: number): Bars => {
  const end = bars.at.findIndex((at) => at >= moment);
  return sliceBars(bars, 0, end === -1 ? bars.at.length : end);
};
