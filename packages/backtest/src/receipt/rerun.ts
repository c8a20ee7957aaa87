import type { ReceiptPayload } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import { barBytes, barsHash, decodeBars } from "../bars/encode-bars.ts";
import { engineVersion, resultHash } from "../engine/result-hash.ts";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { unlessRefused } from "../proof/refused-run.ts";

export interface Rerun {
  /** Null where the document is no strategy. */
  specHash: string | null;
  barsHashes: { symbol: string; sha256: string }[];
  /** Null where nothing could be run. */
  resultHash: string | null;
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
 * Runs a document again on the bars that a receipt names, and compares every hash with it. It believes nothing but the payload,
 * which `verifyReceipt` has to have accepted. Never throws; runs as long as one backtest does.
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
  const result = checked.ok ? hashOfRun(checked.strategy, counted) : null;
  if (result === null) differences.push("The rules could not be run on these bars.");
  else if (result !== payload.resultHash) differences.push("The result is not the one of the receipt.");
  onProgress(1, "Done");
  return { specHash: ownHash, barsHashes, resultHash: result, agrees: differences.length === 0, differences };
}

/** Runs on the strategy's symbols in its own order; null where bars of one are missing. */
function hashOfRun(strategy: Strategy, markets: readonly MarketBars[]): string | null {
  const symbols = "symbols" in strategy.market ? strategy.market.symbols : [];
  const ordered = symbols.flatMap((symbol) => markets.find((market) => market.symbol === symbol) ?? []);
  if (ordered.length === 0 || ordered.length !== symbols.length) return null;
  return unlessRefused(() => resultHash(runPortfolio(strategy, ordered)));
}
