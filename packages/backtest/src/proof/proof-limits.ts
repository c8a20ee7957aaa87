import { MarketError } from "@boltz/contract";
import type { Strategy } from "../language/schema.ts";
import { walkRules } from "../language/walk.ts";

export interface ProofLimits {
  /** Bars of all markets together. */
  maxBars: number;
  /** Units of `workOf` for a whole proof; one takes about 10 nanoseconds of one core, and 30 at worst. */
  maxWork: number;
}

export const proofLimits: ProofLimits = { maxBars: 2_000_000, maxWork: 2_000_000_000 };

/** Shares of the whole work that the parts of a proof may take; `run` is for each single one. */
export const workShares = {
  run: 1 / 16,
  prefix: 0.2,
  parameterMap: 0.15,
  attribution: 0.3,
  pbo: 0.15,
} as const;

/** Estimates what one run over so many bars takes, and what one takes whose indicators are known already. */
export function workOf(strategy: Strategy, bars: number): { run: number; replay: number } {
  let parts = 4;
  walkRules(strategy, {
    onNode: () => {
      parts += 1;
    },
  });
  return { run: bars * (parts + 6 * Object.keys(strategy.indicators).length), replay: bars * parts };
}

/** Throws `backtest_limit`, with what would fit, for more bars or more work than a proof may take. */
export function refuseTooMuch(strategy: Strategy, bars: number, { maxBars, maxWork }: ProofLimits): void {
  const most = Math.min(maxBars, Math.floor((maxWork * workShares.run) / workOf(strategy, 1).run));
  if (bars <= most) return;
  throw new MarketError("backtest_limit", {
    message: `These rules would be read at ${bars.toLocaleString("en-US")} bars; at most ${most.toLocaleString("en-US")} are run for rules of this size. Trade fewer symbols or a longer timeframe, or shorten the rules.`,
  });
}
