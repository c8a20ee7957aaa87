import { describe, expect, test } from "vitest";
import { checkStrategy } from "../language/check.ts";
import { exampleDocument } from "../language/example.fixture.ts";
import type { Condition, Value } from "../language/rules.ts";
import type { Strategy } from "../language/schema.ts";
import { jaccard, ruleTokens } from "./similarity.ts";

function checked(document: unknown): Strategy {
  const result = checkStrategy(document);
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues));
  return result.strategy;
}

const withEntry = (entry: Condition) =>
  checked({
    format: "boltz.strategy/1",
    name: "One rule",
    style: "trend",
    market: { assetClass: "crypto", symbols: ["BTC"] },
    timeframe: "1h",
    params: {},
    indicators: {
      fast: { kind: "ema", source: "close", length: 5 },
      slow: { kind: "ema", source: "close", length: 50 },
    },
    long: { entry: { all: [entry, { gt: [{ indicator: "fast" }, { indicator: "slow" }] }] }, maxBars: 5 },
    sizing: { method: "fixedFraction", percentOfEquity: 50 },
    costs: { commissionBps: 1, slippageBps: 1 },
  });

/** The example under other names, numbers and symbols, with its lists turned round. */
function disguised() {
  const text = JSON.stringify(exampleDocument())
    .replaceAll('"channel"', '"box"')
    .replaceAll('"entryBars"', '"long_window"')
    .replaceAll('"length":20', '"length":25');
  const document: ReturnType<typeof exampleDocument> = JSON.parse(text);
  document.name = "All my own work";
  document.market.symbols = ["QQQ"];
  document.long.entry.all.reverse();
  return checked(document);
}

describe("tokens of a strategy's rules", () => {
  test("write out what its rules are made of", () => {
    const tokens = ruleTokens(
      withEntry({ not: { lt: [{ price: "close", ago: 2 }, { add: [3, { price: "low" }] }] } }),
    );
    expect(tokens).toEqual([
      "add(#, low)",
      "ema(close)",
      "long.entry all[close before > add(#, low); ema(close) > ema(close) (longer)]",
      "long.entry close before > add(#, low)",
      "long.entry ema(close) > ema(close) (longer)",
      "long.maxBars",
      "sizing fixedFraction",
    ]);
  });

  test("stay the same under other names, numbers, symbols and orders", () => {
    const original = checked(exampleDocument());
    expect(ruleTokens(disguised())).toEqual(ruleTokens(original));
    expect(jaccard(ruleTokens(disguised()), ruleTokens(original))).toBe(1);
  });

  test.each<[string, Condition, Condition]>([
    ["below and above turned round", { lt: [{ price: "low" }, 5] }, { gt: [7, { price: "low" }] }],
    ["not at or above", { not: { gte: [{ price: "low" }, 5] } }, { lt: [{ price: "low" }, 5] }],
    ["crosses", { crossesAbove: [{ price: "low" }, 5] }, { crossesBelow: [2, { price: "low" }] }],
    [
      "De Morgan",
      { not: { any: [{ gt: [{ price: "low" }, 5] }, { lt: [{ price: "high" }, 9] }] } },
      { all: [{ gte: [{ price: "high" }, 9] }, { lte: [{ price: "low" }, 5] }] },
    ],
    [
      "lists in lists",
      { all: [{ any: [{ gt: [{ price: "low" }, 5] }] }, { all: [{ lt: [{ price: "high" }, 9] }] }] },
      { all: [{ lt: [{ price: "high" }, 9] }, { gt: [{ price: "low" }, 5] }] },
    ],
  ])("see through %s", (_, one, other) => {
    expect(ruleTokens(withEntry(one))).toEqual(ruleTokens(withEntry(other)));
  });

  test("tell rules apart that are not the same", () => {
    const above = withEntry({ gt: [{ price: "low" }, 5] });
    for (const other of [
      withEntry({ lt: [{ price: "low" }, 5] }),
      withEntry({ gt: [{ price: "low", ago: 1 }, 5] }),
      withEntry({ crossesAbove: [{ price: "low" }, 5] }),
      withEntry({ gt: [{ price: "high" }, 5] }),
    ]) {
      expect(ruleTokens(other)).not.toEqual(ruleTokens(above));
      expect(jaccard(ruleTokens(other), ruleTokens(above))).toBeLessThan(0.8);
    }
    expect(jaccard(ruleTokens(above), ruleTokens(checked(exampleDocument())))).toBeLessThan(0.1);
  });

  test("tell a fast average above a slow one from a slow one above a fast one", () => {
    const quick = { indicator: "fast" };
    const calm = { indicator: "slow" };
    for (const [one, other] of [
      [quick, calm],
      [{ price: "close", ago: 1 } as const, { price: "close", ago: 5 } as const],
      [{ mul: [2, quick] }, { mul: [2, calm] }],
    ] satisfies [Value, Value][])
      expect(ruleTokens(withEntry({ crossesAbove: [one, other] }))).not.toEqual(
        ruleTokens(withEntry({ crossesAbove: [other, one] })),
      );
  });

  test("are short, sorted and each once", () => {
    const tokens = ruleTokens(checked(exampleDocument()));
    expect(tokens).toEqual([...new Set(tokens)].toSorted());
    for (const token of tokens) expect(token.length).toBeLessThanOrEqual(80);
  });
});

test("the share of common tokens", () => {
  expect(jaccard(["a", "b", "c"], ["b", "c", "d"])).toBe(0.5);
  expect(jaccard(["a"], ["b"])).toBe(0);
  expect(jaccard([], [])).toBe(0);
});
