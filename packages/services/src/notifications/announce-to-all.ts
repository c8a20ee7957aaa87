import { idFromUuid, newId, type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { mailKinds } from "../mails/mail-kinds.ts";
import type { JobPayload } from "../queue.ts";
import { findNews, type News } from "./find-news.ts";

const BATCH = 1_000;
const nobodyBefore = "00000000-0000-0000-0000-000000000000";

/**
 * Tells everybody concerned, in transactions of a thousand people each. A job that runs again, or twice
 * at once, begins from the start and tells nobody twice: each person's key is there once.
 */
export const announceToAll = async ({ ctx, input }: Call<JobPayload<"announce">>): Promise<void> => {
  const news = await ctx.database.withActor(ctx.actor, (tx) => findNews(tx, input, ctx.settings.publicUrl));
  if (news === undefined) return;
  let after: string | undefined = nobodyBefore;
  while (after !== undefined) after = await tellNext(ctx, news, after);
};

const tellNext = (ctx: Context, news: News, after: string): Promise<string | undefined> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const people = await readPeople(tx, news, after);
    if (people.length === 0) return undefined;
    const mails = await write(tx, news, people);
    await ctx.queue.sendMany(
      tx,
      "send-mail",
      mails.map((uuid) => ({ mailId: idFromUuid("eml", uuid) })),
    );
    return people.length < BATCH ? undefined : people.at(-1);
  });

const readPeople = async (tx: Transaction, { audience, params }: News, after: string): Promise<string[]> => {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select u.id from users u where u.id in (${audience}) and u.id > ${after}::uuid
    and u.id <> ${uuidFromId("usr", params.creatorId)} and u.erased_at is null order by u.id limit ${BATCH}`);
  return rows.map(({ id }) => id);
};

/**
 * Tells these people as they prefer, and answers the mails that are new. Unasked mail goes to addresses
 * only that their owners confirmed. Written in the people's order, so that two jobs at once wait and never deadlock.
 */
const write = async (
  tx: Transaction,
  { kind, params, key }: News,
  people: readonly string[],
): Promise<string[]> => {
  const { topic } = mailKinds[kind];
  const notices = people.map(() => uuidFromId("ntf", newId("ntf")));
  const mails = people.map(() => uuidFromId("eml", newId("eml")));
  const told = sql`${kind}, ${JSON.stringify(params)}::jsonb, ${key} || ' ' || user_id`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    with person as materialized (
      select p.user_id, p.notice, p.letter, coalesce(w.in_app, true) as in_app,
        coalesce(w.mail, true) and u.email_verified as mail
      from unnest(${sql.param(people)}::uuid[], ${sql.param(notices)}::uuid[], ${sql.param(mails)}::uuid[])
        as p(user_id, notice, letter)
      join users u on u.id = p.user_id
      left join notification_preferences w on w.user_id = p.user_id and w.topic = ${topic}
      order by p.user_id),
    shown as (
      insert into notifications (id, user_id, topic, kind, params, dedupe_key)
      select notice, user_id, ${topic}, ${told} from person where in_app order by user_id
      on conflict do nothing)
    insert into email_outbox (id, user_id, kind, params, dedupe_key)
    select letter, user_id, ${told} from person where mail order by user_id
    on conflict do nothing returning id`);
  return rows.map(({ id }) => id);
};
