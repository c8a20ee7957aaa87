/** A day in the reader's locale. */
export const formatDay = (iso: string, locale?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(iso));

/** A moment in the reader's locale and time zone. */
export const formatMoment = (iso: string, locale?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));

/** A time of a day that needs no naming: "14:30". */
export const formatTime = (iso: string, locale?: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(iso));

/** A moment with its time zone, for when money moves: "30 Nov 2026, 07:00 CET". */
export const formatMomentInZone = (iso: string, locale?: string, timeZone?: string) =>
  new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(iso));

/** The reader's time zone by name: "Europe/Berlin". */
export const timeZoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A calendar day that means the same everywhere, such as a day of the books, which are kept in UTC. */
export const formatCalendarDay = (
  day: string,
  parts: Intl.DateTimeFormatOptions = { dateStyle: "medium" },
  locale?: string,
) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

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
