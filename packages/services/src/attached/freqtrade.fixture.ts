import type { createAttachedInput } from "@boltz/contract";
import type { z } from "zod";

export const strategyText = `# pragma pylint: disable=missing-docstring
from freqtrade.strategy import IStrategy
import talib.abstract as ta


class TideRider(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "1h"
    minimal_roi = {"0": 0.04}
    stoploss = -0.1

    def populate_indicators(self, dataframe, metadata):
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe
`;

const stamp = (at: number) => new Date(at).toISOString().replace("T", " ").replace(".000Z", "+00:00");
const begin = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

interface TradeChanges {
  [field: string]: unknown;
}

/** A trade as freqtrade exports it; its profit follows from its rates unless it is named. */
export const exportedTrade = (
  { opensAfter, closeRate, isShort = false }: { opensAfter: number; closeRate: number; isShort?: boolean },
  changes: TradeChanges = {},
) => {
  const [openAt, closeAt] = [begin + opensAfter * hour, begin + (opensAfter + 5) * hour];
  const sign = isShort ? -1 : 1;
  const openValue = 2 * 100 * (1 + sign * 0.001);
  const profit = sign * (2 * closeRate * (1 - sign * 0.001) - openValue);
  return {
    ...{ pair: "BTC/USDT", stake_amount: 200, max_stake_amount: 200, amount: 2 },
    ...{ open_date: stamp(openAt), close_date: stamp(closeAt), open_rate: 100, close_rate: closeRate },
    ...{ fee_open: 0.001, fee_close: 0.001, trade_duration: 300 },
    ...{ profit_ratio: profit / openValue, profit_abs: profit, exit_reason: "roi" },
    ...{ initial_stop_loss_abs: 90, initial_stop_loss_ratio: -0.1, stop_loss_abs: 90, stop_loss_ratio: -0.1 },
    ...{ min_rate: 95, max_rate: 112, is_open: false, enter_tag: "", leverage: 1, is_short: isShort },
    ...{ open_timestamp: openAt, close_timestamp: closeAt, weekday: 4, funding_fees: 0 },
    orders: [
      { amount: 2, safe_price: 100, ft_order_side: "buy", order_filled_timestamp: openAt, ft_is_entry: true },
      {
        ...{ amount: 2, safe_price: closeRate, ft_order_side: "sell" },
        ...{ order_filled_timestamp: closeAt, ft_is_entry: false },
      },
    ],
    ...changes,
  };
};

/** Two winners, a loser and a short: 19.78, -20.38, 9.79 and 9.61 on 1,000. */
export const exportedTrades = () => [
  exportedTrade({ opensAfter: 10, closeRate: 110.1 }),
  exportedTrade({ opensAfter: 20, closeRate: 90 }),
  exportedTrade({ opensAfter: 30, closeRate: 105.1 }, { pair: "ETH/USDT" }),
  exportedTrade({ opensAfter: 40, closeRate: 95, isShort: true }),
];

/** The file that freqtrade writes; `claims` replaces figures of it. */
export const exportedResult = (
  claims: Record<string, unknown> = {},
  trades: readonly unknown[] = exportedTrades(),
  className = "TideRider",
) => ({
  strategy: {
    [className]: {
      trades,
      ...{
        locks: [],
        best_pair: { key: "BTC/USDT", trades: 3 },
        results_per_pair: [],
        periodic_breakdown: {},
      },
      ...{ backtest_start: "2026-01-01 00:00:00", backtest_start_ts: begin },
      ...{ backtest_end: "2026-01-10 00:00:00", backtest_end_ts: begin + 9 * 24 * hour, backtest_days: 9 },
      ...{ timeframe: "1h", timeframe_detail: "", strategy_name: className, stake_currency: "USDT" },
      ...{ pairlist: ["BTC/USDT", "ETH/USDT"], max_open_trades: 3, stake_amount: "unlimited" },
      ...{ starting_balance: 1_000, dry_run_wallet: 1_000, sharpe: 9.1, sortino: 12, calmar: 80, sqn: 3 },
      ...claims,
    },
  },
  strategy_comparison: [{ key: className, trades: trades.length, profit_total: 0.1 }],
  metadata: { [className]: { run_id: "0f3c", backtest_start_time: 1_767_225_600 } },
});

/** What those trades add up to, as freqtrade writes it. */
export const rightClaims = {
  ...{ total_trades: 4, wins: 3, losses: 1, draws: 0, winrate: 0.75 },
  ...{ profit_total: 0.0188, profit_total_abs: 18.8, final_balance: 1_018.8 },
};

export const attachedInput = (
  changes: Partial<z.input<typeof createAttachedInput>> = {},
): z.output<typeof createAttachedInput> => ({
  ...{ name: "Tide rider", version: "1.0.0", style: "mean-reversion", assetClass: "crypto" },
  ...{ timeframe: "1h", symbols: ["BTC/USDT", "ETH/USDT"] },
  strategyFile: { name: "TideRider.py", text: strategyText },
  backtestFile: { name: "backtest-result.json", text: JSON.stringify(exportedResult()) },
  ...changes,
  changelog: changes.changelog ?? "",
});
