import { gateChecks as checkNames, proofReport, tradeRecord } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { barsHash } from "../bars/encode-bars.ts";
import { specHash } from "../language/spec-hash.ts";
import { crossingDocument, firstDay, stored, walkingBars } from "./markets.fixture.ts";
import { type ProofRequest, proveStrategy } from "./prove-strategy.ts";
import { tryStrategy } from "./try-strategy.ts";

const day = 86_400_000;
const spy = stored("SPY", walkingBars(1_500, 21));
const gld = stored("GLD", walkingBars(1_300, 22));
const crossing = crossingDocument();
const document = {
  ...crossing,
  market: { assetClass: "etfs", symbols: ["SPY", "GLD"] },
  long: { ...crossing.long, stop: { percent: 2.5 } },
};
const request = (more: Partial<ProofRequest> = {}): ProofRequest => ({
  document,
  markets: [gld, spy],
  holdoutFrom: firstDay + 1_000 * day,
  publishedAt: firstDay + 1_300 * day,
  trials: [],
  holdoutLooks: 0,
  previous: null,
  ...more,
});

const slower = (slow: number) => ({
  ...document,
  params: { ...document.params, slow: { ...document.params.slow, default: slow } },
});
const trialOf = (own: unknown) => {
  const { sharpePerBar } = tryStrategy({ ...request(), document: own });
  return { specHash: specHash(own), sharpePerBar, document: own };
};

const stages: [number, string][] = [];
const outcome = proveStrategy(request(), (share, stage) => stages.push([share, stage]));
const { report } = outcome;

