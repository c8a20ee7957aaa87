import { z } from "zod";
import { maxLookbackBars } from "./limits.ts";
import { closedObject, knob } from "./shapes.ts";

export const priceFields = ["open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"] as const;
export const priceField = z.enum(priceFields);
export type PriceField = z.infer<typeof priceField>;

const length = (minimum: number) => knob(z.int().min(minimum).max(maxLookbackBars));
const source = priceField;

/** What an indicator measures, by kind. `vwap` rolls over `length` bars, so that it needs no session calendar. */
export const indicator = z.discriminatedUnion("kind", [
  closedObject({ kind: z.literal("sma"), source, length: length(1) }),
  closedObject({ kind: z.literal("ema"), source, length: length(1) }),
  closedObject({ kind: z.literal("rsi"), source, length: length(2) }),
  closedObject({ kind: z.literal("roc"), source, length: length(1) }),
  closedObject({ kind: z.literal("macd"), source, fast: length(1), slow: length(2), signal: length(1) }),
  closedObject({
    kind: z.literal("bollinger"),
    source,
    length: length(2),
    deviations: knob(z.number().min(0.1).max(10)),
  }),
  closedObject({ kind: z.literal("atr"), length: length(1) }),
  closedObject({ kind: z.literal("adx"), length: length(2) }),
  closedObject({ kind: z.literal("stochastic"), length: length(2), smoothK: length(1), smoothD: length(1) }),
  closedObject({ kind: z.literal("donchian"), length: length(1) }),
  closedObject({ kind: z.literal("obv") }),
  closedObject({ kind: z.literal("vwap"), length: length(1) }),
]);
export type Indicator = z.infer<typeof indicator>;
export type IndicatorKind = Indicator["kind"];

/** The named outputs of an indicator; an empty list means that it has one, which needs no name. */
export const indicatorOutputs = {
  sma: [],
  ema: [],
  rsi: [],
  roc: [],
  macd: ["macd", "signal", "histogram"],
  bollinger: ["upper", "middle", "lower"],
  atr: [],
  adx: ["adx", "plusDi", "minusDi"],
  stochastic: ["k", "d"],
  donchian: ["upper", "middle", "lower"],
  obv: [],
  vwap: [],
} as const satisfies Record<IndicatorKind, readonly string[]>;

export const indicatorKinds = indicator.options.map((option) => option.shape.kind.value);
