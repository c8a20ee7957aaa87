import type { StrategyId, UserId, VersionId } from "@boltz/contract";
import { idFromUuid, newId, type Transaction } from "@boltz/db";
import { backtestRuns } from "@boltz/db/schema";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const BATCH = 100;
/** What is left over comes the next night; what was queued is newer by then and does not come again. */
const mostARun = 1_000;
const beforeAll = "00000000-0000-0000-0000-000000000000";

interface Extended {
  queued: number;
  /** There is more to do than one run may queue. */
  isCut: boolean;
}

/**
 * Has every published version run again for whose market there are more bars than its newest run saw, or
 * bars at all where there were none. Two at once, or one again, queue nothing twice: a version has one open run.
 */
export const extendProofs = async ({
  ctx,
  limit = mostARun,
}: {
  ctx: Context;
  limit?: number;
}): Promise<Extended> => {
  let queued = 0;
  let after = beforeAll;
  while (queued < limit) {
    const batch = await ctx.database.withActor(ctx.actor, (tx) =>
      extendNext(ctx, tx, after, Math.min(BATCH, limit - queued)),
    );
    queued += batch.queued;
    if (batch.last === undefined) return { queued, isCut: false };
    after = batch.last;
  }
  return { queued, isCut: true };
};

const extendNext = async (ctx: Context, tx: Transaction, after: string, limit: number) => {
  const outgrown = await findOutgrown(tx, after, limit);
  if (outgrown.length === 0) return { queued: 0, last: undefined };
  const runs = outgrown.map(({ versionId, strategyId, creatorId }) => ({
    id: newId("run"),
    ...{ versionId, strategyId, creatorId },
    kind: "extension" as const,
  }));
  const fresh = await tx
    .insert(backtestRuns)
    .values(runs)
    .onConflictDoNothing()
    .returning({ runId: backtestRuns.id });
  // Somebody waits for a version that was just handed in, and nobody for these.
  await ctx.queue.sendMany(tx, "verify-version", fresh, { priority: -1 });
  return { queued: fresh.length, last: outgrown.at(limit - 1)?.listing };
};

interface Outgrown {
  /** Where to go on behind. */
  listing: string;
  versionId: VersionId;
  strategyId: StrategyId;
  creatorId: UserId;
}

/**
 * Datasets only grow, so the sum of their bars tells. Reports are large: one is opened only where a dataset
 * changed since, or up to an hour before, as an import may have been under way when the run read its bars.
 */
const findOutgrown = async (tx: Transaction, after: string, limit: number): Promise<Outgrown[]> => {
  const { rows } = await tx.execute<{
    listing: string;
    version: string;
    strategy: string;
    creator: string;
  }>(sql`
    select l.id as listing, v.id as version, v.strategy_id as strategy, v.creator_id as creator
    from strategy_marketplace l join strategy_versions v on v.id = l.version_id
    cross join lateral (
      select count(*) as wanted, count(d.id) as found, sum(d.bar_count) as bars, max(d.updated_at) as changed_at
      from jsonb_array_elements_text(v.summary -> 'market' -> 'symbols') s
      left join datasets d on d.symbol = s and d.timeframe = v.summary ->> 'timeframe') m
    left join lateral (
      select r.state, r.created_at, r.report from backtest_runs r
      where r.version_id = v.id order by r.id desc limit 1) r on true
    where l.id > ${after}::uuid and l.status = 'published' and v.kind = 'declared'
      and m.wanted > 0 and m.found = m.wanted
      and case
        when r.state is null or r.state = 'unavailable' then true
        when r.state in ('queued', 'running') then false
        when m.changed_at < r.created_at - interval '1 hour' then false
        else m.bars > coalesce(
          (select sum((x ->> 'bars')::int) from jsonb_array_elements(r.report -> 'markets') x), 0) end
    order by l.id limit ${limit}`);
  return rows.map(({ listing, version, strategy, creator }) => ({
    listing,
    versionId: idFromUuid("ver", version),
    strategyId: idFromUuid("str", strategy),
    creatorId: idFromUuid("usr", creator),
  }));
};
