const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When a made-up market trades: opening times of its shortest bars, and which of them follow a pause. */
export interface Calendar {
  moments: number[];
  opensAt: ReadonlySet<number>;
}

const isWeekday = (at: number): boolean => ![0, 6].includes(new Date(at).getUTCDay());

const calendar = (
  span: { from: string; to: string },
  momentsOf: (midnight: number) => number[],
): Calendar => {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  const moments: number[] = [];
  const opensAt = new Set<number>();
  for (let midnight = from; midnight < to; midnight += day) {
    const today = momentsOf(midnight);
    if (today[0] !== undefined && today[0] - (moments.at(-1) ?? 0) > day / 4) opensAt.add(today[0]);
    moments.push(...today);
  }
  return { moments, opensAt };
};

const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);

type Span = Parameters<typeof calendar>[0];

export const daily = (span: Span): Calendar => calendar(span, (at) => (isWeekday(at) ? [at] : []));

export const hourlyOnWeekdays = (span: Span): Calendar =>
  calendar(span, (at) => (isWeekday(at) ? every(hour, at, at + day) : []));

export const hourlyAlways = (span: Span): Calendar => calendar(span, (at) => every(hour, at, at + day));

/** Quarters of an hour from 14:30 to 21:00 UTC, as an exchange in New York keeps them. */
export const quarterlyInSession = (span: Span): Calendar =>
  calendar(span, (at) => (isWeekday(at) ? every(15 * minute, at + 14.5 * hour, at + 21 * hour) : []));

const dayOf = (at: number): number => at - (at % day);
/** Weeks begin on Mondays; the first day of 1970 was a Thursday. */
const weekOf = (at: number): number => dayOf(at) - ((dayOf(at) / day + 3) % 7) * day;
/** Hours of a session that begins at half past. */
const sessionHourOf = (at: number): number => at - ((at - hour / 2) % hour);
const fourHoursOf = (at: number): number => at - (at % (4 * hour));

/** Where the bar of a timeframe begins that a moment belongs to. */
export const beginnings = { "1w": weekOf, "1d": dayOf, "4h": fourHoursOf, "1h": sessionHourOf } as const;
