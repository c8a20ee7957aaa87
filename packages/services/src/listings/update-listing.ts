import { MarketError, type OwnListing, type updateListingInput } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { listingDrafts, listingPrices, listings } from "@boltz/db/schema";
import { type Person, personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { closeCase } from "../moderation/cases.ts";
import { announce } from "../notifications/announce.ts";
import type { Queue } from "../queue.ts";
import { type ListingFields, listingFieldsOf, sameTerms, sameWords } from "./listing-fields.ts";
import { lockOwnListing, readOwnListing } from "./own-listing.ts";

export type UpdateListingInput = z.output<typeof updateListingInput>;

/**
 * Saves the author's copy. A public listing's price, currency and refund days apply at once; words wait
 * until a moderator has read them. What was submitted and is changed has to be submitted again.
 */
export const updateListing = async ({ ctx, input }: Call<UpdateListingInput>): Promise<OwnListing> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const { draft, listing } = await lockOwnListing(tx, person, "listing.edit", input.listingId);
    if (draft.revision !== input.revision) throw new MarketError("conflict");
    if (listing.status === "removed") throw new MarketError("wrong_state");
    const fields = listingFieldsOf(input);
    const onlyTerms =
      sameWords(fields, draft) && draft.state === "approved" && listing.status === "published";
    if (!(sameWords(fields, draft) && sameTerms(fields, draft))) {
      await tx
        .update(listingDrafts)
        .set({
          ...fields,
          state: onlyTerms ? "approved" : "draft",
          submittedAt: null,
          revision: draft.revision + 1,
          updatedAt: sql`now()`,
        })
        .where(eq(listingDrafts.listingId, input.listingId));
      if (draft.state === "submitted")
        await closeCase(tx, { kind: "submission", listingId: input.listingId });
      if (onlyTerms) await publishTerms(ctx.queue, tx, person, { listing, fields });
    }
    return readOwnListing(tx, input.listingId);
  });
};

const publishTerms = async (
  queue: Queue,
  tx: Transaction,
  person: Person,
  { listing, fields }: { listing: typeof listings.$inferSelect; fields: ListingFields },
) => {
  const { priceMinor, currency, refundDays } = fields;
  await tx
    .update(listings)
    .set({ priceMinor, currency, refundDays, updatedAt: sql`now()` })
    .where(eq(listings.id, listing.id));
  if (priceMinor === listing.priceMinor && currency === listing.currency) return;
  const priceId = newId("pri");
  await tx.insert(listingPrices).values({ id: priceId, listingId: listing.id, priceMinor, currency });
  await announce(queue, tx, listing, { versionId: listing.versionId, priceMinor, currency, priceId });
  await logAudit(tx, person, {
    action: "listing_price_changed",
    subjectType: "listing",
    subject: { prefix: "lst", id: listing.id },
    detail: {
      from: `${listing.priceMinor} ${listing.currency}`,
      to: `${priceMinor} ${currency}`,
    },
  });
};
