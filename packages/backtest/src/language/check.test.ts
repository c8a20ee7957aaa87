import { describe, expect, test } from "vitest";
import { checkStrategy } from "./check.ts";
import { exampleDocument } from "./example.fixture.ts";

type Example = ReturnType<typeof exampleDocument>;

/** The example with the value at a path replaced; undefined takes it out. */
function spoiled(path: (string | number)[], value: unknown): unknown {
  const document: unknown = exampleDocument();
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => Reflect.get(Object(node), key), document);
  Object.assign(Object(parent), { [String(path.at(-1))]: value });
  return document;
}

const issuesOf = (document: unknown) => {
  const result = checkStrategy(document);
  return result.ok ? [] : result.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
};

const entry0 = ["long", "entry", "all", 0, "gt"] as const;

describe("what is taken", () => {
  test("a whole document, returned as it was written", () => {
    expect(checkStrategy(exampleDocument())).toEqual({ ok: true, strategy: exampleDocument() });
  });

  test("a short side alone", () => {
    const { long, ...rest }: Example = exampleDocument();
    expect(issuesOf({ ...rest, short: long })).toEqual([]);
  });

  test("a member that is undefined is a member that is absent", () => {
    expect(issuesOf({ ...exampleDocument(), short: undefined })).toEqual([]);
  });
});

describe("what is refused, where, and with which words", () => {
  const cases: [what: string, path: (string | number)[], value: unknown, issue: string][] = [
    [
      "another format",
      ["format"],
      "boltz.strategy/2",
      'format: must be "boltz.strategy/1", not "boltz.strategy/2"',
    ],
    ["a missing part", ["sizing"], undefined, "sizing: is missing"],
    ["an unknown field", ["eval"], "1", "eval: is not a field here; the fields are format, name, style"],
    ["free code for a rule", ["long", "entry"], "close > open", "long.entry: must be a condition"],
    ["free code for a value", [...entry0, 0], "close * 2", "long.entry.all.0.gt.0: must be a value"],
    ["an empty condition", ["long", "entry"], {}, "long.entry: must be a condition"],
    [
      "two operators at once",
      ["long", "entry"],
      { gt: [1, 2], lt: [1, 2] },
      "long.entry: must be a condition",
    ],
    ["a third value", [...entry0, 2], 1, "long.entry.all.0.gt: must hold at most 2 entries"],
    ["an unknown style", ["style"], "tren", 'style: "tren" is not one of the choices; did you mean "trend"?'],
    [
      "an unknown price",
      [...entry0, 0],
      { price: "clsoe" },
      'gt.0.price: "clsoe" is not one of the choices; did you mean "close"?',
    ],
    ["a bar to come", [...entry0, 0], { price: "close", ago: -1 }, "gt.0.ago: must be at least 0"],
    ["half a bar", [...entry0, 0], { price: "close", ago: 0.5 }, "gt.0.ago: must be a whole number"],
    ["a bar too far back", [...entry0, 0], { price: "close", ago: 1001 }, "gt.0.ago: must be at most 1000"],
    [
      "an unknown kind",
      ["indicators", "range", "kind"],
      "atrr",
      'kind: "atrr" is not one of the choices; did you mean "atr"?',
    ],
    [
      "a missing source",
      ["indicators", "range"],
      { kind: "sma", length: 3 },
      "range.source: is missing; must be one of open",
    ],
    [
      "a misspelt field",
      ["indicators", "range", "lenght"],
      3,
      "range.lenght: is not a field here; the fields are kind, length",
    ],
    [
      "a length of half a bar",
      ["indicators", "range", "length"],
      1.5,
      "range.length: must be a whole number",
    ],
    ["a length of nothing", ["indicators", "range", "length"], 0, "range.length: must be at least 1"],
    [
      "a reserved name",
      ["indicators", "constructor"],
      { kind: "obv" },
      'the name "constructor" is a reserved word',
    ],
    [
      "a name with a dot",
      ["params", "a.b"],
      { default: 1, min: 0, max: 2, step: 1 },
      'the name "a.b" must be a name',
    ],
    [
      "an unknown indicator",
      [...entry0, 1, "indicator"],
      "chanel",
      '"chanel" is no indicator; did you mean "channel"?',
    ],
    ["an inherited indicator", [...entry0, 1, "indicator"], "toString", "gt.1.indicator: is a reserved word"],
    [
      "an unknown output",
      [...entry0, 1, "output"],
      "uper",
      '"uper" is no output of "channel" (donchian); did you mean "upper"?',
    ],
    [
      "an output left out",
      [...entry0, 1],
      { indicator: "channel", ago: 1 },
      'gt.1: needs an output: "channel" (donchian) gives upper',
    ],
    [
      "an output too many",
      [...entry0, 1],
      { indicator: "range", output: "atr" },
      "gt.1.output: must be left out",
    ],
    [
      "an unknown parameter",
      [...entry0, 0],
      { param: "stopAt" },
      '"stopAt" is no parameter; did you mean "stopAtr"?',
    ],
    ["a default off its range", ["params", "entryBars", "default"], 105, "default: must be from 20 to 100"],
    [
      "a default off its steps",
      ["params", "entryBars", "default"],
      57,
      "default: must be a whole number of steps of 5 above 20, such as 55",
    ],
    ["a range turned round", ["params", "entryBars", "max"], 10, "entryBars.max: must be more than min, 20"],
    ["a step of nothing", ["params", "entryBars", "step"], 0, "entryBars.step: must be more than 0"],
    [
      "a step over the range",
      ["params", "entryBars", "step"],
      100,
      "entryBars.step: must fit between min and max",
    ],
    [
      "an unused parameter",
      ["params", "extra"],
      { default: 1, min: 0, max: 2, step: 1 },
      "params.extra: is never used",
    ],
    ["an unused indicator", ["indicators", "extra"], { kind: "obv" }, "indicators.extra: is never used"],
    [
      "one name for two things",
      ["params", "range"],
      { default: 1, min: 0, max: 2, step: 1 },
      "is also the name of an indicator",
    ],
    [
      "a parameter that leaves its place's range",
      ["params", "entryBars", "max"],
      2000,
      'indicators.channel.length: the parameter "entryBars" does not fit here: at its max, 2000, it must be at most 1000',
    ],
    [
      "a parameter of halves for a length",
      ["indicators", "range", "length"],
      { param: "stopAtr" },
      'indicators.range.length: the parameter "stopAtr" does not fit here: one step above its min, 1.5, it must be a whole number',
    ],
    [
      "a MACD turned round",
      ["indicators", "trend", "fast"],
      26,
      "indicators.trend.fast: must be less than slow, 26",
    ],
    ["no way out", ["long", "exit"], undefined, "long: has no way out of a winning position"],
    ["risk without a stop", ["long", "stop"], undefined, "long: needs a stop"],
    ["no side", ["long"], undefined, ": trades nothing"],
    [
      "a symbol twice",
      ["market", "symbols"],
      ["SPY", "GLD", "SPY"],
      'market.symbols.2: "SPY" is listed already',
    ],
    ["no symbols", ["market"], { assetClass: "etfs" }, "market: must name symbols, or describe a universe"],
    [
      "two markets",
      ["market", "universe"],
      "all of them",
      "market: must name symbols, or describe a universe",
    ],
    [
      "a close above the channel that holds it",
      [...entry0, 1, "ago"],
      0,
      "long.entry.all.0.gt: can never be true",
    ],
    [
      "two fixed values",
      ["long", "exit"],
      { gt: [1, { add: [1, 2] }] },
      "long.exit.gt: compares two values that never change",
    ],
    [
      "a value with itself",
      ["long", "exit"],
      { gt: [{ price: "low" }, { price: "low" }] },
      "compares a value with itself",
    ],
    [
      "a division by nothing",
      ["long", "exit"],
      { gt: [{ div: [{ price: "low" }, 0] }, 1] },
      "gt.0.div.1: must not be 0",
    ],
    ["half a distance", ["long", "stop"], { atr: 2 }, "long.stop.length: is missing"],
    ["a NUL character", ["name"], "a\u0000bc", "name: holds a character that cannot be stored"],
    ["half a surrogate pair", ["name"], "abc\ud800", "name: holds a character that cannot be stored"],
  ];

  test.each(cases)("%s", (_what, path, value, issue) => {
    expect(issuesOf(spoiled(path, value)).join("\n")).toContain(issue);
  });

  test("a slip in a name is one issue, not two", () => {
    expect(issuesOf(spoiled([...entry0, 1, "indicator"], "chanel"))).toHaveLength(1);
  });
});

