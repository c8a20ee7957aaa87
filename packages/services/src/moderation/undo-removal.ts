import type { DecisionId, ListingId } from "@boltz/contract";
import { idFromUuid, type Transaction, uuidFromId } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { eq, sql } from "drizzle-orm";

interface Standing {
  /** Whether another removal still holds, and whether one of those says that it harms. */
  isKept: boolean;
  isHarmful: boolean;
  /** When its creator took it off the market, before it was removed; null where it was for sale until then. */
  archivedAt: string | null;
}

/**
 * What a removed listing is without one of its removals. It was for sale until then where it left the
 * market in the very transaction that removed it; what an erased person had never comes back.
 */
const readWithout = async (
  tx: Transaction,
  listingId: ListingId,
  removalId: DecisionId,
): Promise<Standing | undefined> => {
  const { rows } = await tx.execute<{ kept: boolean; harmful: boolean; archived_at: string | null }>(sql`
    with other as (
      select d.harm from moderation_decisions d
      where d.listing_id = ${uuidFromId("lst", listingId)} and d.review_id is null and d.outcome = 'removed'
        and d.id <> ${uuidFromId("dec", removalId)}
        and not exists (select from moderation_decisions r where r.cause_id = d.id and r.outcome = 'restored'))
    select exists (select from other) as kept, exists (select from other where harm) as harmful,
      case when u.erased_at is not null or not exists (select from moderation_decisions d
        where d.listing_id = l.id and d.outcome = 'removed' and d.created_at = l.delisted_at)
      then l.delisted_at::text end as archived_at
    from strategy_marketplace l join users u on u.id = l.creator_id
    where l.id = ${uuidFromId("lst", listingId)} and l.status = 'removed'`);
  const [row] = rows;
  return row && { isKept: row.kept, isHarmful: row.harmful, archivedAt: row.archived_at };
};

/**
 * Puts a locked listing back to what it was before a removal, unless another one still holds. As a
 * moderator, and before any decision is written down. Answers whether it is back.
 */
export const undoRemoval = async (
  tx: Transaction,
  listingId: ListingId,
  removalId: DecisionId,
): Promise<boolean> => {
  const standing = await readWithout(tx, listingId, removalId);
  if (standing === undefined) return false;
  const { isKept, isHarmful, archivedAt } = standing;
  await tx
    .update(listings)
    .set({ ...(isKept ? {} : { status: "published" }), isHarmful, updatedAt: sql`now()` })
    .where(eq(listings.id, listingId));
  if (isKept || archivedAt === null) return !isKept;
  await tx.update(listings).set({ status: "archived" }).where(eq(listings.id, listingId));
  await tx
    .update(listings)
    .set({ delistedAt: sql`${archivedAt}::timestamptz` })
    .where(eq(listings.id, listingId));
  return true;
};

/** What one decision took from the market and nobody gave back since. */
export const readTakenBy = async (
  tx: Transaction,
  causeId: DecisionId,
): Promise<{ removalId: DecisionId; listingId: ListingId }[]> => {
  const { rows } = await tx.execute<{ id: string; listing_id: string }>(sql`
    select d.id, d.listing_id from moderation_decisions d
    where d.cause_id = ${uuidFromId("dec", causeId)} and d.outcome = 'removed'
      and not exists (select from moderation_decisions r where r.cause_id = d.id and r.outcome = 'restored')
    order by d.listing_id`);
  return rows.map((row) => ({
    removalId: idFromUuid("dec", row.id),
    listingId: idFromUuid("lst", row.listing_id),
  }));
};
