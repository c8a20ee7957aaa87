import type { DecisionId, ListingId, UserId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { decideStanding, type Person } from "@boltz/domain";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { lockStanding, readStanding } from "../standing/standing-facts.ts";
import type { StandingChange } from "../standing/switch-part.ts";
import { closeListing } from "./close-listing.ts";
import { lockListingsOf } from "./locked-listing.ts";
import { recordDecision } from "./record-decision.ts";
import { readTakenBy, undoRemoval } from "./undo-removal.ts";

/**
 * Suspends a person and takes all their listings off the market, or lifts that and puts back exactly
 * those that it took. Null where nothing changes. Nothing is published meanwhile: that asks under the
 * same lock.
 */
export const changeAccount = async (
  tx: Transaction,
  moderator: Person,
  change: StandingChange<"account">,
): Promise<DecisionId | null> => {
  const { userId, allowed, reason, causeId } = change;
  await lockListingsOf(tx, userId);
  await lockStanding(tx, userId);
  const standing = await readStanding(tx, userId, "account");
  const outcome = decideStanding(standing, { allowed, origin: "person" });
  if (outcome === null) return null;
  await tx.execute(sql`SELECT app.set_suspended(${uuidFromId("usr", userId)}, ${!allowed})`);
  const record = (
    decision: Pick<Parameters<typeof recordDecision>[2], "outcome" | "about"> & { causeId?: DecisionId },
  ) => recordDecision(tx, moderator, { creatorId: userId, reason, ...decision });
  const cause = causeId === undefined ? {} : { causeId };

  if (allowed) {
    const taken = standing.lastId === null ? [] : await readTakenBy(tx, standing.lastId);
    for (const { listingId, removalId } of taken) await undoRemoval(tx, listingId, removalId);
    const decisionId = await record({ outcome, about: { part: "account" }, ...cause });
    for (const { listingId, removalId } of taken)
      await record({ outcome: "restored", about: { listingId }, causeId: removalId });
    return decisionId;
  }
  const onMarket = await lockOnMarket(tx, userId);
  for (const listingId of onMarket) await closeListing(tx, listingId, { harm: false });
  const decisionId = await record({ outcome, about: { part: "account" }, ...cause });
  for (const listingId of onMarket)
    await record({ outcome: "removed", about: { listingId }, causeId: decisionId });
  return decisionId;
};

const lockOnMarket = async (tx: Transaction, creatorId: UserId): Promise<ListingId[]> => {
  const rows = await tx
    .select({ id: listings.id })
    .from(listings)
    .where(and(eq(listings.creatorId, creatorId), inArray(listings.status, ["published", "archived"])))
    .orderBy(asc(listings.id))
    .for("update");
  return rows.map(({ id }) => id);
};
