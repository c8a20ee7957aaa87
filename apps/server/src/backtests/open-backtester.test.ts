import {
  encodeBars,
  type ProofRequest,
  proveStrategy,
  type TrialRequest,
  tryStrategy,
} from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import { newId } from "@boltz/db";
import { afterAll, describe, expect, test, vi } from "vitest";
import { barsOfMarket, syntheticMarkets } from "../demo/datasets/synthetic-markets.ts";
import { openBacktester } from "./open-backtester.ts";

const settings = { threads: 1, proofSeconds: 60, trialSeconds: 60, onIdleError: () => {} };

const market = syntheticMarkets.find(({ symbol }) => symbol === "SYN-RANGE");
const bars = market === undefined ? undefined : barsOfMarket(market).get("1d");
if (bars === undefined) throw new Error("there is no such market");

const document = {
  format: "boltz.strategy/1",
  name: "Range",
  style: "mean-reversion",
  market: { assetClass: "stocks", symbols: ["SYN-RANGE"] },
  timeframe: "1d",
  params: { length: { default: 10, min: 6, max: 20, step: 2 } },
  indicators: { strength: { kind: "rsi", source: "close", length: { param: "length" } } },
  long: {
    entry: { lt: [{ indicator: "strength" }, 35] },
    exit: { gt: [{ indicator: "strength" }, 60] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 1, slippageBps: 2 },
};

const datasetId = newId("dst");
const trialOf = (asked: unknown): TrialRequest => ({
  document: asked,
  markets: [
    {
      ...{ symbol: "SYN-RANGE", timeframe: "1d", datasetId, name: "Range", isSynthetic: true },
      bytes: encodeBars(bars),
    },
  ],
  holdoutFrom: Date.UTC(2022, 0, 1),
});
const proofOf = (asked: unknown): ProofRequest => ({
  ...trialOf(asked),
  ...{ publishedAt: null, trials: [], holdoutLooks: 0, previous: null },
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "went through",
    (error: unknown) => (error instanceof MarketError ? error.code : String(error)),
  );

describe("with the real engine", () => {
  const { backtester, close } = openBacktester(settings);
  afterAll(close);

  test("a proof and a try on a thread come to what they come to here, and the proof tells how far it is", async () => {
    const told: [number, string][] = [];
    const proof = await backtester.prove(proofOf(document), (share, stage) => told.push([share, stage]));
    const here = proveStrategy(proofOf(document));
    expect(proof).toEqual(here);
    expect(told.length).toBeGreaterThan(2);
    const shares = told.map(([share]) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(told.every(([share, stage]) => share >= 0 && share <= 1 && stage !== "")).toBe(true);
    const trial = await backtester.tryOut(trialOf(document));
    expect(trial).toEqual(tryStrategy(trialOf(document)));
  });

  test("what is no strategy is refused with the places in the document", async () => {
    const refused = backtester.tryOut(trialOf({ ...document, sizing: { method: "all of it" } }));
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      issues: [expect.objectContaining({ path: expect.arrayContaining(["sizing"]) })],
    });
  });
});

describe("with one that misbehaves", () => {
  const worker = new URL("./misbehaving-worker.fixture.ts", import.meta.url);
  const open = (over: Partial<Parameters<typeof openBacktester>[0]> = {}) => {
    const opened = openBacktester({ ...settings, worker, ...over });
    return { ...opened, [Symbol.asyncDispose]: opened.close };
  };

  test.each([
    ["refuses", "invalid_input"],
    ["throws", "TypeError: the rules could not be read"],
    ["exits", "Error: worker exited with code: 3"],
    ["grows", "backtest_limit"],
  ])("a run that %s ends as %s, and the next one goes through", async (what, expected) => {
    await using opened = open({ memoryMb: 48 });
    const { backtester } = opened;
    expect(await codeOf(backtester.tryOut(trialOf(what)))).toBe(expected);
    expect(await codeOf(backtester.prove(proofOf(what), () => {}))).toBe(expected);
    expect(await codeOf(backtester.tryOut(trialOf("works")))).toBe("went through");
    expect(await codeOf(backtester.prove(proofOf("works"), () => {}))).toBe("went through");
  });

  test("a run that never ends is ended when its time is over; who waits behind it has all of theirs", async () => {
    await using opened = open({ trialSeconds: 2, proofSeconds: 2 });
    const { backtester } = opened;
    const stages: string[] = [];
    const results = await Promise.all([
      codeOf(backtester.prove(proofOf("spins"), (_, stage) => stages.push(stage))),
      codeOf(backtester.prove(proofOf("works"), () => {})),
      codeOf(backtester.tryOut(trialOf("spins"))),
      codeOf(backtester.tryOut(trialOf("spins"))),
      codeOf(backtester.tryOut(trialOf("works"))),
    ]);
    expect(results).toEqual([
      "backtest_limit",
      "went through",
      "backtest_limit",
      "backtest_limit",
      "went through",
    ]);
    expect(stages).toEqual(["half of it"]);
  });

  test("tries wait in a line that has an end; beyond it they are told when to come again", async () => {
    await using opened = open({ trialSeconds: 2, waitingTrials: 2 });
    const { backtester } = opened;
    const inLine = ["spins", "works", "works"].map((what) => codeOf(backtester.tryOut(trialOf(what))));
    await expect(backtester.tryOut(trialOf("works"))).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 2,
    });
    expect(await Promise.all(inLine)).toEqual(["backtest_limit", "went through", "went through"]);
    expect(await codeOf(backtester.tryOut(trialOf("works")))).toBe("went through");
  });

  test("a thread sees nothing of this process's variables", async () => {
    await using opened = open();
    vi.stubEnv("SIGNING_KEY", "a secret");
    expect(await opened.backtester.tryOut(trialOf("works"))).toEqual({ document: "works", secrets: [] });
    vi.unstubAllEnvs();
  });

  test("closing ends what runs and what waits", async () => {
    const { backtester, close } = open();
    const runs = [codeOf(backtester.tryOut(trialOf("spins"))), codeOf(backtester.tryOut(trialOf("works")))];
    await vi.waitFor(async () => expect(await Promise.race([...runs, "running"])).toBe("running"));
    await close();
    for (const ended of await Promise.all(runs)) expect(ended).not.toBe("went through");
  });
});
