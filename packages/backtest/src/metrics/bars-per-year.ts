import type { AssetClass, Timeframe } from "@boltz/contract";

type Row = Readonly<Record<Timeframe, number>>;

/** Bars of one day's session of so many minutes (the last one may be shorter), on so many days a year. */
const row = (minutesADay: number, daysAYear: number): Row => {
  const each = (minutes: number) => Math.ceil(minutesADay / minutes) * daysAYear;
  return {
    "1m": each(1),
    "5m": each(5),
    "15m": each(15),
    "30m": each(30),
    "1h": each(60),
    "4h": each(240),
    "1d": daysAYear,
    "1w": 52,
  };
};

const exchange = row(390, 252);
const nearlyAllDay = row(23 * 60, 252);
const table: Readonly<Record<AssetClass, Row>> = {
  stocks: exchange,
  etfs: exchange,
  crypto: row(24 * 60, 365),
  forex: row(24 * 60, 260),
  futures: nearlyAllDay,
  commodities: nearlyAllDay,
};

/** How many bars a year has, to make figures of bars into figures of years: one table for the engine and for all figures. */
export const barsPerYear = (timeframe: Timeframe, assetClass: AssetClass): number =>
  table[assetClass][timeframe];
