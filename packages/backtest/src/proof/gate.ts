import type { GateCheck } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult } from "../engine/result.ts";
import { momentText } from "./bar-times.ts";
import { gateMinimums } from "./gate-minimums.ts";

export interface GateFacts {
  /** Bars of the account in all and of those that were sealed; null for a trial, which cannot see the sealed ones. */
  bars: { all: number; sealed: number } | null;
  prefix: GateCheck;
  /** Closed trades in all, and those entered in the holdout; null for a trial. */
  trades: { all: number; holdout: number | null };
  deadRules: GateCheck;
  result: PortfolioResult;
  markets: readonly MarketBars[];
  /** What two runs gave; null for a trial. */
  hashes: readonly [string, string] | null;
}

/** The publish gate: each check in the contract's order, with what was found, how many, and what to do. */
export function gateChecks(facts: GateFacts): GateCheck[] {
  const { bars, trades, hashes } = facts;
  return [
    ...(bars === null ? [] : [barsCheck(bars)]),
    facts.prefix,
    tradesCheck(trades),
    facts.deadRules,
    ruinCheck(facts),
    ...(hashes === null ? [] : [stableCheck(hashes)]),
  ];
}

const answer = (check: GateCheck["check"], passed: boolean, sentence: string): GateCheck => ({
  check,
  passed,
  sentence,
  issues: [],
});

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

function barsCheck({ all, sealed }: { all: number; sealed: number }): GateCheck {
  const enough = all >= gateMinimums.bars && sealed >= gateMinimums.sealedBars;
  const found = `The record has ${counted(all, "bar", "bars")}, ${sealed.toLocaleString("en-US")} of them sealed`;
  const wanted = `it takes at least ${gateMinimums.bars} and ${gateMinimums.sealedBars}`;
  return answer(
    "bars",
    enough,
    enough ? `${found}.` : `${found}; ${wanted}. Choose a market or timeframe with a longer record.`,
  );
}

function tradesCheck({ all, holdout }: GateFacts["trades"]): GateCheck {
  const enough =
    all >= gateMinimums.trades && (holdout ?? gateMinimums.holdoutTrades) >= gateMinimums.holdoutTrades;
  const sealed = holdout === null ? "" : `, ${holdout} of them entered in the sealed holdout`;
  const wanted =
    holdout === null
      ? `${gateMinimums.trades}`
      : `${gateMinimums.trades}, and ${gateMinimums.holdoutTrades} in the holdout,`;
  return answer(
    "trades",
    enough,
    enough
      ? `There are ${counted(all, "closed trade", "closed trades")}${sealed}.`
      : `There are ${counted(all, "closed trade", "closed trades")}${sealed}; it takes at least ${wanted} to say anything. Loosen the entry, or trade more symbols or a shorter timeframe.`,
  );
}

function ruinCheck({ result, markets }: GateFacts): GateCheck {
  for (const { symbol, result: own } of result.sleeves) {
    const bar = own.equity.findIndex((worth) => worth <= 0);
    if (bar < 0) continue;
    const at = markets.find((market) => market.symbol === symbol)?.bars.at[bar];
    const message = `On ${symbol} the account was lost by ${momentText(at)}. Add a stop, or put less of the account into a position.`;
    return answer("ruin", false, message);
  }
  return answer("ruin", true, "The account was never lost.");
}

function stableCheck([first, second]: readonly [string, string]): GateCheck {
  return answer(
    "stable",
    first === second,
    first === second
      ? "Run twice, it gave the same result to the last bit."
      : "Run twice, it gave two different results. That is a fault of ours, not of your rules; please report it.",
  );
}
