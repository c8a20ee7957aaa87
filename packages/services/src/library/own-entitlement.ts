import { type EntitlementId, type ListingId, MarketError } from "@boltz/contract";
import { newId } from "@boltz/db";
import { entitlements, listings } from "@boltz/db/schema";
import { type Person, system } from "@boltz/domain";
import { and, eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";

type ListingRow = Pick<typeof listings.$inferSelect, "id" | "creatorId" | "strategyId" | "versionId">;

/**
 * The person's right to install a listing. Throws `not_found` for a listing that they may not see, and
 * `not_entitled` for one that they do not own or no longer own.
 */
export const ownEntitlement = async (
  ctx: Context,
  person: Person,
  listingId: ListingId,
): Promise<EntitlementId> => {
  const { active, hadOne, listing } = await ctx.database.withActor(person, async (tx) => {
    const rights = await tx
      .select({ id: entitlements.id, state: entitlements.state })
      .from(entitlements)
      .where(and(eq(entitlements.userId, person.id), eq(entitlements.listingId, listingId)));
    const [row] = await tx
      .select({
        id: listings.id,
        creatorId: listings.creatorId,
        strategyId: listings.strategyId,
        versionId: listings.versionId,
        isHarmful: listings.isHarmful,
      })
      .from(listings)
      .where(eq(listings.id, listingId));
    return {
      active: rights.find(({ state }) => state === "active"),
      hadOne: rights.length > 0,
      listing: row,
    };
  });
  if (listing?.isHarmful === true && (hadOne || listing.creatorId === person.id)) throw harmful();
  if (active !== undefined) return active.id;
  if (hadOne) throw new MarketError("not_entitled");
  if (listing === undefined) throw new MarketError("not_found");
  if (listing.creatorId !== person.id) throw new MarketError("not_entitled");
  return grantToCreator(ctx, listing);
};

/** Why nobody installs this any more, whatever they paid. */
export const harmful = (): MarketError =>
  new MarketError("not_entitled", {
    message:
      "This strategy was removed because it does harm, and cannot be installed any more. You may have what you paid back: ask for it on the purchase's page.",
  });

/** A creator owns what they made: the right is granted at their first install, once, and audited like any grant. */
const grantToCreator = async (ctx: Context, listing: ListingRow): Promise<EntitlementId> => {
  const { versionId } = listing;
  if (versionId === null) throw new MarketError("not_found");
  const actor = system("grant-to-creator");
  return ctx.database.withActor(actor, async (tx) => {
    const [granted] = await tx
      .insert(entitlements)
      .values({
        id: newId("ent"),
        userId: listing.creatorId,
        listingId: listing.id,
        strategyId: listing.strategyId,
        versionId,
      })
      .onConflictDoNothing({
        target: [entitlements.userId, entitlements.strategyId],
        where: sql`state in ('active', 'frozen')`,
      })
      .returning({ id: entitlements.id });
    if (granted === undefined) {
      const [existing] = await tx
        .select({ id: entitlements.id })
        .from(entitlements)
        .where(
          and(
            eq(entitlements.userId, listing.creatorId),
            eq(entitlements.listingId, listing.id),
            eq(entitlements.state, "active"),
          ),
        );
      if (existing === undefined) throw new MarketError("not_entitled");
      return existing.id;
    }
    await logAudit(tx, actor, {
      action: "entitlement_granted",
      subjectType: "entitlement",
      subject: { prefix: "ent", id: granted.id },
      detail: { listing: listing.id, reason: "own_strategy" },
    });
    return granted.id;
  });
};
