import { expect, test } from "vitest";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";
import { segmentAt, spansOf } from "./segments.ts";
import { tradeRecords } from "./trade-records.ts";

const at = Float64Array.from([10, 20, 30, 40, 50]);

test.each<[string, number, number | null, number[]]>([
  ["no publication yet", 30, null, [0, 2, 2, 5, 5, 5]],
  ["a publication at a bar", 30, 40, [0, 2, 2, 3, 3, 5]],
  ["a publication between two bars", 25, 41, [0, 2, 2, 4, 4, 5]],
  ["a publication before the sealed bars", 30, 5, [0, 2, 2, 2, 2, 5]],
  ["everything sealed", 0, null, [0, 0, 0, 5, 5, 5]],
  ["nothing sealed", 60, null, [0, 5, 5, 5, 5, 5]],
])("the parts of a record touch: %s", (_, holdoutFrom, publishedAt, places) => {
  const spans = spansOf(at, { holdoutFrom, publishedAt });
  const { inSample, holdout, afterPublication } = spans;
  expect([inSample, holdout, afterPublication].flatMap(({ from, to }) => [from, to])).toEqual(places);
  const names = Array.from(at, (_moment, place) => segmentAt(spans, place));
  expect(names.filter((name) => name === "inSample")).toHaveLength(inSample.to);
  expect(names.filter((name) => name === "afterPublication")).toHaveLength(5 - afterPublication.from);
});

test("of more than 5,000 trades the newest are told, oldest first", () => {
  const strategy = checked({
    ...crossingDocument(),
    params: {},
    indicators: {},
    long: { entry: { gt: [{ price: "close" }, { price: "low" }] }, maxBars: 1 },
    costs: { commissionBps: 0, slippageBps: 0 },
  });
  const markets = [market("SPY", walkingBars(6_000, 1)), market("GLD", walkingBars(6_000, 2))];
  const result = runPortfolio(strategy, markets);
  expect(result.sleeves.flatMap((sleeve) => sleeve.result.trades).length).toBeGreaterThan(5_000);
  const records = tradeRecords({ strategy, markets, result, holdoutFrom: 0, publishedAt: null });
  expect(records).toHaveLength(5_000);
  expect(records.map(({ entryAt }) => entryAt)).toEqual(records.map(({ entryAt }) => entryAt).toSorted());
  const newest = markets[0]?.bars.at.at(-1) ?? 0;
  expect(Date.parse(records.at(-1)?.entryAt ?? "")).toBeGreaterThan(newest - 3 * 86_400_000);
});
