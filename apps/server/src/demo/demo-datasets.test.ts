import { createHash } from "node:crypto";
import { checkBars, encodeBars } from "@boltz/backtest";
import { visitor } from "@boltz/domain";
import { listDatasets } from "@boltz/services";
import { expect, test } from "vitest";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { barsOfMarket, syntheticMarkets } from "./datasets/synthetic-markets.ts";
import { demoPublishedFrom, importDemoDatasets } from "./demo-datasets.ts";

const market = useMarketplace();

const listed = async () => listDatasets({ ctx: { ...market().services, actor: visitor } });

test("the demo has bars until its strategies are published, then those after; started again it changes nothing", async () => {
  const { services } = market();
  await importDemoDatasets(services, "before");
  const before = await listed();
  for (const { symbol, to, isSynthetic } of before) {
    expect(Date.parse(to)).toBeLessThan(demoPublishedFrom.get(symbol)?.getTime() ?? 0);
    expect(isSynthetic).toBe(symbol.startsWith("SYN-"));
  }
  expect(new Set(before.map(({ timeframe }) => timeframe))).toEqual(new Set(["15m", "1h", "4h", "1d", "1w"]));
  await importDemoDatasets(services, "whole");
  const whole = await listed();
  expect(whole).toHaveLength(before.length);
  for (const [place, dataset] of whole.entries()) {
    expect(dataset.bars).toBeGreaterThan(before[place]?.bars ?? 0);
    expect(dataset.holdoutFrom).toBe(before[place]?.holdoutFrom);
  }
  await importDemoDatasets(services, "before");
  await importDemoDatasets(services, "whole");
  expect(await listed()).toEqual(whole);
});

test("made-up bars are such as a market could have, and the same ones on every machine", () => {
  const hash = createHash("sha256");
  for (const one of syntheticMarkets)
    for (const [timeframe, bars] of barsOfMarket(one)) {
      expect(checkBars(bars, timeframe, one.assetClass)).toMatchObject({ issueCount: 0, gapCount: 0 });
      hash.update(encodeBars(bars));
    }
  expect(hash.digest("hex")).toBe("61e6e492be14824b1f4ad9c304daed64e17df6d94da252e1f7dc45d5bac1de4d");
});
