import { type ReceiptPayload, type SegmentName, sameFigures, segmentNames } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import { barBytes, barsHash, decodeBars } from "../bars/encode-bars.ts";
import { engineVersion, resultHash } from "../engine/result-hash.ts";
import { buyAndHold, runPortfolio } from "../engine/run-portfolio.ts";
import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { barsPerYear } from "../metrics/bars-per-year.ts";
import { figuresOf } from "../proof/own-run.ts";
import { unlessRefused } from "../proof/refused-run.ts";
import { spansOf } from "../proof/segments.ts";
import { signedFigures } from "./receipt.ts";

export interface Rerun {
  /** Null where the document is no strategy. */
  specHash: string | null;
  barsHashes: { symbol: string; sha256: string }[];
  /** Null where nothing could be run. */
  resultHash: string | null;
  /** The figures that a receipt signs; null where nothing could be run. */
  figures: ReceiptPayload["segments"] | null;
  /** All of it is what the receipt says. */
  agrees: boolean;
  /** What is not, in whole sentences. */
  differences: string[];
}

/** Bars of one symbol as they are sent: encoded, at least as many as the receipt counts. */
export interface EncodedMarket {
  symbol: string;
  bytes: Uint8Array;
}

/**
 * Runs a document again on the bars that a receipt names, and compares every hash and every part's figures with it. It believes nothing
 * but the payload, which `verifyReceipt` has to have accepted. What rests on its author's tries (`trials`, `dsr`, `pbo`) cannot be
 * computed from a document and is not looked at. Never throws; runs as long as the strategy and its benchmark do.
 */
export function rerun(
  document: unknown,
  markets: readonly EncodedMarket[],
  payload: ReceiptPayload,
  onProgress: (share: number, stage: string) => void = () => undefined,
): Rerun {
  const differences: string[] = [];
  if (payload.engine !== engineVersion)
    differences.push(`The receipt is of engine ${payload.engine}; this is ${engineVersion}.`);

  const checked = checkStrategy(document);
  const ownHash = checked.ok ? specHash(checked.strategy) : null;
  if (ownHash === null) differences.push("The document is no strategy that could be run.");
  else if (ownHash !== payload.specHash) differences.push("The rules are not those of the receipt.");

  const barsHashes: Rerun["barsHashes"] = [];
  const counted: MarketBars[] = [];
  for (const [place, bars] of payload.bars.entries()) {
    onProgress((place / payload.bars.length) * 0.4, `Checking the bars of ${bars.symbol}`);
    const bytes = markets
      .find(({ symbol }) => symbol === bars.symbol)
      ?.bytes.subarray(0, bars.count * barBytes);
    if (bytes?.length !== bars.count * barBytes) {
      differences.push(`There are not ${bars.count} bars of ${bars.symbol} to run on.`);
      continue;
    }
    const sha256 = barsHash(bytes);
    if (sha256 !== bars.sha256) differences.push(`The bars of ${bars.symbol} are not those of the receipt.`);
    barsHashes.push({ symbol: bars.symbol, sha256 });
    counted.push({ symbol: bars.symbol, bars: decodeBars(bytes) });
  }

  onProgress(0.4, "Running the rules over the bars");
  const outcome = checked.ok ? outcomeOf(checked.strategy, counted, payload) : null;
  if (outcome === null) differences.push("The rules could not be run on these bars.");
  else if (outcome.resultHash !== payload.resultHash)
    differences.push("The result is not the one of the receipt.");
  else differences.push(...figureDifferences(outcome.figures, payload.segments));
  onProgress(1, "Done");
  return {
    specHash: ownHash,
    barsHashes,
    ...(outcome ?? { resultHash: null, figures: null }),
    agrees: differences.length === 0,
    differences,
  };
}

/** Runs on the strategy's symbols in its own order; null where bars of one are missing. */
function outcomeOf(strategy: Strategy, given: readonly MarketBars[], payload: ReceiptPayload) {
  const symbols = "symbols" in strategy.market ? strategy.market.symbols : [];
  const markets = symbols.flatMap((symbol) => given.find((market) => market.symbol === symbol) ?? []);
  if (markets.length === 0 || markets.length !== symbols.length) return null;
  return unlessRefused(() => {
    const run = { result: runPortfolio(strategy, markets), benchmark: buyAndHold(strategy, markets) };
    const spans = spansOf(run.result.at, {
      holdoutFrom: Date.parse(payload.holdoutFrom),
      publishedAt: payload.publishedAt === null ? null : Date.parse(payload.publishedAt),
    });
    const years = barsPerYear(strategy.timeframe, strategy.market.assetClass);
    return {
      resultHash: resultHash(run.result),
      figures: signedFigures(figuresOf({ markets, barsPerYear: years }, run, spans)),
    };
  });
}

const partNames: Record<SegmentName, string> = {
  inSample: "the bars before the sealed ones",
  holdout: "the sealed bars",
  afterPublication: "the bars after publication",
};

const figureDifferences = (here: ReceiptPayload["segments"], signed: ReceiptPayload["segments"]): string[] =>
  segmentNames
    .filter((name) => !sameFigures(here[name], signed[name]))
    .map((name) => `The figures of ${partNames[name]} are not those of the receipt.`);
