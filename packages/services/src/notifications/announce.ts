import type { Id, VersionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import type { listings } from "@boltz/db/schema";
import type { Queue } from "../queue.ts";

type Listing = typeof listings.$inferSelect;

/** What the public sees from now on; `priceId` where the price is another than before. */
interface Published {
  versionId: VersionId | null;
  priceMinor: bigint;
  currency: Listing["currency"];
  priceId: Id<"pri"> | undefined;
}

/** Has those told who follow, own or wish for a listing, when this transaction commits. `was` is the listing before. */
export const announce = async (
  queue: Queue,
  tx: Transaction,
  was: Listing,
  { versionId, priceMinor, currency, priceId }: Published,
): Promise<void> => {
  const listingId = was.id;
  if (was.publishedAt === null) return queue.send(tx, "announce", { what: "listing", listingId });
  if (versionId !== null && versionId !== was.versionId)
    await queue.send(tx, "announce", { what: "version", listingId, versionId });
  if (priceId !== undefined && currency === was.currency && priceMinor < was.priceMinor)
    await queue.send(tx, "announce", { what: "price", listingId, priceId });
};
