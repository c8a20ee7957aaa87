import fc from "fast-check";
import { expect, test } from "vitest";
import { checkStrategy } from "../language/check.ts";
import { defaultLimits } from "../language/limits.ts";
import type { Strategy } from "../language/schema.ts";
import { barsOfRows, marketBars } from "./bars.fixture.ts";
import { strategies } from "./documents.fixture.ts";
import { resultHash } from "./result-hash.ts";
import { runPortfolio } from "./run-portfolio.ts";

type Node = string | number | boolean | null | Node[] | { [key: string]: Node };

const isTree = (node: Node): node is Node[] | { [key: string]: Node } =>
  typeof node === "object" && node !== null;

/** Every list and object of a document with what it holds, so that any of it can be spoiled in place. */
function placesOf(node: Node): { holder: Node[] | { [key: string]: Node }; key: string }[] {
  if (!isTree(node)) return [];
  return Object.entries(node).flatMap(([key, inner]) => [{ holder: node, key }, ...placesOf(inner)]);
}

const words = [
  "all",
  "any",
  "not",
  "gt",
  "crossesAbove",
  "price",
  "indicator",
  "param",
  "add",
  "div",
  "ago",
  "percent",
];
const strays: Node[] = [
  null,
  true,
  "",
  "close",
  "__proto__",
  -1,
  0,
  1,
  1e9,
  1e308,
  -1e308,
  5e-324,
  0.1,
  [],
  {},
  "\u0000",
];

/** One way to spoil a document: a choice of place, of deed and of material, each by a number. */
const slip = fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.nat());

function spoil(document: Node, [place, deed, material]: [number, number, number]): void {
  const places = placesOf(document);
  const target = places[place % places.length];
  const other = places[material % places.length];
  if (target === undefined || other === undefined) return;
  const { holder, key } = target;
  const value = Reflect.get(holder, key);
  const donor: Node = structuredClone(Reflect.get(other.holder, other.key));
  const word = words[material % words.length] ?? "";
  if (deed === 0) Reflect.set(holder, key, strays[material % strays.length]);
  else if (deed === 1) Reflect.set(holder, key, donor);
  else if (deed === 2) Reflect.deleteProperty(holder, key);
  else if (deed === 3) Reflect.set(holder, word, value);
  else if (deed === 4) Reflect.set(holder, key, { [word]: [value, donor] });
  else
    Reflect.set(
      holder,
      key,
      typeof value === "number" ? value * ((material % 2_000) - 1_000) : [value, value],
    );
}

const quiet = barsOfRows(Array.from({ length: 8 }, () => [100, 100, 100, 100, 0]));

/** A run that ends, with an account that is a number at every bar. */
function expectAnswer(strategy: Strategy, markets: Parameters<typeof runPortfolio>[1]): void {
  const result = runPortfolio(strategy, markets);
  for (const worth of result.equity)
    if (!(worth >= 0 && worth < Number.POSITIVE_INFINITY)) expect.fail(`the account is worth ${worth}`);
  expect(resultHash(result)).toMatch(/^[0-9a-f]{64}$/);
}

test("10,000 spoiled documents are refused in words, or run to an answer", () => {
  const seen = { refused: 0, answered: 0 };
  fc.assert(
    fc.property(
      strategies,
      marketBars({ minLength: 40, maxLength: 60 }),
      fc.array(fc.array(slip, { maxLength: 3 }), { minLength: 25, maxLength: 25 }),
      (strategy, bars, spoilings) => {
        const markets = [
          { symbol: "A", bars },
          { symbol: "B", bars: quiet },
        ];
        for (const slips of spoilings) {
          const document: Node = JSON.parse(JSON.stringify(strategy));
          for (const each of slips) spoil(document, each);
          const checked = checkStrategy(document);
          if (checked.ok) {
            seen.answered += 1;
            expectAnswer(checked.strategy, markets);
          } else {
            seen.refused += 1;
            expect(checked.issues.length).toBeGreaterThan(0);
            expect(checked.issues.length).toBeLessThanOrEqual(defaultLimits.maxIssues);
            if (checked.issues.some(({ message }) => message === "")) expect.fail("an issue without words");
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(seen.refused + seen.answered).toBeGreaterThanOrEqual(10_000);
  expect(seen.refused).toBeGreaterThan(3_000);
  expect(seen.answered).toBeGreaterThan(1_000);
}, 60_000);

test("the largest document that is taken runs over many bars in little time", () => {
  const price = (field: "open" | "close", ago: number) => ({ price: field, ago });
  const deep = {
    add: [
      { mul: [price("close", 999), 2] },
      { div: [price("open", 1_000), { indicator: "i0", output: "k" }] },
    ],
  };
  const checked = checkStrategy({
    format: "boltz.strategy/1",
    name: "As large as can be",
    style: "multi-factor",
    market: { assetClass: "crypto", symbols: ["A"] },
    timeframe: "1m",
    params: {},
    indicators: Object.fromEntries(
      Array.from({ length: 20 }, (_, place) => [
        `i${place}`,
        { kind: "stochastic", length: 1_000 - place, smoothK: 1_000, smoothD: 1_000 },
      ]),
    ),
    long: {
      entry: {
        any: Array.from({ length: 40 }, (_, place) => ({
          crossesAbove: [deep, { indicator: `i${place % 20}`, output: "d", ago: place }],
        })),
      },
      maxBars: 1,
    },
    sizing: { method: "volatilityTarget", annualPercent: 10, lookback: 1_000 },
    costs: { commissionBps: 500, slippageBps: 500 },
  });
  if (!checked.ok) expect.fail(JSON.stringify(checked.issues));
  const count = 20_000;
  const column = (wave: number) =>
    Float64Array.from({ length: count }, (_, bar) => 100 + ((bar * wave) % 31));
  const close = column(7);
  const high = close.map((price) => price + 1);
  const low = close.map((price) => price - 1);
  const bars = {
    at: Float64Array.from({ length: count }, (_, bar) => bar * 60_000),
    open: close,
    high,
    low,
    close,
    volume: close,
  };
  const started = Date.now();
  expectAnswer(checked.strategy, [{ symbol: "A", bars }]);
  expect(Date.now() - started).toBeLessThan(10_000);
}, 60_000);
