import type { ListingId, PurchaseId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";

export interface OwnPurchase {
  owns: boolean;
  /** Owns it, and the access is not frozen. */
  isEntitled: boolean;
  pendingPurchaseId: PurchaseId | null;
  wished: boolean;
  flagged: boolean;
}

const nothing: OwnPurchase = {
  owns: false,
  isEntitled: false,
  pendingPurchaseId: null,
  wished: false,
  flagged: false,
};

/** What the person asking has bought of a listing; nothing is asked for a visitor. */
export const findOwnPurchase = async (
  { actor, database }: Context,
  listingId: ListingId,
): Promise<OwnPurchase> => {
  if (actor.kind !== "person") return nothing;
  const listing = uuidFromId("lst", listingId);
  const person = uuidFromId("usr", actor.id);
  const { rows } = await database.withActor(actor, (tx) =>
    tx.execute<{ access: string | null; pending: string | null; wished: boolean; flagged: boolean }>(sql`
      select (select a.state from user_strategy_access a where a.user_id = ${person} and a.listing_id = ${listing}
              and a.state in ('active', 'frozen')) as access,
             (select p.id from strategy_purchases p where p.buyer_id = ${person} and p.listing_id = ${listing}
              and p.status = 'pending') as pending,
             exists (select from wishes w where w.user_id = ${person} and w.listing_id = ${listing}) as wished,
             exists (select from listing_flags f where f.reporter_id = ${person} and f.listing_id = ${listing}
              and f.review_id is null) as flagged`),
  );
  const { access = null, pending = null, wished = false, flagged = false } = rows[0] ?? {};
  return {
    owns: access !== null,
    isEntitled: access === "active",
    pendingPurchaseId: pending === null ? null : idFromUuid("pur", pending),
    wished,
    flagged,
  };
};
