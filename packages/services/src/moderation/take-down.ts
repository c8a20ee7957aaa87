import type { DecisionId } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import type { Actor } from "@boltz/domain";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { lockStanding } from "../standing/standing-facts.ts";
import { closeListing } from "./close-listing.ts";
import type { ListingRow } from "./locked-listing.ts";
import { recordDecision } from "./record-decision.ts";
import { restrictAfterRemovals } from "./restrict-after-removals.ts";
import { tellBuyers } from "./tell-buyers.ts";

export interface Removal {
  actor: Actor;
  /** Locked, its working copy before it; it was public once. */
  listing: ListingRow;
  reason: string;
  /** Whether those who bought it lose access too. */
  harm: boolean;
}

/** Removes a listing, or adds that it harms to one that was removed, with all that follows from it. */
export const takeDown = async (
  ctx: Context,
  tx: Transaction,
  { actor, listing, reason, harm }: Removal,
): Promise<DecisionId> => {
  const { id: listingId, creatorId, title } = listing;
  await lockStanding(tx, creatorId);
  await closeListing(tx, listingId, { harm });
  const about = { listingId, harm };
  const decisionId = await recordDecision(tx, actor, { outcome: "removed", creatorId, about, reason });
  await asSystem(tx, async () => {
    await tell(ctx.queue, tx, {
      userId: creatorId,
      kind: "listing_removed",
      params: { title, reason, harm, url: `${ctx.settings.publicUrl}/standing` },
      dedupeKey: `decision-${decisionId}`,
    });
    if (harm) await tellBuyers(ctx, tx, { listing, decisionId });
  });
  await restrictAfterRemovals(ctx, tx, creatorId);
  return decisionId;
};
