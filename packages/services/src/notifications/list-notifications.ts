import {
  type listNotificationsInput,
  type listNotificationsOutput,
  type NotificationView,
  notificationId,
} from "@boltz/contract";
import { notifications } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { noticeOf } from "./notice.ts";

type Output = z.output<typeof listNotificationsOutput>;

/** What the caller was told, newest first. */
export const listNotifications = async ({
  ctx,
  input,
}: Call<z.output<typeof listNotificationsInput>>): Promise<Output> => {
  enforcePolicy(ctx.actor, "notification.read");
  const { id } = personOf(ctx.actor);
  const { limit } = input;
  const before = input.cursor === undefined ? undefined : readCursor(notificationId, input.cursor);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select()
      .from(notifications)
      .where(
        and(eq(notifications.userId, id), before === undefined ? undefined : lt(notifications.id, before)),
      )
      .orderBy(desc(notifications.id))
      .limit(limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => viewOf(row, ctx.settings.publicUrl)),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.id) : null,
  };
};

const viewOf = (row: typeof notifications.$inferSelect, publicUrl: string): NotificationView => ({
  id: row.id,
  topic: row.topic,
  ...noticeOf(row, publicUrl),
  at: row.createdAt.toISOString(),
  read: row.readAt !== null,
});
