import { lockedTopics, topicNames } from "@boltz/contract";
import { emailOutbox, users } from "@boltz/db/schema";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Call, Context, Settings } from "../context.ts";
import type { JobPayload } from "../queue.ts";
import { findMailKind } from "./mail-kinds.ts";
import type { Mail } from "./mailer.ts";
import { writeUnsubscribeToken } from "./unsubscribe-token.ts";

type OutboxRow = typeof emailOutbox.$inferSelect;
type KnownKind = NonNullable<ReturnType<typeof findMailKind>>;

/** Longer than any mail server is waited for, so that who comes after has not to ask who was before. */
const lease = sql`now() + interval '5 minutes'`;
const isFree = or(isNull(emailOutbox.lockedUntil), lt(emailOutbox.lockedUntil, sql`now()`));

/**
 * Sends one mail of the outbox and forgets what was in it. Whoever hands it over holds a lease, so that
 * two workers never send the same. Only where the mail server's answer or our note of it is lost does a
 * mail go out again, under the same Message-ID. Throws when it was not taken over, to be tried again.
 */
export const sendMail = async ({ ctx, input }: Call<JobPayload<"send-mail">>): Promise<void> => {
  const open = await takeUp(ctx, input.mailId);
  if (open === undefined) return;
  const { mail, to } = open;
  const kind = findMailKind(mail.kind);
  if (kind === undefined || to === undefined) return end(ctx, mail, "failed");
  try {
    await ctx.mailer.send(write(ctx.settings, mail, kind, to));
  } catch (error) {
    await letGo(ctx, mail).catch(() => {});
    throw error;
  }
  // The mail is out: a connection that broke meanwhile must not send it again.
  await end(ctx, mail, "sent").catch(() => end(ctx, mail, "sent"));
};

/**
 * The mail under a lease, its try counted, and where it goes now: nowhere, if nobody is there any more.
 * Undefined where nothing is left to send, or somebody else is sending it.
 */
const takeUp = (ctx: Context, mailId: OutboxRow["id"]) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [mail] = await tx
      .update(emailOutbox)
      .set({ attempts: sql`${emailOutbox.attempts} + 1`, lockedUntil: lease })
      .where(and(eq(emailOutbox.id, mailId), eq(emailOutbox.state, "queued"), isFree))
      .returning();
    if (mail === undefined) return undefined;
    const [user] = await tx
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.id, mail.userId), isNull(users.erasedAt)));
    return { mail, to: user?.email };
  });

const write = ({ publicUrl, linkSecret }: Settings, mail: OutboxRow, kind: KnownKind, to: string): Mail => {
  const { subject, text } = kind.render(mail.params);
  const message = { messageId: `<${mail.id}@${new URL(publicUrl).hostname}>`, to, subject };
  const { topic } = kind;
  if (topic === null || lockedTopics.includes(topic)) return { ...message, text };
  const url = `${publicUrl}/unsubscribe/${writeUnsubscribeToken(linkSecret, { userId: mail.userId, topic })}`;
  return {
    ...message,
    text: `${text}\nNo more mails about this (${topicNames[topic].toLowerCase()}):\n${url}\n`,
    headers: { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
};

const letGo = (ctx: Context, mail: OutboxRow) =>
  ctx.database.withActor(ctx.actor, (tx) =>
    tx.update(emailOutbox).set({ lockedUntil: null }).where(eq(emailOutbox.id, mail.id)),
  );

const end = async (ctx: Context, mail: OutboxRow, state: "sent" | "failed"): Promise<void> => {
  await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .update(emailOutbox)
      .set({ state, params: {}, lockedUntil: null, ...(state === "sent" ? { sentAt: sql`now()` } : {}) })
      .where(eq(emailOutbox.id, mail.id)),
  );
};
