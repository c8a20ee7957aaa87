import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";

/** No limit of the sign-in counts for longer. */
const COUNTED_MS = 3_600_000;

/** Drops what nobody needs and nobody's row leads to: addresses that were counted by, words of listings that are gone. */
export const forgetLeftovers = async (ctx: Pick<Context, "database" | "actor">, now: Date): Promise<void> => {
  const countedBefore = new Date(now.getTime() - COUNTED_MS).toISOString();
  await ctx.database.withActor(ctx.actor, (tx) =>
    tx.execute(sql`select app.forget_addresses(${countedBefore}::timestamptz), app.forget_words()`),
  );
};
