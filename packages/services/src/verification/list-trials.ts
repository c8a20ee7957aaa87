import type { listTrialsInput, TrialPage } from "@boltz/contract";
import { symbol } from "@boltz/contract";
import { backtestTrials } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Call } from "../context.ts";

const symbols = z.array(symbol);

/** What the author has tried, newest first. */
export const listTrials = async ({
  ctx,
  input,
}: Call<z.output<typeof listTrialsInput>>): Promise<TrialPage> => {
  enforcePolicy(ctx.actor, "creator.read");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const isOwn = eq(backtestTrials.creatorId, person.id);
    const rows = await tx
      .select({
        specHash: backtestTrials.specHash,
        name: sql<string>`${backtestTrials.document}::jsonb ->> 'name'`,
        symbols: backtestTrials.symbols,
        sharpe: backtestTrials.sharpe,
        trades: backtestTrials.trades,
        at: backtestTrials.createdAt,
      })
      .from(backtestTrials)
      .where(isOwn)
      .orderBy(desc(backtestTrials.id))
      .limit(input.limit);
    return {
      items: rows.map((row) => ({ ...row, symbols: symbols.parse(row.symbols), at: row.at.toISOString() })),
      total: await tx.$count(backtestTrials, isOwn),
    };
  });
};
