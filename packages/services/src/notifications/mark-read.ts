import type { Done, markReadInput } from "@boltz/contract";
import { notifications } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Marks the caller's own as read: these, or all. Ids of others are passed over, whether they exist or not. */
export const markRead = async ({ ctx, input }: Call<z.output<typeof markReadInput>>): Promise<Done> => {
  enforcePolicy(ctx.actor, "notification.read");
  const { id } = personOf(ctx.actor);
  const { ids } = input;
  if (ids === null || ids.length > 0)
    await ctx.database.withActor(ctx.actor, (tx) =>
      tx
        .update(notifications)
        .set({ readAt: sql`now()` })
        .where(
          and(
            eq(notifications.userId, id),
            isNull(notifications.readAt),
            ids === null ? undefined : inArray(notifications.id, ids),
          ),
        ),
    );
  return { done: true };
};
