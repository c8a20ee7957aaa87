import { type Done, type followInput, MarketError } from "@boltz/contract";
import { creatorProfiles, follows } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Follows a creator, or no longer; asked again, it stays as it is. */
export const followCreator = async ({ ctx, input }: Call<z.output<typeof followInput>>): Promise<Done> => {
  const { creatorId, following } = input;
  enforcePolicy(ctx.actor, "follow.change", { ownerId: creatorId });
  const person = personOf(ctx.actor);
  await ctx.database.withActor(person, async (tx) => {
    if (!following) {
      await tx.delete(follows).where(and(eq(follows.userId, person.id), eq(follows.creatorId, creatorId)));
      return;
    }
    const [creator] = await tx
      .select({ id: creatorProfiles.userId })
      .from(creatorProfiles)
      .where(eq(creatorProfiles.userId, creatorId));
    if (creator === undefined) throw new MarketError("not_found");
    await tx.insert(follows).values({ userId: person.id, creatorId }).onConflictDoNothing();
  });
  return { done: true };
};
