import { describe, expect, test } from "vitest";
import { exampleDocument } from "../language/example.fixture.ts";
import { specHash } from "../language/spec-hash.ts";
import { freqtradeFiles } from "./freqtrade-files.ts";
import {
  checkedStrategy,
  className,
  classOf,
  filesOf,
  fullDocument,
  listingId,
} from "./generated.fixture.ts";
import { startupCandles } from "./startup-candles.ts";

const full = checkedStrategy(fullDocument());

test("the whole file of one full document", async () => {
  await expect(filesOf(full).strategyFile.text).toMatchFileSnapshot("golden-strategy.fixture.py");
});

test("names in a bundle are flat and lower-case, names for freqtrade those of the class", () => {
  const { className: name, strategyFile, paramsFile } = filesOf(full);
  expect(name).toBe(className);
  expect(strategyFile).toMatchObject({ name: "freqtrade-strategy.py", target: `${className}.py` });
  expect(paramsFile).toMatchObject({ name: "freqtrade-params.json", target: `${className}.json` });
});

test("the parameter file is freqtrade's: defaults by space, no return table, no time", () => {
  expect(JSON.parse(filesOf(full).paramsFile.text)).toEqual({
    strategy_name: className,
    params: {
      buy: { p_finest: 1e-20, p_slow: 20, p_tiny: 0, p_wide: 2 },
      sell: { p_exitBars: 10, p_leaveAfter: 30 },
      protection: {},
      roi: {},
      stoploss: { stoploss: -0.99 },
      trailing: {
        trailing_stop: false,
        trailing_stop_positive: null,
        trailing_stop_positive_offset: 0,
        trailing_only_offset_is_reached: false,
      },
    },
    ft_stratparam_v: 1,
  });
});

describe("the same document gives the same bytes", () => {
  test("again, and with its fields in another order", () => {
    const turned = (node: unknown): unknown =>
      typeof node === "object" && node !== null && !Array.isArray(node)
        ? Object.fromEntries(
            Object.entries(node)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          )
        : node;
    expect(filesOf(full)).toEqual(filesOf(checkedStrategy(fullDocument())));
    expect(filesOf(full)).toEqual(filesOf(checkedStrategy(turned(fullDocument()))));
  });

  test("a name and symbols leave nothing behind but the hash", () => {
    const named = { ...fullDocument(), name: '"""\nimport os #', market: full.market };
    const plain = { ...full, name: "Import os, then leave" };
    expect(() => checkedStrategy(named)).toThrow("one line");
    expect(classOf(plain)).toBe(classOf(full));
    expect(filesOf(plain).strategyFile.text).toBe(
      filesOf(full).strategyFile.text.replace(specHash(full), specHash(plain)),
    );
  });
});

test("an id, a version or a hash that is none is refused", () => {
  const origin = { strategy: full, listingId, version: "1.2.0", specHash: specHash(full) };
  for (const wrong of [
    { listingId: "lst_x\nimport os" },
    { listingId: listingId.replace("lst_", "str_") },
    { version: "1.2.0\n" },
    { version: "1" },
    { specHash: "A".repeat(64) },
  ])
    expect(() => freqtradeFiles({ ...origin, ...wrong })).toThrow(RangeError);
});

describe("candles before the first that counts", () => {
  test("the longest reach at the top of a parameter's range", () => {
    // donchian(entryBars up to 100) one bar ago, and one bar for a crossing; macd(26, 9) and atr(20) want more to settle.
    expect(startupCandles(checkedStrategy(exampleDocument()))).toBe(182);
  });

  test("what an average would like to have ends where exchanges do, what a rule must have does not", () => {
    const far = (ago: number, length: number) => ({
      ...exampleDocument(),
      params: {},
      indicators: { slow: { kind: "ema", source: "close", length } },
      long: { entry: { gt: [{ indicator: "slow" }, { price: "low", ago }] }, maxBars: 3 },
      sizing: { method: "fixedFraction", percentOfEquity: 10 },
    });
    expect(startupCandles(checkedStrategy(far(0, 1_000)))).toBe(2_400);
    expect(startupCandles(checkedStrategy(far(1_000, 2)))).toBe(1_002);
  });
});
