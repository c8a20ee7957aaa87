import type { UserId } from "@boltz/contract";
import { asSystem, type Transaction, uuidFromId } from "@boltz/db";
import { automaticRestriction, isTooManyRemovals, system } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { switchPart } from "../standing/switch-part.ts";

const { removals, windowDays } = automaticRestriction;
const reason = `${removals} of your listings were removed within ${windowDays} days. Nothing more is published until a person has looked at it.`;

/** A creator who lost several listings in a short time publishes nothing more, unless a person decided about that. */
export const restrictAfterRemovals = (ctx: Context, tx: Transaction, creatorId: UserId): Promise<void> =>
  asSystem(tx, async () => {
    if (!isTooManyRemovals(await countRemovals(tx, creatorId))) return;
    const change = { userId: creatorId, part: "publish", allowed: false, reason } as const;
    const decisionId = await switchPart(tx, system("restrict-publishing"), change);
    if (decisionId === null) return;
    await tell(ctx.queue, tx, {
      userId: creatorId,
      kind: "standing_restricted",
      params: { part: "publish", reason, url: `${ctx.settings.publicUrl}/standing` },
      dedupeKey: `decision-${decisionId}`,
    });
  });

/** Listings that a decision of their own took lately, without those that were given back. */
const countRemovals = async (tx: Transaction, creatorId: UserId): Promise<number> => {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(distinct d.listing_id)::int as count from moderation_decisions d
    where d.creator_id = ${uuidFromId("usr", creatorId)} and d.outcome = 'removed' and d.cause_id is null
      and d.created_at > now() - make_interval(days => ${windowDays})
      and not exists (select from moderation_decisions r where r.cause_id = d.id and r.outcome = 'restored')`);
  return rows[0]?.count ?? 0;
};
