import { type IndicatorKind, indicatorKinds, strategyJsonSchema } from "@boltz/backtest";
import { isRecord } from "./is-record.ts";

/** A field of an indicator: a price to read, or a number that a parameter may supply. */
export interface IndicatorField {
  name: string;
  kind: "price" | "number";
  minimum: number | null;
  maximum: number | null;
  isWhole: boolean;
}

const memberOf = (node: unknown, name: string): unknown => (isRecord(node) ? node[name] : undefined);
const listOf = (node: unknown): readonly unknown[] => (Array.isArray(node) ? node : []);
const numberOf = (node: unknown): number | null => (typeof node === "number" ? node : null);

function fieldOf(name: string, schema: unknown): IndicatorField {
  if (Array.isArray(memberOf(schema, "enum")))
    return { name, kind: "price", minimum: null, maximum: null, isWhole: false };
  const range = listOf(memberOf(schema, "anyOf"))[0];
  return {
    name,
    kind: "number",
    minimum: numberOf(memberOf(range, "minimum")),
    maximum: numberOf(memberOf(range, "maximum")),
    isWhole: memberOf(range, "type") === "integer",
  };
}

function readIndicatorFields(): ReadonlyMap<string, readonly IndicatorField[]> {
  const indicators = memberOf(memberOf(strategyJsonSchema(), "properties"), "indicators");
  const shapes = listOf(memberOf(memberOf(indicators, "additionalProperties"), "oneOf"));
  return new Map(
    shapes.map((shape) => {
      const { kind, ...fields } = Object(memberOf(shape, "properties"));
      return [
        String(memberOf(kind, "const")),
        Object.entries(fields).map(([name, field]) => fieldOf(name, field)),
      ];
    }),
  );
}

let read: ReadonlyMap<string, readonly IndicatorField[]> | undefined;

/** The fields of an indicator, as the language's own JSON Schema has them; none for a kind that it does not know. */
export function indicatorFields(kind: unknown): readonly IndicatorField[] {
  read ??= readIndicatorFields();
  return read.get(String(kind)) ?? [];
}

export const isIndicatorKind = (kind: unknown): kind is IndicatorKind =>
  indicatorKinds.some((known) => known === kind);

export const indicatorNames: Record<IndicatorKind, string> = {
  sma: "Average",
  ema: "Exponential average",
  rsi: "Relative strength index",
  roc: "Rate of change",
  macd: "MACD",
  bollinger: "Bollinger bands",
  atr: "Average true range",
  adx: "Directional index",
  stochastic: "Stochastic",
  donchian: "Donchian channel",
  obv: "On-balance volume",
  vwap: "Volume-weighted average price",
};

const usual: Record<string, number | string> = {
  source: "close",
  length: 20,
  fast: 12,
  slow: 26,
  signal: 9,
  deviations: 2,
  smoothK: 3,
  smoothD: 3,
};

/** An indicator turned into another kind: what both have is kept, the rest gets its usual number. */
export function asKind(indicator: unknown, kind: string): Record<string, unknown> {
  const fields = indicatorFields(kind).map(({ name }) => [
    name,
    memberOf(indicator, name) ?? usual[name] ?? 10,
  ]);
  return { kind, ...Object.fromEntries(fields) };
}
