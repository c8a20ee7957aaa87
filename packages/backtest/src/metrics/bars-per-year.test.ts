import { assetClasses, timeframes } from "@boltz/contract";
import { expect, test } from "vitest";
import { barsPerYear } from "./bars-per-year.ts";

test("bars a year by timeframe and market", () => {
  const rows = assetClasses.map((assetClass) => [
    assetClass,
    ...timeframes.map((timeframe) => barsPerYear(timeframe, assetClass)),
  ]);
  expect(rows).toEqual([
    ["stocks", 98_280, 19_656, 6_552, 3_276, 1_764, 504, 252, 52],
    ["etfs", 98_280, 19_656, 6_552, 3_276, 1_764, 504, 252, 52],
    ["crypto", 525_600, 105_120, 35_040, 17_520, 8_760, 2_190, 365, 52],
    ["forex", 374_400, 74_880, 24_960, 12_480, 6_240, 1_560, 260, 52],
    ["futures", 347_760, 69_552, 23_184, 11_592, 5_796, 1_512, 252, 52],
    ["commodities", 347_760, 69_552, 23_184, 11_592, 5_796, 1_512, 252, 52],
  ]);
});
