const backtest = {
  strategy: {
    Tide: {
      trades: [
        {
          ...{ pair: "BTC/USDT", amount: 1, open_rate: 100, close_rate: 101, fee_open: 0, fee_close: 0 },
          ...{ open_date: "2026-01-02 00:00:00+00:00", close_date: "2026-01-03 00:00:00+00:00" },
          profit_abs: 1,
        },
      ],
      ...{ starting_balance: 1_000, timeframe: "1h" },
      ...{ backtest_start: "2026-01-01 00:00:00", backtest_end: "2026-02-01 00:00:00" },
    },
  },
};

/** A small upload of files of another engine; `note` tells one from another. */
export const attachedUpload = (note = "") => ({
  ...{ style: "trend" as const, assetClass: "crypto" as const, timeframe: "1h" as const },
  ...{ symbols: ["BTC/USDT"], version: "1.0.0", changelog: "" },
  strategyFile: { name: "Tide.py", text: `class Tide(IStrategy):\n    pass  # ${note}\n` },
  backtestFile: { name: "result.json", text: JSON.stringify(backtest) },
});
