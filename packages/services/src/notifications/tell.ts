import { lockedTopics, type UserId } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import { type MailKind, type MailParams, mailKinds } from "../mails/mail-kinds.ts";
import type { Queue } from "../queue.ts";

/**
 * Tells a person something, in the caller's transaction: by mail, and on the site where its topic is
 * shown there, as far as they want it. The same `dedupeKey` is told once. Others than oneself are told as staff or the system.
 */
export const tell = async <Kind extends MailKind>(
  queue: Queue,
  tx: Transaction,
  message: { userId: UserId; kind: Kind; params: MailParams<Kind>; dedupeKey: string },
): Promise<void> => {
  const { kind, dedupeKey } = message;
  const { topic } = mailKinds[kind];
  const mailId = newId("eml");
  const user = uuidFromId("usr", message.userId);
  const params = sql`${JSON.stringify(message.params)}::jsonb`;
  const wants = (column: "in_app" | "mail") => sql`coalesce((select ${sql.raw(column)} from wish), true)`;
  // Nobody is left to tell once somebody is erased.
  const isThere = sql`not exists (select from users where id = ${user} and erased_at is not null)`;
  const isLocked = topic === null || lockedTopics.includes(topic);
  // No RETURNING: who may add a mail for himself may not read the outbox back.
  const { rowCount } = await tx.execute(sql`
    with wish as (select in_app, mail from notification_preferences where user_id = ${user} and topic = ${topic}),
    shown as (
      insert into notifications (id, user_id, topic, kind, params, dedupe_key)
      select ${uuidFromId("ntf", newId("ntf"))}::uuid, ${user}::uuid, ${topic}::text, ${kind}, ${params}, ${dedupeKey}
      where ${topic}::text is not null and ${wants("in_app")} and ${isThere}
      on conflict do nothing)
    insert into email_outbox (id, user_id, kind, params, dedupe_key)
    select ${uuidFromId("eml", mailId)}::uuid, ${user}::uuid, ${kind}, ${params}, ${dedupeKey}
    where (${isLocked} or ${wants("mail")}) and ${isThere}
    on conflict do nothing`);
  if (rowCount === 1) await queue.send(tx, "send-mail", { mailId });
};
