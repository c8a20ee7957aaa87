import { expect, test } from "vitest";
import { checkStrategy } from "./check.ts";
import { describeStrategy } from "./describe.ts";
import { exampleDocument } from "./example.fixture.ts";
import { indicatorKinds, indicatorOutputs } from "./indicators.ts";
import { strategyJsonSchema } from "./schema.ts";
import { strategySummary } from "./summary.ts";

function checked(document: unknown) {
  const result = checkStrategy(document);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.strategy;
}

test("a strategy's rules in plain words", () => {
  expect(describeStrategy(checked(exampleDocument()))).toEqual([
    {
      title: "Market",
      sentences: [
        "Trades ETFs: SPY, GLD.",
        "Decides at the close of each daily bar and acts at the next open.",
      ],
    },
    {
      title: "Entering long",
      sentences: [
        "Buys when all of these are true:",
        "The close is above the highest high of the 55 bars before.",
        "The MACD line (12/26/9 on the close) is above the MACD signal line (12/26/9 on the close) or it is not so that the close is below the high (one bar earlier) minus (2 times the 20-bar average true range).",
      ],
    },
    {
      title: "Leaving long",
      sentences: [
        "Sells when the close is below the lowest low of the 20 bars before.",
        "A stop stands 2 times the 20-bar average true range below the entry price.",
      ],
    },
    {
      title: "Position size",
      sentences: ["Sizes each position so that its stop would cost 1% of the account."],
    },
    { title: "Costs assumed", sentences: ["Every fill pays 0.05% in commission and 0.03% in slippage."] },
    {
      title: "Parameters",
      sentences: [
        "entryBars is 55; it can be set from 20 to 100 in steps of 5.",
        "stopAtr is 2; it can be set from 1 to 4 in steps of 0.5.",
      ],
    },
  ]);
});

test("every way out of a short, every sizing", () => {
  const { long, ...rest } = exampleDocument();
  const short = {
    entry: long.entry,
    exit: long.exit,
    stop: { percent: 4 },
    target: { percent: 8 },
    trailingStop: { percent: 6 },
    maxBars: 10,
  };
  const sizing = { method: "volatilityTarget", annualPercent: 10, lookback: 60 };
  const { stopAtr: _unused, ...params } = rest.params;
  const sections = describeStrategy(checked({ ...rest, params, short, sizing }));
  expect(sections.find((section) => section.title === "Leaving short")?.sentences).toEqual([
    "Buys back when the close is below the lowest low of the 20 bars before.",
    "A stop stands 4% above the entry price.",
    "A profit target stands 8% below the entry price.",
    "A trailing stop follows 6% above the best price since entry.",
    "Buys back after 10 bars at the latest.",
  ]);
  expect(sections.find((section) => section.title === "Position size")?.sentences[0]).toContain(
    "yearly volatility of 10%",
  );
});

test("a value compared with its own past is called its value", () => {
  const entry = {
    all: [
      { gt: [{ price: "close" }, { price: "close", ago: 20 }] },
      {
        lt: [
          { div: [{ sub: [{ price: "close" }, { price: "low" }] }, { price: "high" }] },
          { indicator: "flow", ago: 1 },
        ],
      },
      { gt: [{ indicator: "flow" }, { indicator: "flow", ago: 1 }] },
    ],
  };
  const { long: _unused, ...rest } = exampleDocument();
  const document = {
    ...rest,
    params: {},
    indicators: { flow: { kind: "obv" } },
    short: { entry, maxBars: 3, stop: { percent: 2 } },
  };
  expect(
    describeStrategy(checked(document)).find((section) => section.title === "Entering short")?.sentences,
  ).toEqual([
    "Sells short when all of these are true:",
    "The close is above its value 20 bars earlier.",
    "(The close minus the low) divided by the high is below the on-balance volume (one bar earlier).",
    "The on-balance volume is above its value 1 bar earlier.",
  ]);
});

test("every output of every kind has words of its own", () => {
  const lengths = {
    source: "close",
    length: 14,
    fast: 3,
    slow: 9,
    signal: 4,
    deviations: 2,
    smoothK: 3,
    smoothD: 3,
  };
  const fields: Record<string, (keyof typeof lengths)[]> = {
    sma: ["source", "length"],
    ema: ["source", "length"],
    rsi: ["source", "length"],
    roc: ["source", "length"],
    macd: ["source", "fast", "slow", "signal"],
    bollinger: ["source", "length", "deviations"],
    stochastic: ["length", "smoothK", "smoothD"],
    obv: [],
  };
  const clauses = indicatorKinds.flatMap((kind) => {
    const outputs: readonly string[] = indicatorOutputs[kind];
    return (outputs.length === 0 ? [undefined] : outputs).map((output) => {
      const kindFields = (fields[kind] ?? ["length"]).map((field) => [field, lengths[field]]);
      const document = {
        ...exampleDocument(),
        params: {},
        indicators: { it: { kind, ...Object.fromEntries(kindFields) } },
        long: { entry: { gt: [{ indicator: "it", output }, 5] }, maxBars: 5 },
        sizing: { method: "fixedFraction", percentOfEquity: 10 },
      };
      return describeStrategy(checked(document)).find((section) => section.title === "Entering long")
        ?.sentences[0];
    });
  });
  expect(new Set(clauses).size).toBe(clauses.length);
  for (const clause of clauses) expect(clause).toMatch(/^Buys when the .+ is above 5\.$/);
});

test("a summary for filters", () => {
  expect(strategySummary(checked(exampleDocument()))).toEqual({
    style: "breakout",
    market: { assetClass: "etfs", symbols: ["SPY", "GLD"] },
    timeframe: "1d",
    directions: ["long"],
    indicators: ["macd", "atr", "donchian"],
  });
});

test("the JSON Schema holds the recursive rules by reference", () => {
  expect(strategyJsonSchema()).toMatchObject({
    type: "object",
    $defs: { condition: { anyOf: expect.any(Array) }, value: { anyOf: expect.any(Array) } },
  });
});
