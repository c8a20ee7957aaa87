import { checkStrategy, describeStrategy } from "@boltz/backtest";
import { expect, test } from "vitest";
import { paramDefaults } from "./param-defaults.ts";

const document = {
  format: "boltz.strategy/1",
  name: "Averages",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SPY"] },
  timeframe: "1d",
  params: {
    fast: { default: 20, min: 5, max: 50, step: 5 },
    share: { default: 0.5, min: 0.1, max: 1, step: 0.1 },
  },
  indicators: { quick: { kind: "sma", source: "close", length: { param: "fast" } } },
  long: {
    entry: { gt: [{ price: "close" }, { mul: [{ param: "share" }, { indicator: "quick" }] }] },
    exit: { lt: [{ price: "close" }, { indicator: "quick" }] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 100 },
  costs: { commissionBps: 5, slippageBps: 5 },
};
const expected = new Map([
  ["fast", 20],
  ["share", 0.5],
]);

test("the defaults are the same from the document and from its sentences", () => {
  const checked = checkStrategy(document);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  const sections = describeStrategy(checked.strategy);
  expect(paramDefaults({ document, sections })).toEqual(expected);
  expect(paramDefaults({ document: null, sections })).toEqual(expected);
});

test("rules without parameters, or of another shape, have none", () => {
  expect(paramDefaults({ document: null, sections: [] })).toEqual(new Map());
  expect(paramDefaults({ document: { params: { fast: 3, slow: { default: "x" } } }, sections: [] })).toEqual(
    new Map(),
  );
});
