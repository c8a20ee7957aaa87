import { createHmac } from "node:crypto";
import type pg from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";

const tableName = "call_limits";

/** So many points in so many seconds, counted from the first one. */
export interface LimitRule {
  points: number;
  seconds: number;
}

export interface Count {
  /** What was taken in this window by all processes, the last points included, even where they were too many. */
  used: number;
  /** How long until the window ends and everything is there again. */
  waitMs: number;
}

export interface CounterParts {
  /** Of the role that owns the table. */
  pool: pg.Pool;
  /** Keys are kept under it, so that the table holds nobody's address, name or e-mail. */
  secret: string;
}

/** Counts in PostgreSQL, under `name`, what somebody takes. It decides nothing. */
export const createCounter = (
  { pool, secret }: CounterParts,
  name: string,
  { points, seconds }: LimitRule,
) => {
  const limiter = new RateLimiterPostgres({
    ...{ storeClient: pool, storeType: "pool", tableName, tableCreated: true },
    // Its own timer could not be stopped; `forgetOldCounts` cleans up instead.
    clearExpiredByTimeout: false,
    ...{ keyPrefix: name, points, duration: seconds },
  });
  const keyOf = (whom: string) =>
    createHmac("sha256", secret).update(`${name}:${whom}`).digest("base64url").slice(0, 22);
  return {
    points,
    take: async (whom: string, count: number): Promise<Count> => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(keyOf(whom), count);
      return { used: consumedPoints, waitMs: msBeforeNext };
    },
    reset: async (whom: string): Promise<void> => {
      await limiter.delete(keyOf(whom));
    },
  };
};

export type Counter = ReturnType<typeof createCounter>;

/** Takes one point, and says how many seconds to wait where none was left; 0 where one was. */
export const takeOne = async (counter: Counter, whom: string): Promise<number> => {
  const { used, waitMs } = await counter.take(whom, 1);
  return used <= counter.points ? 0 : secondsOf(waitMs);
};

/** As Retry-After says it: whole seconds, at least one. */
export const secondsOf = (waitMs: number): number => Math.max(1, Math.ceil(waitMs / 1_000));

export const forgetOldCounts = (pool: pg.Pool, nowMs: number) =>
  pool.query(`DELETE FROM ${tableName} WHERE expire < $1`, [nowMs]);
