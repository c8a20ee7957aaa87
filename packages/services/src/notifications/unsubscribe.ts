import { lockedTopics, MarketError, type Topic, type UserId } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";

/** Turns the mails of one topic off for whoever held the link; what the site shows stays as it was. */
export const unsubscribe = async ({ ctx, input }: Call<{ userId: UserId; topic: Topic }>): Promise<void> => {
  const { userId, topic } = input;
  if (lockedTopics.includes(topic)) throw new MarketError("invalid_input");
  await ctx.database.withActor(ctx.actor, (tx) =>
    tx.execute(sql`
      insert into notification_preferences (user_id, topic, in_app, mail)
      select id, ${topic}, true, false from users where id = ${uuidFromId("usr", userId)} and erased_at is null
      on conflict (user_id, topic) do update set mail = false, updated_at = now()
      where notification_preferences.mail`),
  );
};
