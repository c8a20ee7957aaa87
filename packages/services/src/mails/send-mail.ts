import { emailOutbox, users } from "@boltz/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import type { JobPayload } from "../queue.ts";
import { type MailKind, mailKinds } from "./mail-kinds.ts";

type OutboxRow = typeof emailOutbox.$inferSelect;

const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(mailKinds, kind);

/**
 * Sends one mail of the outbox and forgets what was in it. The address is read now, not when the mail
 * was queued. Throws when the mail was not taken over, to be tried again; a mail that is out stays out.
 */
export const sendMail = async ({ ctx, input }: Call<JobPayload<"send-mail">>): Promise<void> => {
  const open = await takeUp(ctx, input.mailId);
  if (open === undefined) return;
  const { mail, to } = open;
  if (!isMailKind(mail.kind)) return end(ctx, mail, "failed");
  const host = new URL(ctx.settings.publicUrl).hostname;
  await ctx.mailer.send({
    messageId: `<${mail.id}@${host}>`,
    to,
    ...mailKinds[mail.kind].render(mail.params),
  });
  await end(ctx, mail, "sent");
};

/** The mail and where it goes, its try counted; undefined where nothing is left to send. */
const takeUp = (ctx: Context, mailId: OutboxRow["id"]) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [mail] = await tx
      .update(emailOutbox)
      .set({ attempts: sql`${emailOutbox.attempts} + 1` })
      .where(and(eq(emailOutbox.id, mailId), eq(emailOutbox.state, "queued")))
      .returning();
    if (mail === undefined) return undefined;
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, mail.userId));
    return user === undefined ? undefined : { mail, to: user.email };
  });

const end = async (ctx: Context, mail: OutboxRow, state: "sent" | "failed"): Promise<void> => {
  await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .update(emailOutbox)
      .set({ state, params: {}, ...(state === "sent" ? { sentAt: sql`now()` } : {}) })
      .where(eq(emailOutbox.id, mail.id)),
  );
};
