import { type DatasetId, MarketError, type Timeframe } from "@boltz/contract";
import { firstBars, type MarketBars } from "../bars/bars.ts";
import { decodeBars } from "../bars/encode-bars.ts";
import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { barsPerYear } from "../metrics/bars-per-year.ts";
import { placeFrom } from "./bar-times.ts";
import { type ProofLimits, proofLimits, refuseTooMuch } from "./proof-limits.ts";

/** One market of a run, with its bars in the encoded form. */
export interface ProofMarket {
  symbol: string;
  timeframe: Timeframe;
  datasetId: DatasetId;
  name: string;
  isSynthetic: boolean;
  bytes: Uint8Array;
}

export interface TrialRequest {
  document: unknown;
  markets: ProofMarket[];
  /** Milliseconds since 1970; a trial runs on the bars before it only. */
  holdoutFrom: number;
  limits?: Partial<ProofLimits> | undefined;
}

/** A request that can be run: a checked strategy, and the bars of its symbols in its order. */
export interface OpenedRequest {
  strategy: Strategy;
  specHash: string;
  markets: OpenedMarket[];
  barsPerYear: number;
  limits: ProofLimits;
}

export interface OpenedMarket extends MarketBars {
  source: ProofMarket;
}

/** Throws `invalid_input` for what is no strategy, `no_bars` where bars are missing, `backtest_limit` for too much work. */
export function openRequest(request: TrialRequest): OpenedRequest {
  const checked = checkStrategy(request.document);
  if (!checked.ok) throw new MarketError("invalid_input", { issues: checked.issues });
  const { strategy } = checked;
  const symbols = "symbols" in strategy.market ? strategy.market.symbols : [];
  const markets = symbols.map((symbol) => openMarket(request, symbol, strategy));
  if (barsIn(markets) === 0) throw new MarketError("no_bars");
  const limits = { ...proofLimits, ...request.limits };
  refuseTooMuch(strategy, barsIn(markets), limits);
  return {
    strategy,
    specHash: specHash(strategy),
    markets,
    barsPerYear: barsPerYear(strategy.timeframe, strategy.market.assetClass),
    limits,
  };
}

/** Bars of all markets together. */
export const barsIn = (markets: readonly MarketBars[]): number =>
  markets.reduce((sum, market) => sum + market.bars.at.length, 0);

/** The bars of each market that opened before a moment; a market may have none. */
export const marketsBefore = <Market extends MarketBars>(
  markets: readonly Market[],
  moment: number,
): Market[] =>
  markets.map((market) => ({ ...market, bars: firstBars(market.bars, placeFrom(market.bars.at, moment)) }));

function openMarket({ markets }: TrialRequest, symbol: string, { timeframe }: Strategy): OpenedMarket {
  const source = markets.find((market) => market.symbol === symbol && market.timeframe === timeframe);
  if (source === undefined) throw new MarketError("no_bars");
  return { symbol, bars: decodeBars(source.bytes), source };
}
