/** What stands for a figure that is undefined. */
export const undefinedFigure = "–";

const shown = (value: number | null, format: Intl.NumberFormat) =>
  value === null || !Number.isFinite(value) ? undefinedFigure : format.format(value);

/** A share as a percentage: 0.123 is "12.3%". */
export const formatPercent = (share: number | null, locale?: string) =>
  shown(share, new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }));

/** A gain or a loss, always with its sign: "+12.3%". */
export const formatGain = (share: number | null, locale?: string) =>
  shown(
    share,
    new Intl.NumberFormat(locale, {
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: "exceptZero",
    }),
  );

/** A ratio such as Sharpe's: two decimals. */
export const formatRatio = (value: number | null, locale?: string) =>
  shown(value, new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));

/** A length or a multiple that needs no more than one decimal: "3.4". */
export const formatAmount = (value: number | null, locale?: string) =>
  shown(value, new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** A price or another value of a bar, with as many digits as tell it apart. */
export const formatValue = (value: number | null, locale?: string) =>
  shown(
    value,
    new Intl.NumberFormat(
      locale,
      value !== null && Math.abs(value) >= 1_000
        ? { maximumFractionDigits: 2 }
        : { maximumSignificantDigits: 6 },
    ),
  );

/** A probability in whole percent that never claims certainty: "more than 99%". */
export function formatChance(probability: number, locale?: string): string {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  if (probability > 0.99) return `more than ${percent.format(0.99)}`;
  if (probability < 0.01) return `less than ${percent.format(0.01)}`;
  return percent.format(probability);
}

/** A bar's day, which means the same everywhere. */
export const formatBarDay = (moment: string | number, locale?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(moment));

/** A bar's moment, with its time where bars are shorter than a day. */
export const formatBarMoment = (moment: string, withTime: boolean, locale?: string) =>
  withTime
    ? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(
        new Date(moment),
      )
    : formatBarDay(moment, locale);
