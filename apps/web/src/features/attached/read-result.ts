import { exportedBacktest, symbol, type Timeframe, timeframe } from "@boltz/contract";

/** What a result says of itself, before the server has looked at it. */
interface ResultSummary {
  className: string;
  /** Null where it is none that a listing can have. */
  timeframe: Timeframe | null;
  from: string;
  to: string;
  /** The pairs that were traded, in the order in which they first were. */
  pairs: string[];
  trades: number;
  won: number;
  /** The sum of the profits that the trades name, as a share of the first balance; null without one. */
  total: number | null;
}

/** Reads just enough of freqtrade's exported result to show and to fill in; null where it is none. */
export function readResult(text: string): ResultSummary | null {
  const parsed = exportedBacktest.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const [only, ...others] = Object.entries(parsed.data.strategy);
  if (only === undefined || others.length > 0) return null;
  const [className, { trades, ...head }] = only;
  const start = head.starting_balance ?? head.dry_run_wallet;
  const profit = trades.reduce((sum, { profit_abs }) => sum + profit_abs, 0);
  const pairs = [...new Set(trades.map(({ pair }) => pair))];
  return {
    className,
    timeframe: timeframe.safeParse(head.timeframe).data ?? null,
    from: head.backtest_start,
    to: head.backtest_end,
    pairs: pairs.filter((pair) => symbol.safeParse(pair).success),
    trades: trades.length,
    won: trades.filter(({ profit_abs }) => profit_abs > 0).length,
    total: start ? profit / start : null,
  };
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
