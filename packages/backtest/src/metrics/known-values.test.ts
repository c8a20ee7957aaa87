import { expect, test } from "vitest";
import { deflatedSharpe, expectedBestSharpe, expectedMaximum, minBacktestYears } from "./deflated-sharpe.ts";
import { minTrackRecordLength, probabilisticSharpe } from "./probabilistic-sharpe.ts";
import { sharpeRatio, sortinoRatio } from "./ratios.ts";

/** Values that the papers and other programs print, each held to the last digit that they print. */
const aYear = (sharpe: number, periods: number) => sharpe / Math.sqrt(periods);
const normal = { skew: 0, kurtosis: 3 };

const known: [name: string, value: number | null, printed: string][] = [
  [
    "PSR of 24 months with fat tails",
    probabilisticSharpe({
      sharpe: aYear(1.585, 12),
      benchmark: 0,
      skew: -2.448,
      kurtosis: 10.164,
      observations: 24,
    }),
    "0.913234307",
  ],
  ["SR0 of 100 trials", expectedBestSharpe({ variance: 0.5 / 250, trials: 100 }), "0.113172"],
  [
    "DSR of 100 trials",
    deflatedSharpe({
      sharpe: aYear(2.5, 250),
      variance: 0.5 / 250,
      trials: 100,
      skew: -3,
      kurtosis: 10,
      observations: 1250,
    }),
    "0.900396834",
  ],
  ["expected maximum of 100", expectedMaximum(100), "2.5306028932"],
  [
    "MinTRL of 2 against 1, daily",
    (minTrackRecordLength({ sharpe: aYear(2, 250), benchmark: aYear(1, 250), ...normal }) ?? 0) / 250,
    "2.731188",
  ],
  [
    "MinTRL of 3 against 2.5, monthly",
    (minTrackRecordLength({
      sharpe: aYear(3, 12),
      benchmark: aYear(2.5, 12),
      skew: -0.72,
      kurtosis: 5.78,
      confidence: 0.95,
    }) ?? 0) / 12,
    "27.352920",
  ],
  ["MinBTL of 45 trials", minBacktestYears({ sharpe: 1, trials: 45 }), "4.998087"],
  [
    "Sharpe of twelve years",
    sharpeRatio([0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526], {
      riskFree: 0.05,
      periods: 1,
    }),
    "0.834364",
  ],
  [
    "Sortino of eight",
    sortinoRatio([0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04], { target: 0, periods: 1 }),
    "4.417261",
  ],
];

test.each(known)("%s", (_name, value, printed) => {
  const digits = printed.length - printed.indexOf(".") - 1;
  expect(value?.toFixed(digits)).toBe(printed);
});
