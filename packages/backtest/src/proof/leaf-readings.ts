import type { Bars } from "../bars/bars.ts";
import { columnsOf } from "../engine/columns.ts";
import { valueReader } from "../engine/compile-rules.ts";
import { leavesOf } from "../engine/rules-of.ts";
import { defaultValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";

/** Both values of one comparison at a bar; NaN where unknown. */
export interface LeafReading {
  path: string;
  left: number;
  right: number;
}

/** What every comparison of a strategy reads at a bar, in reading order. */
export function leafReadings(strategy: Strategy, bars: Bars): (bar: number) => LeafReading[] {
  const values = defaultValues(strategy);
  const source = { columns: columnsOf(strategy, bars, values), values };
  const leaves = leavesOf(strategy).map(({ path, comparison }) => ({
    path,
    left: valueReader(comparison.left, source),
    right: valueReader(comparison.right, source),
  }));
  return (bar) => leaves.map(({ path, left, right }) => ({ path, left: left(bar), right: right(bar) }));
}
