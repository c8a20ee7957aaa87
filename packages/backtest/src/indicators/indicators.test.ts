import fc from "fast-check";
import technical from "technicalindicators";
import {
  BollingerBands,
  DonchianChannels,
  OBV,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  VWMA,
} from "trading-signals";
import { describe, expect, test } from "vitest";
import type { Bars } from "../bars/bars.ts";
import { columnsOf } from "../engine/columns.ts";
import { signalStrategy } from "../engine/signals.fixture.ts";
import { type Bar, measure } from "../engine/slow-indicators.fixture.ts";
import type { Indicator, IndicatorKind } from "../language/indicators.ts";
import { indicatorKinds, indicatorOutputs } from "../language/indicators.ts";

type Peer = (bars: Bar[]) => Record<string, (number | null | undefined)[]>;

/** Prices as markets have them: cents, a walk, never a bar without range, always some volume. */
const walk: fc.Arbitrary<Bars> = fc
  .array(
    fc.tuple(
      fc.integer({ min: -300, max: 300 }),
      fc.nat(150),
      fc.nat(150),
      fc.integer({ min: 1, max: 99_999 }),
    ),
    {
      minLength: 150,
      maxLength: 150,
    },
  )
  .map((moves) => {
    const column = () => new Float64Array(moves.length);
    const bars = {
      at: column(),
      open: column(),
      high: column(),
      low: column(),
      close: column(),
      volume: column(),
    };
    let price = 10_000;
    for (const [bar, [move, above, below, volume]] of moves.entries()) {
      const close = Math.max(price + move, 500);
      bars.at[bar] = bar * 86_400_000;
      bars.open[bar] = price / 100;
      bars.close[bar] = close / 100;
      bars.high[bar] = (Math.max(price, close) + above + 1) / 100;
      bars.low[bar] = (Math.min(price, close) - below - 1) / 100;
      bars.volume[bar] = volume;
      price = close;
    }
    return bars;
  });

const rowsOf = (bars: Bars): Bar[] =>
  Array.from(bars.close, (close, bar) => ({
    open: bars.open[bar] ?? Number.NaN,
    high: bars.high[bar] ?? Number.NaN,
    low: bars.low[bar] ?? Number.NaN,
    close,
    volume: bars.volume[bar] ?? Number.NaN,
  }));

const columnsFor = (indicator: Indicator, bars: Bars): Record<string, Float64Array> => {
  const columns = columnsOf({ ...signalStrategy(), indicators: { it: indicator } }, bars, {});
  const outputs: readonly string[] = indicatorOutputs[indicator.kind];
  const named = outputs.length === 0 ? [undefined] : outputs;
  return Object.fromEntries(named.map((output) => [output ?? "", columns.indicator("it", output)]));
};

/** Fills up what a library leaves out at the beginning. */
const late = <Value>(values: Value[], count: number): (Value | undefined)[] => [
  ...Array.from({ length: count - values.length }, () => undefined),
  ...values,
];

const closes = (bars: Bar[]) => bars.map(({ close }) => close);
const lists = (bars: Bar[]) => ({
  high: bars.map(({ high }) => high),
  low: bars.map(({ low }) => low),
  close: closes(bars),
});

interface Held {
  indicator: Indicator;
  peer: Peer;
  /** Bars after which the peer's other beginning has worn off. */
  from?: number;
}

