/** Milliseconds since 1970 as ISO 8601 in UTC; 1970 itself where there is no such bar. */
export const isoTime = (milliseconds: number | undefined): string =>
  new Date(milliseconds ?? 0).toISOString();

/** The same for sentences: the day, and the time where it is not midnight. */
export const momentText = (milliseconds: number | undefined): string =>
  isoTime(milliseconds)
    .replace("T", " ")
    .replace(/:\d\d\.\d{3}Z$/, "")
    .replace(/ 00:00$/, "");

/** The first place of an ascending column whose value is `least` or more. */
export function placeFrom(column: Float64Array, least: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
