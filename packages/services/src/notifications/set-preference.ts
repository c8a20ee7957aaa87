import { lockedTopics, MarketError, type preferencesOutput, type setPreferenceInput } from "@boltz/contract";
import { notificationPreferences } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { readPreferences } from "./list-preferences.ts";

/** Says how the caller wants to hear of a topic. What is about their money or their account comes by mail always. */
export const setPreference = async ({
  ctx,
  input,
}: Call<z.output<typeof setPreferenceInput>>): Promise<z.output<typeof preferencesOutput>> => {
  enforcePolicy(ctx.actor, "notification.read");
  const { id: userId } = personOf(ctx.actor);
  const { topic, inApp, mail } = input;
  if (!mail && lockedTopics.includes(topic))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["mail"], message: "This mail cannot be turned off." }],
    });
  return ctx.database.withActor(ctx.actor, async (tx) => {
    await tx
      .insert(notificationPreferences)
      .values({ userId, topic, inApp, mail })
      .onConflictDoUpdate({
        target: [notificationPreferences.userId, notificationPreferences.topic],
        set: { inApp, mail, updatedAt: sql`now()` },
      });
    return readPreferences(tx, userId);
  });
};
