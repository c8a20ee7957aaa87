import fc from "fast-check";
import { checkStrategy } from "../language/check.ts";
import { type Indicator, indicatorKinds, indicatorOutputs, priceFields } from "../language/indicators.ts";
import { paramUses } from "../language/params.ts";
import type { Condition, Value } from "../language/rules.ts";
import {
  assetClasses,
  type Distance,
  type Param,
  type Side,
  type Strategy,
  strategyFormat,
  strategyStyles,
  timeframes,
} from "../language/schema.ts";
import { type SideName, sideNames, walkRules } from "../language/walk.ts";
import type { Knob } from "./param-values.ts";

/** Names that are words in some language, and names as long as they may be, among ordinary ones. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,9}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9_]{39}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("lambda", "self", "class", "import", "def", "none", "x__dict__", "then"),
  },
);
const isFree = (text: string) => !(text in Object.prototype) && text !== "prototype";

/** The four parameters that a document may use, by what they fit: any length, a long one, a factor, any number. */
interface Names {
  quick: string;
  slow: string;
  factor: string;
  level: string;
  indicators: string[];
}

const names: fc.Arbitrary<Names> = fc
  .uniqueArray(name.filter(isFree), { minLength: 9, maxLength: 9 })
  .map(([quick = "", slow = "", factor = "", level = "", ...indicators]) => ({
    quick,
    slow,
    factor,
    level,
    indicators,
  }));

const stepped = (min: number, max: number, step: number): fc.Arbitrary<Param> =>
  fc
    .record({
      from: fc.integer({ min: 0, max: 3 }),
      steps: fc.integer({ min: 1, max: 8 }),
      at: fc.nat({ max: 8 }),
    })
    .map(({ from, steps, at }) => {
      const least = Math.min(min + from * step, max - step);
      const most = Math.min(least + steps * step, max);
      return { default: Math.min(least + at * step, most), min: least, max: most, step };
    });

const orParam = (numbers: fc.Arbitrary<number>, param: string): fc.Arbitrary<Knob> =>
  fc.oneof({ weight: 3, arbitrary: numbers }, { weight: 1, arbitrary: fc.constant({ param }) });

const lengths = (min: number) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min, max: min + 11 }) },
    { weight: 1, arbitrary: fc.integer({ min, max: 1_000 }) },
  );

/** Lengths and factors: a number in place, or the parameter that fits there. */
const knobs = ({ quick, slow, factor }: Names) => ({
  short: orParam(lengths(1), quick),
  long: orParam(lengths(5), slow),
  two: orParam(lengths(2), slow),
  factor: orParam(
    fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
    factor,
  ),
  percent: orParam(
    fc.integer({ min: 1, max: 60 }).map((quarters) => quarters / 4),
    factor,
  ),
});
type Knobs = ReturnType<typeof knobs>;

function indicatorOf(kind: Indicator["kind"], { short, two, factor, long }: Knobs): fc.Arbitrary<Indicator> {
  const source = fc.constantFrom(...priceFields);
  switch (kind) {
    case "sma":
    case "ema":
    case "roc":
      return fc.record({ kind: fc.constant(kind), source, length: short });
    case "rsi":
      return fc.record({ kind: fc.constant(kind), source, length: two });
    case "macd": {
      const fast = fc.integer({ min: 1, max: 4 });
      return fc.record({ kind: fc.constant(kind), source, fast, slow: long, signal: short });
    }
    case "bollinger":
      return fc.record({ kind: fc.constant(kind), source, length: two, deviations: factor });
    case "atr":
    case "donchian":
    case "vwap":
      return fc.record({ kind: fc.constant(kind), length: short });
    case "adx":
      return fc.record({ kind: fc.constant(kind), length: two });
    case "stochastic":
      return fc.record({ kind: fc.constant(kind), length: two, smoothK: short, smoothD: short });
    case "obv":
      return fc.constant({ kind });
  }
}

type Indicators = Record<string, Indicator>;

function indicatorsOf({ indicators }: Names, some: Knobs): fc.Arbitrary<Indicators> {
  const one = fc.constantFrom(...indicatorKinds).chain((kind) => indicatorOf(kind, some));
  return fc
    .array(one, { minLength: 1, maxLength: indicators.length })
    .map((made) => Object.fromEntries(made.map((indicator, place) => [indicators[place] ?? "", indicator])));
}

/** Values as traders write them: something measured, and now and then a number or some arithmetic on both. */
function valuesOf(indicators: Indicators, { level, factor }: Names) {
  const ago = fc.option(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 40 })), { nil: undefined, freq: 2 });
  const price = fc.record({ price: fc.constantFrom(...priceFields), ago });
  const measured = fc.constantFrom(...Object.keys(indicators)).chain((indicator) => {
    const outputs: readonly string[] = indicatorOutputs[indicators[indicator]?.kind ?? "obv"];
    const output = outputs.length === 0 ? fc.constant(undefined) : fc.constantFrom(...outputs);
    return fc.record({ indicator: fc.constant(indicator), output, ago });
  });
  const number = fc.oneof(
    fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const param = fc.constantFrom(level, factor).map((known) => ({ param: known }));
  return fc.letrec<{ value: Value; pair: [Value, Value] }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: "value" },
      { weight: 6, arbitrary: measured },
      { weight: 5, arbitrary: price },
      { weight: 1, arbitrary: number },
      { weight: 1, arbitrary: param },
      { weight: 1, arbitrary: fc.record({ add: tie("pair") }) },
      { weight: 1, arbitrary: fc.record({ sub: tie("pair") }) },
      { weight: 1, arbitrary: fc.record({ mul: tie("pair") }) },
      { weight: 1, arbitrary: fc.record({ div: tie("pair") }) },
    ),
    pair: fc.tuple(tie("value"), tie("value")),
  }));
}

