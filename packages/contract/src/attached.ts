import { z } from "zod";
import { strategyId } from "./ids.ts";
import { assetClass, strategyStyle, symbol, timeframe } from "./market.ts";
import { semver } from "./strategies.ts";
import { text } from "./text.ts";

/** In UTF-16 units, as they are typed; the bytes are counted again when they are stored. */
export const attachedLimits = { strategyFile: 262_144, backtestFile: 3_500_000 } as const;

const fileName = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be a plain file name");

const attachedFields = {
  style: strategyStyle,
  assetClass,
  timeframe,
  symbols: z.array(symbol).min(1).max(50),
  /** A freqtrade strategy file. It is stored and handed on, and never executed here. */
  strategyFile: z.strictObject({
    name: fileName.regex(/\.py$/, "must end in .py"),
    text: z.string().min(1).max(attachedLimits.strategyFile),
  }),
  /** The result that freqtrade exported of a backtest of it. */
  backtestFile: z.strictObject({
    name: fileName.regex(/\.json$/, "must end in .json"),
    text: z.string().min(2).max(attachedLimits.backtestFile),
  }),
  changelog: text(0, 2_000).default(""),
};

export const createAttachedInput = z.strictObject({ name: text(3, 80), version: semver, ...attachedFields });
export const addAttachedVersionInput = z.strictObject({ strategyId, version: semver, ...attachedFields });

const exportedResult = z.object({
  timeframe: z.string(),
  backtest_start: z.string(),
  backtest_end: z.string(),
  starting_balance: z.number().positive().nullish(),
  dry_run_wallet: z.number().positive().nullish(),
  trades: z.array(z.object({ pair: z.string(), profit_abs: z.number() })),
});
/** As much of freqtrade's exported result as an author is shown of a file before sending it. */
export const exportedBacktest = z.object({ strategy: z.record(z.string(), exportedResult) });
