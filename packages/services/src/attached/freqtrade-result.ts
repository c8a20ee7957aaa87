import { symbol } from "@boltz/contract";
import { z } from "zod";
import { refuseField } from "./refuse-field.ts";

const mostTrades = 20_000;
const bytesStored = 4_194_304;
const issuesRead = 10;

const within = (least: number, most: number) => z.number().min(least).max(most);
const amount = within(-1e15, 1e15);
const positive = within(1e-15, 1e15);
const share = within(0, 1);
const timestamp = z
  .int()
  .min(Date.UTC(1990, 0, 1))
  .max(Date.UTC(2100, 0, 1));

const datePattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d{1,6})?(?:\+00:?00|Z)?$/;
const date = z
  .string()
  .max(40)
  .transform((text) => text.replace(datePattern, "$1T$2Z"))
  .pipe(z.iso.datetime("must be a date and time in UTC, like 2026-01-31 12:00:00+00:00"))
  .transform((text) => Date.parse(text))
  .pipe(timestamp);

const trade = z
  .object({
    pair: symbol,
    amount: positive,
    stake_amount: positive.nullish(),
    max_stake_amount: positive.nullish(),
    open_rate: positive,
    close_rate: positive,
    fee_open: share.nullish(),
    fee_close: share.nullish(),
    funding_fees: amount.nullish(),
    leverage: within(1, 1_000).nullish(),
    is_short: z.boolean().default(false),
    is_open: z.literal(false, "must be closed").default(false),
    open_date: date,
    close_date: date,
    open_timestamp: timestamp.nullish(),
    close_timestamp: timestamp.nullish(),
    profit_abs: amount,
    /** More than two: the position was added to or closed in parts, which its rates alone do not tell. */
    orders: z.array(z.unknown()).max(10_000).nullish(),
  })
  .transform(({ open_date, close_date, open_timestamp, close_timestamp, ...fields }) => ({
    ...fields,
    openAt: open_timestamp ?? open_date,
    closeAt: close_timestamp ?? close_date,
  }))
  .refine(({ openAt, closeAt }) => closeAt >= openAt, "closes before it opens");
export type FreqtradeTrade = z.output<typeof trade>;

const claim = z.number().nullish();
const claims = z.object({
  total_trades: claim,
  wins: claim,
  losses: claim,
  draws: claim,
  winrate: claim,
  profit_total: claim,
  profit_total_abs: claim,
  final_balance: claim,
  profit_factor: claim,
  expectancy: claim,
  expectancy_ratio: claim,
  max_drawdown_account: claim,
  max_relative_drawdown: claim,
});
export type Claims = z.output<typeof claims>;

const result = z.object({
  timeframe: z.string().max(8),
  starting_balance: positive.nullish(),
  dry_run_wallet: positive.nullish(),
  backtest_start: date,
  backtest_end: date,
  trades: z
    .array(z.unknown())
    .min(1, "holds no trade")
    .max(mostTrades, `holds more than ${mostTrades} trades`),
});

export interface FreqtradeResult {
  className: string;
  timeframe: string;
  startBalance: number;
  startAt: number;
  endAt: number;
  trades: FreqtradeTrade[];
  claims: Claims;
}

/** Reads what freqtrade exported of one backtest. Throws `invalid_input` naming the trade and the field. */
export const readFreqtradeResult = (text: string): FreqtradeResult => {
  const [className, found] = soleStrategy(parseText(text));
  const head = read(result, found, "");
  const stated = read(claims, found, "");
  const trades = readTrades(head.trades);
  const startBalance = head.starting_balance ?? head.dry_run_wallet;
  if (startBalance == null) return refuseField("backtestFile", "starting_balance: is missing");
  const [startAt, endAt] = [head.backtest_start, head.backtest_end];
  if (endAt <= startAt) refuseField("backtestFile", "backtest_end: is not later than backtest_start");
  refuseOutside(trades, startAt, endAt);
  const { timeframe } = head;
  return { ...{ className, timeframe, startBalance, startAt, endAt, trades }, claims: stated };
};

/** The last candle, in which trades may still close, is at most a week long. */
const lastCandle = 7 * 86_400_000;

const refuseOutside = (trades: readonly FreqtradeTrade[], startAt: number, endAt: number): void => {
  const outside = trades.findIndex(({ openAt, closeAt }) => openAt < startAt || closeAt > endAt + lastCandle);
  if (outside >= 0) refuseField("backtestFile", `trades[${outside}]: is outside of the backtest's own dates`);
};

const parseText = (text: string): unknown => {
  if (!text.isWellFormed() || Buffer.byteLength(text) > bytesStored)
    refuseField("backtestFile", "is not plain UTF-8 text of at most 4 MiB");
  try {
    return JSON.parse(text);
  } catch {
    return refuseField("backtestFile", "is not JSON");
  }
};

const exported = z.object({ strategy: z.looseObject({}) });
const plainName = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/;

const soleStrategy = (json: unknown): [string, unknown] => {
  const file = exported.safeParse(json);
  if (!file.success)
    return refuseField(
      "backtestFile",
      "is not a backtest result that freqtrade exported: it has no strategy",
    );
  const [only, ...others] = Object.entries(file.data.strategy);
  if (only === undefined || others.length > 0)
    return refuseField("backtestFile", "must be the result of exactly one strategy");
  if (!plainName.test(only[0]))
    return refuseField("backtestFile", "strategy: its name is not the name of a class");
  return only;
};

const sentencesOf = ({ issues }: z.core.$ZodError, place: string): string[] =>
  issues.map(
    ({ path, message }) => `${[place, ...path].filter((part) => part !== "").join(".")}: ${message}`,
  );

const read = <S extends z.ZodType>(schema: S, value: unknown, place: string): z.output<S> => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : refuseField("backtestFile", ...sentencesOf(parsed.error, place));
};

/** Stops where enough is wrong: nobody reads a thousand sentences. */
const readTrades = (rows: readonly unknown[]): FreqtradeTrade[] => {
  const trades: FreqtradeTrade[] = [];
  const wrong: string[] = [];
  for (const [place, row] of rows.entries()) {
    const parsed = trade.safeParse(row);
    if (parsed.success) trades.push(parsed.data);
    else wrong.push(...sentencesOf(parsed.error, `trades[${place}]`));
    if (wrong.length >= issuesRead) break;
  }
  if (wrong.length > 0) refuseField("backtestFile", ...wrong);
  return trades;
};
