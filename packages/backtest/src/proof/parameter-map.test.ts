import { describe, expect, test } from "vitest";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { sharpeRatio } from "../metrics/ratios.ts";
import { returnsOf } from "../metrics/returns.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";
import { mapParameters } from "./parameter-map.ts";

const markets = [market("SPY", walkingBars(300, 4))];
const around = { markets, barsPerYear: 252, maxWork: 1e9 };
const param = (more: object) => ({ default: 5, min: 2, max: 20, step: 1, ...more });

describe("a parameter map", () => {
  test("turns the two parameters with the most steps, and leaves the others at their default", () => {
    const base = crossingDocument();
    const document = {
      ...base,
      params: {
        fast: param({ default: 3, max: 4 }),
        back: param({ default: 3, min: 1, max: 9 }),
        slow: param({ default: 20, min: 10, max: 60, step: 10 }),
      },
      indicators: { ...base.indicators, past: { kind: "roc", source: "close", length: { param: "back" } } },
      long: { ...base.long, entry: { all: [...base.long.entry.all, { gt: [{ indicator: "past" }, 0] }] } },
    };
    const strategy = checked(document);
    const { map } = mapParameters({ ...around, strategy }) ?? {};
    expect(map?.x).toEqual({ param: "back", values: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(map?.y).toEqual({ param: "slow", values: [10, 20, 30, 40, 50, 60] });
    const { equity } = runPortfolio(strategy, markets, { values: { back: 7, slow: 40 } });
    expect(map?.sharpe[3]?.[6]).toBe(sharpeRatio(returnsOf(equity), { periods: 252 }));
    expect(map?.sharpe).toHaveLength(6);
  });

  test("has one row for one parameter, and the default among twelve values of many", () => {
    const document = {
      ...crossingDocument(),
      params: { fast: param({ default: 0.75, min: 0.1, max: 9.95, step: 0.05 }) },
      indicators: {
        quick: { kind: "ema", source: "close", length: 4 },
        calm: { kind: "sma", source: "close", length: 9 },
      },
      long: {
        entry: {
          crossesAbove: [
            { indicator: "quick" },
            { mul: [{ indicator: "calm" }, { div: [{ param: "fast" }, 0.75] }] },
          ],
        },
        maxBars: 5,
      },
    };
    const mapped = mapParameters({ ...around, strategy: checked(document) });
    expect(mapped?.map.y).toBeNull();
    expect(mapped?.map.x.values).toHaveLength(12);
    expect(mapped?.map.x.values).toContain(0.75);
    expect(mapped?.map.x.values).toEqual(mapped?.map.x.values.toSorted((a, b) => a - b));
    expect([mapped?.map.x.values[0], mapped?.map.x.values.at(-1)]).toEqual([0.1, 9.95]);
    expect(mapped?.map.sharpe).toHaveLength(1);
    expect(mapped?.configurations).toHaveLength(11);
  });

  test("leaves out combinations that no document may have", () => {
    const document = {
      ...crossingDocument(),
      params: {
        fast: param({ default: 5, min: 4, max: 8 }),
        slow: param({ default: 10, min: 6, max: 10 }),
      },
      indicators: {
        trend: { kind: "macd", source: "close", fast: { param: "fast" }, slow: { param: "slow" }, signal: 3 },
      },
      long: { entry: { gt: [{ indicator: "trend", output: "histogram" }, 0] }, maxBars: 3 },
    };
    const { map } = mapParameters({ ...around, strategy: checked(document) }) ?? {};
    const isKnown = map?.sharpe.map((row) => row.map((cell) => cell !== null));
    expect([map?.x.values, map?.y?.values]).toEqual([
      [4, 5, 6, 7, 8],
      [6, 7, 8, 9, 10],
    ]);
    expect(isKnown).toEqual([
      [true, true, false, false, false],
      [true, true, true, false, false],
      [true, true, true, true, false],
      [true, true, true, true, true],
      [true, true, true, true, true],
    ]);
  });

  test("is smaller, or nothing, where there is less work for it", () => {
    const strategy = checked(crossingDocument());
    const cellsAt = (maxWork: number) => {
      const mapped = mapParameters({ ...around, strategy, maxWork });
      return [mapped?.map.x.values.length, mapped?.map.y?.values.length];
    };
    expect(cellsAt(300 * 30 * 20)).toEqual([4, 4]);
    expect(cellsAt(300 * 30 * 5)).toEqual([5, undefined]);
    expect(cellsAt(300 * 30 * 2)).toEqual([undefined, undefined]);
    expect(mapParameters({ ...around, strategy, markets: [] })).toBeNull();
  });
});