const held: Record<IndicatorKind, Held[]> = {
  sma: [1, 2, 7, 40].map((length) => ({
    indicator: { kind: "sma", source: "close", length },
    peer: (bars) => {
      const sma = new SMA(length);
      return { "": closes(bars).map((close) => sma.add(close)) };
    },
  })),
  ema: [1, 2, 9, 40].map((length) => ({
    indicator: { kind: "ema", source: "close", length },
    peer: (bars) => ({
      "": late(technical.EMA.calculate({ period: length, values: closes(bars) }), bars.length),
    }),
  })),
  rsi: [2, 5, 14].map((length) => ({
    indicator: { kind: "rsi", source: "close", length },
    peer: (bars) => {
      const rsi = new RSI(length);
      return { "": closes(bars).map((close) => rsi.add(close)) };
    },
  })),
  roc: [1, 12].map((length) => ({
    indicator: { kind: "roc", source: "close", length },
    peer: (bars) => {
      const roc = new ROC(length);
      return { "": closes(bars).map((close) => times(roc.add(close), 100)) };
    },
  })),
  macd: [
    [3, 8, 4],
    [12, 26, 9],
  ].map(([fast = 0, slow = 0, signal = 0]) => ({
    indicator: { kind: "macd", source: "close", fast, slow, signal },
    peer: (bars) => {
      const settings = { fastPeriod: fast, slowPeriod: slow, signalPeriod: signal };
      const ways = { SimpleMAOscillator: false, SimpleMASignal: false, values: closes(bars) };
      const rows = late(technical.MACD.calculate({ ...settings, ...ways }), bars.length);
      return {
        macd: rows.map((row) => row?.MACD),
        signal: rows.map((row) => row?.signal),
        histogram: rows.map((row) => row?.histogram),
      };
    },
  })),
  bollinger: [2, 20].map((length) => ({
    indicator: { kind: "bollinger", source: "close", length, deviations: 2.5 },
    peer: (bars) => {
      const bands = new BollingerBands(length, 2.5);
      return apart(
        closes(bars).map((close) => bands.add(close)),
        ["upper", "middle", "lower"],
      );
    },
  })),
  atr: [1, 3, 14].map((length) => ({
    indicator: { kind: "atr", length },
    peer: (bars) => ({ "": late(technical.ATR.calculate({ period: length, ...lists(bars) }), bars.length) }),
  })),
  adx: [2, 4].map((length) => ({
    indicator: { kind: "adx", length },
    peer: (bars) => {
      const rows = late(technical.ADX.calculate({ period: length, ...lists(bars) }), bars.length);
      return {
        adx: rows.map((row) => row?.adx),
        plusDi: rows.map((row) => row?.pdi),
        minusDi: rows.map((row) => row?.mdi),
      };
    },
    from: 120,
  })),
  stochastic: [
    [5, 1, 3],
    [14, 3, 3],
  ].map(([length = 0, smoothK = 0, smoothD = 0]) => ({
    indicator: { kind: "stochastic", length, smoothK, smoothD },
    peer: (bars) => {
      const stochastic = new StochasticOscillator({
        kPeriod: length,
        kSlowingPeriod: smoothK,
        dPeriod: smoothD,
      });
      const rows = bars.map((bar) => stochastic.add(bar));
      return { k: rows.map((row) => row?.stochK), d: rows.map((row) => row?.stochD) };
    },
    from: length + smoothK + smoothD,
  })),
  donchian: [1, 20].map((length) => ({
    indicator: { kind: "donchian", length },
    peer: (bars) => {
      const channels = new DonchianChannels(length);
      return apart(
        bars.map((bar) => channels.add(bar)),
        ["upper", "middle", "lower"],
      );
    },
  })),
  obv: [
    {
      indicator: { kind: "obv" },
      peer: (bars) => {
        const obv = new OBV(2);
        return { "": bars.map((bar) => obv.add(bar) ?? 0) };
      },
    },
  ],
  vwap: [1, 5, 30].map((length) => ({
    indicator: { kind: "vwap", length },
    peer: (bars) => {
      const mean = new VWMA(length);
      return {
        "": bars.map(({ high, low, close, volume }) =>
          mean.add({ high, low, close: (high + low + close) / 3, volume }),
        ),
      };
    },
  })),
};

const times = (value: number | null, factor: number) => (value === null ? null : value * factor);

const apart = (rows: (Record<string, number> | null)[], names: string[]) =>
  Object.fromEntries(names.map((name) => [name, rows.map((row) => row?.[name])]));

function expectNear(
  ours: Float64Array,
  theirs: (number | null | undefined)[],
  from: number,
  what: string,
): void {
  expect(theirs.length).toBe(ours.length);
  for (let bar = from; bar < ours.length; bar += 1) {
    const [value = Number.NaN, other] = [ours[bar], theirs[bar] ?? Number.NaN];
    const isNear = Math.abs(value - other) <= 1e-9 * Math.max(100, Math.abs(other));
    if (!isNear && !(Number.isNaN(value) && Number.isNaN(other)))
      expect.fail(`${what} at bar ${bar}: ${value} instead of ${other}`);
  }
}

describe.each(indicatorKinds)("%s", (kind) => {
  test("agrees with another library on random prices", () => {
    fc.assert(
      // Where prices show no direction at first, libraries begin differently and stay so: the same series each time.
      fc.property(fc.noBias(walk), (bars) => {
        for (const { indicator, peer, from = 0 } of held[kind]) {
          const theirs = peer(rowsOf(bars));
          for (const [output, ours] of Object.entries(columnsFor(indicator, bars)))
            expectNear(ours, theirs[output] ?? [], from, `${JSON.stringify(indicator)} ${output}`);
        }
      }),
      { numRuns: 15, seed: 20_260_701 },
    );
  });

  test("agrees with its definition, from its first bar on", () => {
    fc.assert(
      fc.property(walk, (bars) => {
        const rows = rowsOf(bars).slice(0, 60);
        for (const { indicator } of held[kind]) {
          const shown = rows.map((_, bar) =>
            measure(indicator, rows.slice(0, bar + 1), (knob) =>
              typeof knob === "number" ? knob : Number.NaN,
            ),
          );
          for (const [output, ours] of Object.entries(columnsFor(indicator, bars)))
            expectNear(
              ours.subarray(0, 60),
              shown.map((outputs) => outputs[output]),
              0,
              `${kind} ${output}`,
            );
        }
      }),
      { numRuns: 2 },
    );
  });
});