describe("bounds", () => {
  const nested = (levels: number): unknown =>
    levels <= 2 ? { gt: [{ price: "close" }, { price: "open" }] } : { not: nested(levels - 1) };

  test("twelve levels are taken, thirteen are not", () => {
    expect(
      issuesOf(
        spoiled(["long", "exit"], {
          any: [
            nested(11),
            { lt: [{ price: "close" }, { indicator: "exitChannel", output: "lower", ago: 1 }] },
          ],
        }),
      ),
    ).toEqual([]);
    expect(issuesOf(spoiled(["long", "exit"], nested(13))).join()).toContain("at most 12 levels");
  });

  test("five hundred conditions and values", () => {
    const half = { any: Array.from({ length: 50 }, () => nested(2)) };
    const result = issuesOf(spoiled(["long", "exit"], { any: [half, half, half, half] }));
    expect(result[0]).toMatch(/^: has \d+ conditions and values; at most 500 are taken$/);
  });

  test("twenty indicators and twenty parameters", () => {
    const many = (entry: unknown) =>
      Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`n${index}`, entry]));
    expect(issuesOf(spoiled(["indicators"], many({ kind: "obv" })))).toEqual([
      "indicators: holds 21 entries; at most 20 are taken",
    ]);
    expect(issuesOf(spoiled(["params"], many({ default: 1, min: 0, max: 2, step: 1 })))).toEqual([
      "params: holds 21 entries; at most 20 are taken",
    ]);
  });

  test("limits can be set tighter", () => {
    expect(checkStrategy(exampleDocument(), { maxBytes: 100 }).ok).toBe(false);
    expect(checkStrategy(exampleDocument(), { maxNodes: 5 }).ok).toBe(false);
  });
});
