import { lockedTopics, type preferencesOutput, topics, type UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { notificationPreferences } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";

type Preferences = z.output<typeof preferencesOutput>;

/** Every topic and how the caller wants to hear of it; whoever said nothing wants both. */
export const listPreferences = async ({ ctx }: { ctx: Context }): Promise<Preferences> => {
  enforcePolicy(ctx.actor, "notification.read");
  const { id } = personOf(ctx.actor);
  return ctx.database.withActor(ctx.actor, (tx) => readPreferences(tx, id));
};

export const readPreferences = async (tx: Transaction, userId: UserId): Promise<Preferences> => {
  const rows = await tx
    .select()
    .from(notificationPreferences)
    .where(eq(notificationPreferences.userId, userId));
  const chosen = new Map(rows.map((row) => [row.topic, row]));
  return topics.map((topic) => ({
    topic,
    inApp: chosen.get(topic)?.inApp ?? true,
    mail: chosen.get(topic)?.mail ?? true,
    mailLocked: lockedTopics.includes(topic),
  }));
};
