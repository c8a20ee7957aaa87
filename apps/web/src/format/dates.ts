/** A day in the reader's locale. */
export const formatDay = (iso: string, locale?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(iso));

/** A moment in the reader's locale and time zone. */
export const formatMoment = (iso: string, locale?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));

const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "week", seconds: 604_800 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
];

/** How long ago, in words: "3 days ago". */
export function formatAgo(iso: string, now: Date = new Date(), locale?: string): string {
  const seconds = Math.round((now.getTime() - new Date(iso).getTime()) / 1_000);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return step ? words.format(-Math.trunc(seconds / step.seconds), step.unit) : words.format(0, "second");
}
