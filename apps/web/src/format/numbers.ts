export const formatCount = (count: number, locale?: string) => new Intl.NumberFormat(locale).format(count);

export const formatRating = (mean: number, locale?: string) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);

/** "1 sale", "1,204 sales": the noun agrees with its number. */
export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** The refund promise in words. */
export const refundTerms = (days: number) => (days === 0 ? "No refunds" : `${days}-day refund`);

/** A part of a whole as a percentage; nothing of nothing is no percentage at all. */
export const formatShare = (part: number, whole: number, locale?: string): string =>
  whole === 0
    ? "–"
    : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(part / whole);
