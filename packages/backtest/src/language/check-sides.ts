import type { StrategyIssue } from "./limits.ts";
import type { Strategy } from "./schema.ts";
import { sidesOf } from "./walk.ts";

/** At least one side trades, each side that trades can leave again, and the market lists each symbol once. */
export function checkSides(strategy: Strategy): StrategyIssue[] {
  const sides = sidesOf(strategy);
  const issues: StrategyIssue[] = [];
  if (sides.length === 0) issues.push({ path: [], message: 'trades nothing; add "long", "short" or both' });

  for (const { name, side } of sides) {
    const exits = [side.exit, side.target, side.trailingStop, side.maxBars];
    if (exits.every((exit) => exit === undefined))
      issues.push({
        path: [name],
        message:
          "has no way out of a winning position; add exit, target, trailingStop or maxBars (a stop alone is not one)",
      });
    if (strategy.sizing.method === "riskPerTrade" && side.stop === undefined)
      issues.push({
        path: [name],
        message:
          "needs a stop: riskPerTrade sizes a position by the distance to its stop; add stop or choose another sizing",
      });
  }
  return [...issues, ...repeatedSymbols(strategy)];
}

function repeatedSymbols(strategy: Strategy): StrategyIssue[] {
  if (!("symbols" in strategy.market)) return [];
  const { symbols } = strategy.market;
  return symbols.flatMap((symbol, index) =>
    symbols.indexOf(symbol) === index
      ? []
      : [
          {
            path: ["market", "symbols", index],
            message: `"${symbol}" is listed already; list each symbol once`,
          },
        ],
  );
}
