import type { Attribution } from "@boltz/contract";
import type { Bars, MarketBars } from "../bars/bars.ts";
import { columnsOf } from "../engine/columns.ts";
import { holdingPlan, planOf } from "../engine/plan.ts";
import { rulesOf } from "../engine/rules-of.ts";
import { defaultEquity } from "../engine/run-backtest.ts";
import { simulate } from "../engine/simulate.ts";
import { defaultValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";
import { growth } from "../metrics/returns.ts";
import { workOf } from "./proof-limits.ts";
import { unlessRefused } from "./refused-run.ts";
import { ruleWords } from "./rule-words.ts";
import { shapley } from "./shapley.ts";

export interface AttributionInput {
  strategy: Strategy;
  markets: readonly MarketBars[];
  seed: number;
  /** Units of `workOf`. */
  maxWork: number;
  onProgress?: ((share: number) => void) | undefined;
}

/** How to ask coalitions; see `shapley`. */
interface Way {
  exactUpTo: number;
  permutations: number;
}

const exactUpTo = 10;
const mostPermutations = 400;
const fewestPermutations = 20;

/**
 * What each rule earned of the total return above buy and hold, by Shapley's values: one run for each coalition of rules, on
 * the whole record. Exact up to ten rules; drawn orders above or where that is too much work; null where even those are, or
 * where some rules without the others give what no figure could hold.
 */
export function attributionOf(input: AttributionInput): Attribution | null {
  const { strategy, markets } = input;
  const bars = markets.reduce((sum, market) => sum + market.bars.at.length, 0);
  const way = wayOf(rulesOf(strategy).length, input.maxWork / workOf(strategy, bars).replay);
  return way === null || bars === 0 ? null : unlessRefused(() => shareOut(input, way));
}

/** How many coalitions to ask of so many rules, when there is work for `affordable` runs. */
function wayOf(rules: number, affordable: number): Way | null {
  if (rules <= exactUpTo && 2 ** rules <= affordable) return { exactUpTo, permutations: 0 };
  const permutations = Math.min(mostPermutations, Math.floor((affordable - 2) / rules));
  return permutations < fewestPermutations ? null : { exactUpTo: 0, permutations };
}

function shareOut({ strategy, markets, seed, ...input }: AttributionInput, way: Way): Attribution {
  const rules = rulesOf(strategy);
  const players = rules.map(({ path }) => path);
  // Sleeves add up to the account, and values of a sum are sums of values: one market is in memory at a time.
  const sleeves = markets.map(({ bars }, place) => {
    const value = growthOn(bars, { strategy, players, share: defaultEquity / markets.length });
    const onProgress = (share: number) => input.onProgress?.((place + share) / markets.length);
    const shares = shapley({ players, value, seed, ...way, onProgress });
    return { ...shares, baseline: value(new Set()), total: value(new Set(players)) };
  });
  const mean = (each: (sleeve: (typeof sleeves)[number]) => number) =>
    sleeves.reduce((sum, sleeve) => sum + each(sleeve), 0) / sleeves.length;
  return {
    method: sleeves[0]?.method ?? "exact",
    coalitions: Math.max(...sleeves.map(({ coalitions }) => coalitions)),
    baseline: mean(({ baseline }) => baseline),
    total: mean(({ total }) => total),
    rules: rules.map((rule, player) => ({
      path: rule.path,
      words: ruleWords(strategy, rule),
      value: mean(({ values }) => values[player] ?? 0),
    })),
  };
}

interface Sleeve {
  strategy: Strategy;
  players: readonly string[];
  share: number;
}

/** The total return of one symbol with some of the rules; what rules read is made once. No rule at all buys and holds. */
function growthOn(bars: Bars, { strategy, players, share }: Sleeve) {
  const values = defaultValues(strategy);
  const source = { columns: columnsOf(strategy, bars, values), values };
  return (present: ReadonlySet<string>): number => {
    const dropped = new Set(players.filter((player) => !present.has(player)));
    const plan = present.size === 0 ? holdingPlan(strategy, source) : planOf(strategy, source, dropped);
    return growth(share, simulate(plan, bars, share).equity.at(-1) ?? share);
  };
}
