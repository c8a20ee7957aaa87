import { describe, expect, test } from "vitest";
import { specHash } from "../language/spec-hash.ts";
import { crossingDocument, firstDay, stored, walkingBars } from "../proof/markets.fixture.ts";
import { proveStrategy } from "../proof/prove-strategy.ts";
import { receiptPayloadOf } from "./receipt.ts";
import { rerun } from "./rerun.ts";

const spy = stored("SPY", walkingBars(1_500, 21));
const gld = stored("GLD", walkingBars(1_300, 22));
const crossing = crossingDocument();
const document = { ...crossing, market: { assetClass: "etfs", symbols: ["SPY", "GLD"] } };
const slower = {
  ...document,
  params: { ...document.params, slow: { ...document.params.slow, default: 25 } },
};

const { report } = proveStrategy({
  document,
  markets: [gld, spy],
  holdoutFrom: firstDay + 1_000 * 86_400_000,
  publishedAt: firstDay + 1_300 * 86_400_000,
  trials: [],
  holdoutLooks: 0,
  previous: null,
});
const payload = receiptPayloadOf(report, specHash(document), new Date(0));

test("a receipt can be run again, also where more bars came since", () => {
  const longer = stored("SPY", walkingBars(1_600, 21));
  const agreed = rerun(document, [longer, gld], payload);
  expect(agreed).toMatchObject({ agrees: true, differences: [], resultHash: report.resultHash });
  expect(agreed.figures).toEqual(payload.segments);
  expect(agreed.barsHashes.map(({ sha256 }) => sha256)).toEqual(
    report.markets.map((market) => market.barsHash),
  );
});

describe("what differs is said", () => {
  const differences = (...given: Parameters<typeof rerun>) => rerun(...given).differences;

  test("of rules, bars and engines", () => {
    expect(differences(slower, [spy, gld], payload)).toEqual([
      "The rules are not those of the receipt.",
      "The result is not the one of the receipt.",
    ]);
    expect(differences(document, [stored("SPY", walkingBars(1_500, 9)), gld], payload)).toEqual([
      "The bars of SPY are not those of the receipt.",
      "The result is not the one of the receipt.",
    ]);
    expect(differences(document, [spy], payload)).toEqual([
      "There are not 1300 bars of GLD to run on.",
      "The rules could not be run on these bars.",
    ]);
    expect(differences({ format: "none" }, [spy, gld], payload)).toEqual([
      "The document is no strategy that could be run.",
      "The rules could not be run on these bars.",
    ]);
    expect(differences(document, [spy, gld], { ...payload, engine: "boltz-engine/0.9.0" })).toEqual([
      "The receipt is of engine boltz-engine/0.9.0; this is boltz-engine/1.0.0.",
    ]);
  });

  test("of figures, and of where the parts of the record begin", () => {
    const { segments } = payload;
    if (segments.inSample?.sharpe == null)
      throw new Error("the bars before the sealed ones have a Sharpe ratio");
    const inSample = { ...segments.inSample, sharpe: segments.inSample.sharpe * (1 + 1e-15) };
    expect(differences(document, [spy, gld], { ...payload, segments: { ...segments, inSample } })).toEqual([
      "The figures of the bars before the sealed ones are not those of the receipt.",
    ]);
    expect(
      differences(document, [spy, gld], { ...payload, segments: { ...segments, afterPublication: null } }),
    ).toEqual(["The figures of the bars after publication are not those of the receipt."]);
    expect(differences(document, [spy, gld], { ...payload, publishedAt: payload.holdoutFrom })).toEqual([
      "The figures of the sealed bars are not those of the receipt.",
      "The figures of the bars after publication are not those of the receipt.",
    ]);
  });
});
