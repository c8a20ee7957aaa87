import type { Bars } from "../bars/bars.ts";
import { valueAt } from "../indicators/rolling.ts";
import type { Plan, SidePlan } from "./plan.ts";
import { enter, isMeasurable, leave, leaveWithinBar, worthOf } from "./position.ts";
import type { BacktestResult } from "./result.ts";
import type { Run } from "./run.ts";

/** No account comes near it; whatever does is a fault of the bars. */
const mostEquity = 1e100;

/**
 * Walks the bars once. Nothing at a bar is decided by a later one: orders are decided at a close and filled at the next
 * open. Throws a RangeError where the bars make the account no number, or one beyond all measure.
 */
export function simulate(plan: Plan, bars: Bars, initialEquity: number): BacktestResult {
  if (!(initialEquity > 0 && initialEquity < mostEquity))
    throw new RangeError(`an account cannot begin with ${initialEquity}`);
  const count = bars.at.length;
  const equity = new Float64Array(count);
  const result = { trades: [], equity, exposed: new Uint8Array(count), traded: 0, costs: 0 };
  const run: Run = {
    plan,
    bars,
    cash: initialEquity,
    position: null,
    pendingExit: null,
    pendingEntry: null,
    result,
  };
  for (let bar = 0; bar < count; bar += 1) {
    tradeBar(run, bar);
    const worth = worthAt(run, bar);
    if (!(Math.abs(worth) < mostEquity))
      throw new RangeError(
        `the bars make the account ${worth} at bar ${bar}; no figure of it could be trusted`,
      );
    if (worth <= 0) {
      if (run.position !== null) leave(run, run.position, bar, valueAt(bars.close, bar), "ruin");
      return run.result;
    }
    equity[bar] = worth;
    decide(run, bar);
  }
  markOpenTrade(run);
  return run.result;
}

/** What happens within a bar: pending orders at its open, then stops and targets. */
function tradeBar(run: Run, bar: number): void {
  if (run.position !== null) {
    run.result.exposed[bar] = 1;
    if (run.pendingExit !== null) leave(run, run.position, bar, valueAt(run.bars.open, bar), run.pendingExit);
  }
  if (run.pendingEntry !== null) enter(run, run.pendingEntry, bar);
  run.pendingExit = null;
  run.pendingEntry = null;
  if (run.position !== null) leaveWithinBar(run, run.position, bar);
}

function worthAt(run: Run, bar: number): number {
  return run.position === null ? run.cash : run.cash + worthOf(run.position, valueAt(run.bars.close, bar));
}

/** Decides at a close what is done at the next open. */
function decide(run: Run, bar: number): void {
  const { plan, position } = run;
  if (position === null) {
    run.pendingEntry = entryAt(plan, bar, null);
    return;
  }
  const { side, trade } = position;
  if (side.exit !== null && side.exit(bar) === 1) run.pendingExit = "exit";
  else if (bar - trade.entryBar + 1 >= side.maxBars) run.pendingExit = "maxBars";
  if (run.pendingExit !== null) run.pendingEntry = entryAt(plan, bar, side);
}

/** The side that is entered: the only one whose entry is true, if its distances are known and it is not the one just left. */
function entryAt({ long, short }: Plan, bar: number, left: SidePlan | null): SidePlan | null {
  const isLong = long !== null && long.entry(bar) === 1;
  const isShort = short !== null && short.entry(bar) === 1;
  if (isLong === isShort) return null;
  const side = isLong ? long : short;
  return side !== null && side !== left && isMeasurable(side, bar) ? side : null;
}

function markOpenTrade({ position, bars, result }: Run): void {
  if (position === null) return;
  const { side, trade, commission } = position;
  const last = valueAt(bars.close, result.equity.length - 1);
  trade.profit = side.sign * trade.quantity * (last - trade.entryPrice) - commission;
}
