/** The numbers from 0 up to, and without, `count`: for rows that have no other name than their place. */
export const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);

/** Each entry with its place, for lists that never change their order. */
export const placed = <T>(entries: readonly T[]): { place: number; entry: T }[] =>
  entries.map((entry, place) => ({ place, entry }));
