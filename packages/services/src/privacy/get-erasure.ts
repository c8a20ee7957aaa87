import { type ErasureView, erasureBlock } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { erasureRequests } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf } from "@boltz/domain";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../context.ts";
import { readBlocks } from "./erasure-facts.ts";

/** What the erasure of one's account would do, what stands in its way, and whether it is coming. */
export const getErasure = async ({ ctx }: { ctx: Context }): Promise<ErasureView> => {
  enforcePolicy(ctx.actor, "privacy.erase");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, (tx) => readErasure(ctx, tx, person));
};

export const findScheduled = async (tx: Transaction, person: Person) => {
  const [request] = await tx
    .select()
    .from(erasureRequests)
    .where(and(eq(erasureRequests.userId, person.id), eq(erasureRequests.state, "scheduled")));
  return request;
};

export const readErasure = async (ctx: Context, tx: Transaction, person: Person): Promise<ErasureView> => {
  const request = await findScheduled(tx, person);
  return {
    request:
      request === undefined
        ? null
        : {
            id: request.id,
            requestedAt: request.requestedAt.toISOString(),
            dueAt: request.dueAt.toISOString(),
            blocks: z.array(erasureBlock).parse(request.blocks),
          },
    blocks: await readBlocks(tx, person.id),
    coolingOffDays: ctx.settings.erasureDays,
    retentionYears: ctx.settings.retentionYears,
    effects: await countEffects(tx, person),
  };
};

type Effects = ErasureView["effects"];

const countEffects = async (tx: Transaction, person: Person): Promise<Effects> => {
  const me = sql`${uuidFromId("usr", person.id)}::uuid`;
  const { rows } = await tx.execute<Effects & Record<string, unknown>>(sql`
    select (select count(*)::int from strategy_marketplace where creator_id = ${me}) as listings,
      (select count(*)::int from user_strategy_access where user_id = ${me} and state <> 'revoked') as owned,
      (select count(*)::int from strategy_reviews where reviewer_id = ${me}) as reviews,
      (select count(*)::int from strategy_purchases where buyer_id = ${me} and completed_at is not null) as purchases,
      (select count(*)::int from strategy_purchases where creator_id = ${me} and completed_at is not null) as sales`);
  const [counts] = rows;
  if (counts === undefined) throw new Error("a count answers a row");
  const { listings, owned, reviews, purchases, sales } = counts;
  return { listings, owned, reviews, purchases, sales };
};
