import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

export const FIRST_CHECK_MS = 30_000;

/** When a row is looked at again after so many looks: 30 s, 1 min, 2 min … at most an hour later. */
export const nextCheckAfter = (now: Date, checks: SQLWrapper): SQL<Date> =>
  sql`${now.toISOString()}::timestamptz + least(interval '30 seconds' * power(2, least(${checks}, 12)), interval '1 hour')`;