describe("a proof", () => {
  test("is what the contract says, and passes", () => {
    expect(proofReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(z.array(tradeRecord).parse(outcome.trades)).toEqual(outcome.trades);
    expect(report.gate.map(({ check, passed }) => [check, passed])).toEqual(
      checkNames.map((check) => [check, true]),
    );
    expect(outcome.passed).toBe(true);
  });

  test("names the markets in the document's order, by the hash of their bars", () => {
    expect(report.markets.map(({ symbol, bars, barsHash: hash }) => [symbol, bars, hash])).toEqual([
      ["SPY", 1_500, barsHash(spy.bytes)],
      ["GLD", 1_300, barsHash(gld.bytes)],
    ]);
  });

  test("cuts the record into three parts that touch", () => {
    const { inSample, holdout, afterPublication } = report.segments;
    expect([inSample?.bars, holdout?.bars, afterPublication?.bars]).toEqual([1_000, 300, 200]);
    expect([inSample?.to, holdout?.from]).toEqual([isoAt(999), isoAt(1_000)]);
    expect([holdout?.to, afterPublication?.from]).toEqual([isoAt(1_299), isoAt(1_300)]);
    const trades = (inSample?.trades ?? 0) + (holdout?.trades ?? 0) + (afterPublication?.trades ?? 0);
    expect(trades).toBe(outcome.trades.filter(({ exitAt }) => exitAt !== null).length);
    for (const { segment, entryAt } of outcome.trades) expect(segment).toBe(segmentOf(entryAt));
    const growth = [inSample, holdout, afterPublication].map((figures) => 1 + (figures?.totalReturn ?? 0));
    expect(growth.reduce((product, each) => product * each, 1) - 1).toBeCloseTo(
      report.attribution?.total ?? Number.NaN,
      10,
    );
  });

  test("explains each trade by the conditions that it was decided by", () => {
    expect(outcome.trades.map(({ entryAt }) => entryAt)).toEqual(
      outcome.trades.map(({ entryAt }) => entryAt).toSorted(),
    );
    for (const { why, reason } of outcome.trades) {
      expect(why.entry.map(({ holds }) => holds)).toEqual([true, true]);
      expect(why.exit.map(({ holds }) => holds)).toEqual(reason === "exit" ? [true] : []);
      for (const { condition } of [...why.entry, ...why.exit])
        expect(report.conditions[condition]).toBeDefined();
    }
    expect(new Set(outcome.trades.map(({ reason }) => reason))).toContain("stop");
  });

  test("maps the parameters by the in-sample Sharpe ratio, which at the defaults is that of the figures", () => {
    const { parameterMap, segments } = report;
    expect(parameterMap?.x).toEqual({ param: "fast", values: [2, 4, 5, 7, 9, 10, 12, 13, 15, 17, 18, 20] });
    expect(parameterMap?.y).toEqual({ param: "slow", values: [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60] });
    expect(parameterMap?.sharpe[2]?.[2]).toBe(segments.inSample?.sharpe);
  });

  test("tells its progress in words, never going back", () => {
    const shares = stages.map(([share]) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect([...new Set(stages.map(([, stage]) => stage))]).toEqual([
      "Running the rules over the bars",
      "Looking for a look ahead",
      "Turning the parameters",
      "Measuring luck",
      "Sharing the result among the rules",
      "Writing the report",
    ]);
  });

  test("comes out the same again from copies of everything", () => {
    const copies = [spy, gld].map((market) => ({ ...market, bytes: market.bytes.slice() }));
    expect(
      proveStrategy(request({ markets: copies, document: JSON.parse(JSON.stringify(document)) })),
    ).toEqual(outcome);
  });

  test("holds the returns of each month", () => {
    expect(Object.keys(outcome.monthlyVector).slice(0, 2)).toEqual(["2015-01", "2015-02"]);
    expect(outcome.monthlyVector["2016-03"]).toBe(report.monthly[1]?.months[2]);
  });
});

describe("luck", () => {
  test("counts each document that was tried once, and lowers the odds with each", () => {
    const tried = [10, 15, 30, 40, 50, 60].map((slow) => trialOf(slower(slow)));
    const alone = report.overfitting;
    const many = proveStrategy(request({ trials: [...tried, ...tried, trialOf(document)], holdoutLooks: 2 }))
      .report.overfitting;
    expect(alone).toMatchObject({ trials: 1, expectedBestSharpe: 0, holdoutLooks: 0 });
    expect(many).toMatchObject({ trials: 7, holdoutLooks: 2 });
    expect(many.evidence).toBeLessThan(alone.evidence ?? 0);
    expect(many.expectedBestSharpe).toBeGreaterThan(0);
    expect(many.dsr).toBeLessThan(alone.dsr ?? 0);
    expect(many.pboConfigurations).toBe(alone.pboConfigurations + 6);
    expect(many.pbo).toBeGreaterThanOrEqual(0);
  });

  test("is not measured by configurations below eight", () => {
    const fixed = { ...document, params: {}, indicators: { quick: ema(5), calm: ema(20) } };
    const { overfitting, parameterMap } = proveStrategy(request({ document: fixed })).report;
    expect(parameterMap).toBeNull();
    expect(overfitting).toMatchObject({ pbo: null, pboConfigurations: 1 });
  });

  test("looks only at tries on exactly these markets", () => {
    const elsewhere = { ...document, market: { assetClass: "etfs", symbols: ["SPY"] } };
    const { overfitting } = proveStrategy(request({ trials: [trialOf(elsewhere)] })).report;
    expect(overfitting.trials).toBe(2);
    expect(overfitting.pboConfigurations).toBe(report.overfitting.pboConfigurations);
  });
});

describe("the version before", () => {
  test("is run on the same bars and compared by trades, figures and sentences", () => {
    const { diff } = proveStrategy(request({ previous: { version: "1.0.0", document: slower(25) } })).report;
    const { trades } = outcome;
    expect(diff).toMatchObject({ from: "1.0.0" });
    expect((diff?.tradesInBoth ?? 0) + (diff?.tradesOnlyNow ?? 0)).toBe(trades.length);
    expect(diff?.tradesOnlyBefore).toBe((diff?.before.trades ?? 0) - (diff?.tradesInBoth ?? 0));
    expect(diff?.correlation).toBeGreaterThan(0.5);
    expect(diff?.rulesRemoved).toContain(
      "Parameters: slow is 25; it can be set from 10 to 60 in steps of 5.",
    );
    expect(diff?.rulesAdded).toContain("Parameters: slow is 20; it can be set from 10 to 60 in steps of 5.");
  });

  test("that is the same differs in nothing", () => {
    const { diff } = proveStrategy(request({ previous: { version: "1.0.0", document } })).report;
    expect(diff).toMatchObject({ tradesOnlyBefore: 0, tradesOnlyNow: 0, rulesRemoved: [], rulesAdded: [] });
    expect(diff?.correlation).toBeCloseTo(1, 12);
    expect(diff?.before).toEqual(diff?.now);
  });

  test.each([
    ["of a symbol without bars", { ...document, market: { assetClass: "etfs", symbols: ["QQQ"] } }],
    ["of another timeframe", { ...document, timeframe: "1w" }],
    ["that is no strategy", {}],
  ])("%s is left out", (_, previous) => {
    expect(
      proveStrategy(
        request({ limits: { maxWork: 2_000_000 }, previous: { version: "1.0.0", document: previous } }),
      ).report.diff,
    ).toBeNull();
  });
});

describe("a trial", () => {
  test("sees nothing of the sealed bars", () => {
    const changed = walkingBars(1_500, 21);
    changed.close.fill(1, 1_000);
    changed.low.fill(0.5, 1_000);
    const other = { ...request(), markets: [stored("SPY", changed), stored("GLD", walkingBars(1_000, 22))] };
    const trial = tryStrategy(request());
    expect(tryStrategy(other)).toEqual(trial);
    expect(trial.series.at.at(-1)).toBe(firstDay + 999 * day);
  });

  test("says of its bars what the proof says of them", () => {
    const trial = tryStrategy(request());
    const { segments } = report;
    expect({ ...trial.figures, trades: 0, costs: 0 }).toMatchObject({
      sharpe: segments.inSample?.sharpe,
      totalReturn: segments.inSample?.totalReturn,
      bars: 1_000,
    });
    expect((trial.sharpePerBar ?? 0) * Math.sqrt(252)).toBeCloseTo(trial.figures.sharpe ?? Number.NaN, 10);
    expect(trial.specHash).toBe(specHash(document));
    expect(trial.gate.map(({ check, passed }) => [check, passed])).toEqual([
      ["prefix", true],
      ["trades", true],
      ["deadRules", true],
      ["ruin", true],
    ]);
  });
});

describe("what cannot be run", () => {
  test.each<[string, Partial<ProofRequest>, string]>([
    ["no strategy", { document: { format: "boltz.strategy/1" } }, "invalid_input"],
    ["no bars of a symbol", { markets: [spy] }, "no_bars"],
    ["bars of another timeframe", { markets: [{ ...spy, timeframe: "1h" }, gld] }, "no_bars"],
    [
      "a described universe",
      { document: { ...document, market: { assetClass: "etfs", universe: "All of them" } } },
      "no_bars",
    ],
    ["too many bars", { limits: { maxBars: 2_799 } }, "backtest_limit"],
    ["too much work", { limits: { maxWork: 1_000_000 } }, "backtest_limit"],
  ])("is refused by a code: %s", (_, more, code) => {
    const refusal = expect.objectContaining({ name: "MarketError", code });
    expect(() => proveStrategy(request(more))).toThrow(refusal);
    expect(() => tryStrategy(request(more))).toThrow(refusal);
  });

  test("is cut back to what there is work for before it is refused", () => {
    const { parameterMap, attribution, gate } = proveStrategy(
      request({ limits: { maxWork: 2_000_000 } }),
    ).report;
    expect(parameterMap?.x.values.length ?? 0).toBeLessThan(12);
    expect(attribution).toBeNull();
    expect(gate.every(({ passed }) => passed)).toBe(true);
  });
});

const ema = (length: number) => ({ kind: "ema", source: "close", length });
const isoAt = (bar: number) => new Date(firstDay + bar * day).toISOString();
const segmentOf = (at: string) =>
  at < isoAt(1_000) ? "inSample" : at < isoAt(1_300) ? "holdout" : "afterPublication";
