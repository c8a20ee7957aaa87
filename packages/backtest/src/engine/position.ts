import { valueAt } from "../indicators/rolling.ts";
import type { Gauge, Plan, SidePlan } from "./plan.ts";
import type { ExitReason, Trade } from "./result.ts";
import type { Position, Run } from "./run.ts";

/** Whether all that a position needs is known at the bar at which it is decided: true ranges and volatility. */
export function isMeasurable(side: SidePlan, bar: number): boolean {
  return [side.stop, side.target, side.trailingStop, side.risk].every(
    (gauge) => gauge === null || gauge.range === null || !Number.isNaN(valueAt(gauge.range, bar)),
  );
}

/** What a position would bring at a price: negative for what a short one owes. */
export const worthOf = ({ side, trade }: Position, price: number): number =>
  side.sign * trade.quantity * price;

/** Fills an entry at the open of a bar, decided at the bar before; does nothing where the sizing knows no quantity. */
export function enter(run: Run, side: SidePlan, bar: number): void {
  const { plan, bars, result } = run;
  const open = valueAt(bars.open, bar);
  const price = open * (1 + side.sign * plan.slippage);
  const quantity = quantityOf(plan, side, { price, equity: run.cash, signalBar: bar - 1 });
  if (!(quantity > 0 && quantity < Number.POSITIVE_INFINITY)) return;

  const commission = plan.commission * quantity * price;
  const costs = commission + quantity * Math.abs(price - open);
  const trade: Trade = {
    side: side.name,
    signalBar: bar - 1,
    entryBar: bar,
    entryPrice: price,
    quantity,
    exitBar: null,
    exitPrice: null,
    reason: null,
    costs,
    profit: 0,
  };
  run.cash -= side.sign * quantity * price + commission;
  run.position = {
    side,
    trade,
    stop: level(side.stop, { price, sign: -side.sign, signalBar: bar - 1 }),
    target: level(side.target, { price, sign: side.sign, signalBar: bar - 1 }),
    best: price,
    commission,
  };
  result.trades.push(trade);
  result.exposed[bar] = 1;
  result.traded += quantity * price;
  result.costs += costs;
}

interface Sized {
  price: number;
  equity: number;
  signalBar: number;
}

/** Units to trade, never for more than the whole account: none above zero where it is empty, NaN where a measure is unknown. */
function quantityOf({ sizing, commission }: Plan, side: SidePlan, sized: Sized): number {
  const { price, equity, signalBar } = sized;
  const whole = equity / (price * (1 + commission));
  switch (sizing.method) {
    case "fixedFraction":
      return (equity * sizing.fraction) / (price * (1 + commission));
    case "riskPerTrade": {
      if (side.risk === null) return Number.NaN;
      return Math.min((equity * sizing.fraction) / distance(side.risk, price, signalBar), whole);
    }
    case "volatilityTarget": {
      const realised = valueAt(sizing.deviation, signalBar) * sizing.rootOfYear;
      return whole * Math.min(1, sizing.yearly / realised);
    }
  }
}

const distance = (gauge: Gauge, price: number, signalBar: number): number =>
  gauge.range === null ? (price * gauge.percent) / 100 : gauge.multiple * valueAt(gauge.range, signalBar);

function level(gauge: Gauge | null, from: { price: number; sign: number; signalBar: number }): number {
  return gauge === null ? Number.NaN : from.price + from.sign * distance(gauge, from.price, from.signalBar);
}

/** Leaves at a stop or target that the bar reaches: at its open where that is beyond already, the stop before the target. */
export function leaveWithinBar(run: Run, position: Position, bar: number): void {
  const { bars } = run;
  const { sign } = position.side;
  const [open, high, low] = [valueAt(bars.open, bar), valueAt(bars.high, bar), valueAt(bars.low, bar)];
  const [worst, best] = sign === 1 ? [low, high] : [high, low];
  const { price: stop, reason } = nearerStop(position);
  const { target } = position;
  if (sign * (open - stop) <= 0) leave(run, position, bar, open, reason);
  else if (sign * (open - target) >= 0) leave(run, position, bar, open, "target");
  else if (sign * (worst - stop) <= 0) leave(run, position, bar, stop, reason);
  else if (sign * (best - target) >= 0) leave(run, position, bar, target, "target");
  else if (sign * (best - position.best) > 0) position.best = best;
}

/** The stop or the trailing stop, whichever stands nearer to the price; the stop where they are equal. */
function nearerStop({ side, trade, stop, best }: Position): { price: number; reason: ExitReason } {
  const trailing = level(side.trailingStop, { price: best, sign: -side.sign, signalBar: trade.signalBar });
  if (Number.isNaN(stop) || side.sign * (trailing - stop) > 0)
    return { price: trailing, reason: "trailingStop" };
  return { price: stop, reason: "stop" };
}

/** Fills an exit of the whole position at a price. */
export function leave(run: Run, position: Position, bar: number, price: number, reason: ExitReason): void {
  const { plan, result } = run;
  const { side, trade } = position;
  const paid = price * (1 - side.sign * plan.slippage);
  const commission = plan.commission * trade.quantity * paid;
  const costs = commission + trade.quantity * Math.abs(paid - price);
  trade.exitBar = bar;
  trade.exitPrice = paid;
  trade.reason = reason;
  trade.costs += costs;
  trade.profit = side.sign * trade.quantity * (paid - trade.entryPrice) - position.commission - commission;
  run.cash += side.sign * trade.quantity * paid - commission;
  run.position = null;
  result.traded += trade.quantity * paid;
  result.costs += costs;
}
