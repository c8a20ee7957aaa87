import type { RuleTrace } from "@boltz/contract";
import type { Bars } from "../bars/bars.ts";
import type { ParamValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";
import type { SideName } from "../language/walk.ts";
import { columnsOf } from "./columns.ts";
import { comparisonTest, type Truth, valueReader } from "./compile-rules.ts";
import { paramValues } from "./param-values.ts";
import { leavesOf } from "./rules-of.ts";

/**
 * How each comparison of one rule stood at a bar: both its values and whether it held, null for what was unknown. The
 * columns are made once, here, since many trades ask. A rule that the strategy has not gives no traces.
 */
export function whyAt(
  strategy: Strategy,
  bars: Bars,
  values: Readonly<ParamValues>,
  side: SideName,
  rule: "entry" | "exit",
): (bar: number) => RuleTrace[] {
  const known = paramValues(strategy, values);
  const source = { columns: columnsOf(strategy, bars, known), values: known };
  const readers = leavesOf(strategy).flatMap((leaf, condition) =>
    leaf.side === side && leaf.rule === rule
      ? [
          {
            condition,
            left: valueReader(leaf.comparison.left, source),
            right: valueReader(leaf.comparison.right, source),
            test: comparisonTest(leaf.comparison, source),
          },
        ]
      : [],
  );
  return (bar) =>
    readers.map(({ condition, left, right, test }) => ({
      condition,
      left: knownNumber(left(bar)),
      right: knownNumber(right(bar)),
      holds: answerOf(test(bar)),
    }));
}

const knownNumber = (value: number) => (Number.isNaN(value) ? null : value);
const answerOf = (truth: Truth) => (truth === -1 ? null : truth === 1);

/** At how many bars a comparison was true, and at how many false; at the others it was unknown. */
export interface LeafTruth {
  path: string;
  trueBars: number;
  falseBars: number;
}

/** Counts it for every comparison in reading order, whatever the bars' positions were: one that only ever comes out one way decides nothing. */
export function leafTruths(strategy: Strategy, bars: Bars, values: Readonly<ParamValues> = {}): LeafTruth[] {
  const known = paramValues(strategy, values);
  const source = { columns: columnsOf(strategy, bars, known), values: known };
  return leavesOf(strategy).map(({ path, comparison }) => {
    const test = comparisonTest(comparison, source);
    let [trueBars, falseBars] = [0, 0];
    for (let bar = 0; bar < bars.close.length; bar += 1) {
      const truth = test(bar);
      if (truth === 1) trueBars += 1;
      else if (truth === 0) falseBars += 1;
    }
    return { path, trueBars, falseBars };
  });
}
