import { proofReport, tradeRecord } from "@boltz/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { encodeBars } from "../bars/encode-bars.ts";
import { strategies } from "../engine/documents.fixture.ts";
import type { Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { exampleDatasetId } from "../receipt/receipt.fixture.ts";
import { receiptPayloadOf } from "../receipt/receipt.ts";
import { rerun } from "../receipt/rerun.ts";
import { firstDay, walkingBars } from "./markets.fixture.ts";
import { proveStrategy } from "./prove-strategy.ts";
import { ruleTokens } from "./similarity.ts";
import { tryStrategy } from "./try-strategy.ts";

const marketsOf = ({ market, timeframe }: Strategy) =>
  ("symbols" in market ? market.symbols : []).map((symbol, place) => ({
    ...{ symbol, timeframe, datasetId: exampleDatasetId, name: symbol, isSynthetic: true },
    bytes: encodeBars(walkingBars(240 + place * 30, place + 1)),
  }));

/** The numbers in a value that JSON would turn into null. */
function unsayableIn(value: unknown): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "number" && !Number.isFinite(inner)) found.push(inner);
    return inner;
  });
  return found;
}

test("whatever the language can say is proved, tried and run again, in numbers that JSON holds", () => {
  fc.assert(
    fc.property(
      strategies.filter(({ market }) => "symbols" in market),
      (strategy) => {
        const request = {
          document: strategy,
          markets: marketsOf(strategy),
          holdoutFrom: firstDay + 150 * 86_400_000,
          publishedAt: firstDay + 200 * 86_400_000,
          trials: [],
          holdoutLooks: 0,
          previous: { version: "1.0.0", document: strategy },
          limits: { maxWork: 5_000_000 },
        };
        const { report, trades } = proveStrategy(request);
        expect(proofReport.safeParse(report)).toMatchObject({ success: true });
        expect(z.array(tradeRecord).safeParse(trades)).toMatchObject({ success: true });
        expect([...unsayableIn(report), ...unsayableIn(trades)]).toEqual([]);
        expect(report.diff?.rulesAdded).toEqual([]);
        expect(report.gate.find(({ check }) => check === "prefix")?.passed).toBe(true);
        const payload = receiptPayloadOf(report, specHash(strategy), new Date(0));
        expect(rerun(strategy, request.markets, payload).differences).toEqual([]);
        const trial = tryStrategy(request);
        expect(unsayableIn(trial)).toEqual([]);
        expect(trial.figures.sharpe).toBe(report.segments.inSample?.sharpe);
      },
    ),
    { numRuns: 12 },
  );
});

test("whatever the language can say has the same shape under another name and on other symbols", () => {
  fc.assert(
    fc.property(strategies, (strategy) => {
      expect(
        ruleTokens({
          ...strategy,
          name: "Another name",
          market: { assetClass: "forex", symbols: ["EURUSD"] },
        }),
      ).toEqual(ruleTokens(strategy));
    }),
    { numRuns: 100 },
  );
});
