import type { Knob } from "../engine/param-values.ts";
import type { Indicator } from "../language/indicators.ts";
import type { Condition } from "../language/rules.ts";
import type { Distance, Side, Strategy } from "../language/schema.ts";
import { type SideName, sidesOf } from "../language/walk.ts";
import { barsPerYear } from "../metrics/bars-per-year.ts";
import { pythonParams } from "./freqtrade-params.ts";
import { inOrder, pythonFloat, pythonInteger, pythonString } from "./python-literals.ts";
import { pythonColumn, pythonCondition, pythonKnob, pythonLength } from "./python-rules.ts";
import { startupCandles } from "./startup-candles.ts";

const distanceKinds = { stop: "stop", target: "target", trailingStop: "trailing_stop" } as const;
type DistanceKind = keyof typeof distanceKinds;

/** The class of one strategy: what it measures, its rules, its distances and its size, as freqtrade's strategy. */
export function pythonClass(strategy: Strategy, className: string): string {
  const attributes = [
    `timeframe = ${pythonString(strategy.timeframe)}`,
    `can_short = ${strategy.short === undefined ? "False" : "True"}`,
    `startup_candle_count = ${pythonInteger(startupCandles(strategy))}`,
    `commission = ${pythonFloat(strategy.costs.commissionBps / 10_000)}`,
    ...openTrades(strategy.market),
    ...pythonParams(strategy),
  ];
  const sides = sidesOf(strategy);
  const methods = [
    method("measure(self, bars)", measures(strategy)),
    ...sides.flatMap(({ name, side }) => [
      rule(`${name}_entry`, side.entry),
      ...(side.exit === undefined ? [] : [rule(`${name}_exit`, side.exit)]),
    ]),
    method("sides(self)", ["return {", ...sides.flatMap(({ name, side }) => sideLines(name, side)), "}"]),
    method("sizing(self)", [`return ${pythonSizing(strategy)}`]),
  ];
  const head = `class ${className}(Conduct, IStrategy):\n`;
  return head + attributes.map((line) => `    ${line}\n`).join("") + methods.join("");
}

/** One position a pair, where the pairs are known; freqtrade takes no limit from a strategy that leaves it out. */
const openTrades = (market: Strategy["market"]): string[] =>
  "symbols" in market ? [`max_open_trades = ${pythonInteger(market.symbols.length)}`] : [];

const method = (signature: string, lines: readonly string[]) =>
  `\n    def ${signature}:\n${lines.map((line) => `        ${line}\n`).join("")}`;

const rule = (name: string, condition: Condition) =>
  method(`${name}(self, bars)`, [`return ${pythonCondition(condition, "        ")}`]);

function measures(strategy: Strategy): string[] {
  const lines = [
    ...inOrder(strategy.indicators).map(([name, indicator]) => {
      const { keep, call } = pythonIndicator(indicator);
      return `bars.${keep}(${pythonColumn(name, undefined)}, ${call})`;
    }),
    ...sidesOf(strategy).flatMap(({ name, side }) => rangeLines(name, side)),
  ];
  if (strategy.sizing.method === "volatilityTarget")
    lines.push(`bars.keep("b_deviation", close_deviation(bars, ${pythonLength(strategy.sizing.lookback)}))`);
  return lines.length === 0 ? ["pass"] : lines;
}

function pythonIndicator(indicator: Indicator): { keep: "keep" | "keep_each"; call: string } {
  const one = (call: string) => ({ keep: "keep" as const, call });
  const each = (call: string) => ({ keep: "keep_each" as const, call });
  const lengths = (...knobs: Knob[]) => knobs.map(pythonLength).join(", ");
  switch (indicator.kind) {
    case "sma":
    case "ema":
    case "rsi":
    case "roc":
      return one(
        `${indicator.kind}(bars.price(${pythonString(indicator.source)}), ${lengths(indicator.length)})`,
      );
    case "macd": {
      const { source, fast, slow, signal } = indicator;
      return each(`macd(bars.price(${pythonString(source)}), ${lengths(fast, slow, signal)})`);
    }
    case "bollinger": {
      const { source, length, deviations } = indicator;
      const numbers = `${lengths(length)}, ${pythonKnob(deviations)}`;
      return each(`bollinger(bars.price(${pythonString(source)}), ${numbers})`);
    }
    case "atr":
    case "vwap":
      return one(`${indicator.kind}(bars, ${lengths(indicator.length)})`);
    case "adx":
    case "donchian":
      return each(`${indicator.kind}(bars, ${lengths(indicator.length)})`);
    case "stochastic":
      return each(`stochastic(bars, ${lengths(indicator.length, indicator.smoothK, indicator.smoothD)})`);
    case "obv":
      return one("obv(bars)");
  }
}

const rangeColumn = (side: SideName, kind: DistanceKind) => pythonString(`b_${side}_${distanceKinds[kind]}`);

const distancesOf = (side: Side): { kind: DistanceKind; distance: Distance | undefined }[] => [
  { kind: "stop", distance: side.stop },
  { kind: "target", distance: side.target },
  { kind: "trailingStop", distance: side.trailingStop },
];

const rangeLines = (name: SideName, side: Side): string[] =>
  distancesOf(side).flatMap(({ kind, distance }) =>
    distance !== undefined && "atr" in distance
      ? [`bars.keep(${rangeColumn(name, kind)}, atr(bars, ${pythonLength(distance.length)}))`]
      : [],
  );

function sideLines(name: SideName, side: Side): string[] {
  const inPrice = distancesOf(side).map(
    ({ kind, distance }) => `${distanceKinds[kind]}=${pythonDistance(distance, rangeColumn(name, kind))}`,
  );
  const parts = [
    `entry=self.${name}_entry`,
    `exit=${side.exit === undefined ? "None" : `self.${name}_exit`}`,
    ...inPrice,
    `max_bars=${side.maxBars === undefined ? "None" : pythonLength(side.maxBars)}`,
  ];
  return [`    "${name}": Side(`, ...parts.map((part) => `        ${part},`), "    ),"];
}

function pythonDistance(distance: Distance | undefined, column: string): string {
  if (distance === undefined) return "None";
  return "percent" in distance
    ? `Percent(${pythonKnob(distance.percent)})`
    : `Ranges(${pythonKnob(distance.atr)}, ${column})`;
}

function pythonSizing({ sizing, timeframe, market }: Strategy): string {
  const percent = sizing.method === "volatilityTarget" ? sizing.annualPercent : sizing.percentOfEquity;
  const root = pythonFloat(Math.sqrt(barsPerYear(timeframe, market.assetClass)));
  return `Sizing(${pythonString(sizing.method)}, ${pythonKnob(percent)}, ${root})`;
}
