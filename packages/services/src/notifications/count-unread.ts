import type { unreadOutput } from "@boltz/contract";
import { notifications } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";

const MOST = 99;

/** How much the caller has not read, counted as far as a badge can show it. */
export const countUnread = async ({ ctx }: { ctx: Context }): Promise<z.output<typeof unreadOutput>> => {
  enforcePolicy(ctx.actor, "notification.read");
  const { id } = personOf(ctx.actor);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.userId, id), isNull(notifications.readAt)))
      .limit(MOST + 1),
  );
  return { count: Math.min(rows.length, MOST), more: rows.length > MOST };
};
