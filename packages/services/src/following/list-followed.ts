import type { followsOutput } from "@boltz/contract";
import { creatorProfiles, follows, listings } from "@boltz/db/schema";
import { personOf } from "@boltz/domain";
import { and, count, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";

const MOST = 500;

/** The creators whom the person follows, with how much each has published; the latest first. */
export const listFollowed = async ({ ctx }: { ctx: Context }): Promise<z.output<typeof followsOutput>> => {
  const person = personOf(ctx.actor);
  const rows = await ctx.database.withActor(person, (tx) =>
    tx
      .select({
        id: creatorProfiles.userId,
        displayName: creatorProfiles.displayName,
        since: follows.createdAt,
        listings: count(listings.id),
      })
      .from(follows)
      .innerJoin(creatorProfiles, eq(creatorProfiles.userId, follows.creatorId))
      .leftJoin(listings, and(eq(listings.creatorId, follows.creatorId), eq(listings.status, "published")))
      .where(eq(follows.userId, person.id))
      .groupBy(creatorProfiles.userId, creatorProfiles.displayName, follows.createdAt)
      .orderBy(desc(follows.createdAt), desc(creatorProfiles.userId))
      .limit(MOST),
  );
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
};
