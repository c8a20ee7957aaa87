import { type Done, type flagListingInput, type ListingId, MarketError } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { openCase } from "./cases.ts";
import { addFlag } from "./open-flags.ts";

/** Reports a public listing, once each. With enough open reports it waits for a moderator. */
export const flagListing = async ({ ctx, input }: Call<z.output<typeof flagListingInput>>): Promise<Done> => {
  enforcePolicy(ctx.actor, "listing.flag");
  const person = personOf(ctx.actor);
  const { listingId, reason, note } = input;
  return ctx.database.withActor(person, async (tx) => {
    const creatorId = await lockPublished(tx, listingId);
    enforcePolicy(person, "listing.flag", { ownerId: creatorId });
    const { flagId, isEnough } = await addFlag(tx, person, {
      reported: { listingId, reviewId: null },
      report: { reason, note },
    });
    if (isEnough) await openCase(tx, { kind: "flagged_listing", listingId }, creatorId);
    await logAudit(tx, person, {
      action: "listing_flagged",
      subjectType: "listing",
      subject: { prefix: "lst", id: listingId },
      detail: { flagId },
    });
    return { done: true };
  });
};

/** As the system, because a lock needs the right to change; answers whose it is. */
const lockPublished = async (tx: Transaction, listingId: ListingId) => {
  const [listing] = await asSystem(tx, () =>
    tx
      .select({ creatorId: listings.creatorId })
      .from(listings)
      .where(and(eq(listings.id, listingId), eq(listings.status, "published")))
      .for("no key update"),
  );
  if (listing === undefined) throw new MarketError("not_found");
  return listing.creatorId;
};
