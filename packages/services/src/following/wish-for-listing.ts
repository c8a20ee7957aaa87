import { type Done, MarketError, type wishInput } from "@boltz/contract";
import { listings, wishes } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Puts what is for sale on the person's wish-list, or takes off whatever is there. */
export const wishForListing = async ({ ctx, input }: Call<z.output<typeof wishInput>>): Promise<Done> => {
  const { listingId, wished } = input;
  enforcePolicy(ctx.actor, "wish.change");
  const person = personOf(ctx.actor);
  await ctx.database.withActor(person, async (tx) => {
    if (!wished) {
      await tx.delete(wishes).where(and(eq(wishes.userId, person.id), eq(wishes.listingId, listingId)));
      return;
    }
    const [listing] = await tx
      .select({ id: listings.id })
      .from(listings)
      .where(and(eq(listings.id, listingId), eq(listings.status, "published")));
    if (listing === undefined) throw new MarketError("not_found");
    await tx.insert(wishes).values({ userId: person.id, listingId }).onConflictDoNothing();
  });
  return { done: true };
};