function conditionsOf(indicators: Indicators, known: Names): fc.Arbitrary<Condition> {
  const { pair } = valuesOf(indicators, known);
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: "condition" },
      fc.record({ gt: pair }),
      fc.record({ lt: pair }),
      fc.record({ gte: pair }),
      fc.record({ lte: pair }),
      fc.record({ crossesAbove: pair }),
      fc.record({ crossesBelow: pair }),
      fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ),
  }));
  return condition;
}

function sideOf(condition: fc.Arbitrary<Condition>, { short, factor, percent }: Knobs): fc.Arbitrary<Side> {
  const distance: fc.Arbitrary<Distance> = fc.oneof(
    fc.record({ percent }),
    fc.record({ atr: factor, length: short }),
  );
  const maybe = <Part>(part: fc.Arbitrary<Part>) => fc.option(part, { nil: undefined, freq: 2 });
  return fc.record({
    entry: condition,
    exit: maybe(condition),
    stop: maybe(distance),
    target: maybe(distance),
    trailingStop: maybe(distance),
    maxBars: maybe(short),
  });
}

function sizingOf({ percent, long }: Knobs): fc.Arbitrary<Strategy["sizing"]> {
  const percentOfEquity = fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4);
  return fc.oneof(
    fc.record({ method: fc.constant("fixedFraction"), percentOfEquity: fc.oneof(percent, fc.constant(100)) }),
    fc.record({ method: fc.constant("riskPerTrade"), percentOfEquity }),
    fc.record({ method: fc.constant("volatilityTarget"), annualPercent: percent, lookback: long }),
  );
}

const symbols = fc.uniqueArray(fc.stringMatching(/^[A-Z0-9][A-Z0-9.:/^=_-]{0,6}$/), {
  minLength: 1,
  maxLength: 3,
});
const market: fc.Arbitrary<Strategy["market"]> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ assetClass: fc.constantFrom(...assetClasses), symbols }) },
  {
    weight: 1,
    arbitrary: fc.record({
      assetClass: fc.constantFrom(...assetClasses),
      universe: fc.constantFrom("Large companies", "Whatever trades most"),
    }),
  },
);

const documentsWith = (known: Names): fc.Arbitrary<Strategy> => {
  const some = knobs(known);
  return indicatorsOf(known, some).chain((indicators) => {
    const side = sideOf(conditionsOf(indicators, known), some);
    const sides = fc
      .subarray<SideName>([...sideNames], { minLength: 1 })
      .chain((traded) => fc.record(Object.fromEntries(traded.map((each) => [each, side]))));
    const basisPoints = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 }), fc.constant(500));
    return fc
      .record({
        format: fc.constant(strategyFormat),
        name: fc.constantFrom("Some rules", "Trend – with 'quotes' \"and\" \\ more", "策略 number 5"),
        style: fc.constantFrom(...strategyStyles),
        market,
        timeframe: fc.constantFrom(...timeframes),
        params: fc.record({
          [known.quick]: stepped(1, 12, 1),
          [known.slow]: stepped(5, 20, 1),
          [known.factor]: stepped(0.5, 8, 0.25),
          [known.level]: stepped(-50, 80, 5),
        }),
        indicators: fc.constant(indicators),
        sides,
        sizing: sizingOf(some),
        costs: fc.record({ commissionBps: basisPoints, slippageBps: basisPoints }),
      })
      .map(({ sides: traded, ...document }) => withoutUnused({ ...document, ...traded }));
  });
};

/** Leaves out what no rule uses, as the checker asks, and what is undefined, as JSON does. */
function withoutUnused(document: Strategy): Strategy {
  const used = new Set<string>();
  walkRules(document, {
    onValue: (value) => {
      if (typeof value === "object" && "indicator" in value) used.add(value.indicator);
    },
  });
  const kept = <Part>(parts: Record<string, Part>) =>
    Object.fromEntries(Object.entries(parts).filter(([each]) => used.has(each)));
  const indicators = kept(document.indicators);
  for (const use of paramUses({ ...document, indicators })) used.add(use.name);
  return JSON.parse(JSON.stringify({ ...document, indicators, params: kept(document.params) }));
}

/** Checked strategies that use the whole language: every kind, value, condition, way out, sizing and price. */
export const strategies: fc.Arbitrary<Strategy> = names
  .chain(documentsWith)
  .map((document) => checkStrategy(document))
  .filter((checked) => checked.ok)
  .map(({ strategy }) => strategy);
