import type { UserId } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { emailOutbox } from "@boltz/db/schema";
import type { Queue } from "../queue.ts";
import type { MailKind, MailParams } from "./mail-kinds.ts";

/** Puts a mail into the outbox, in the caller's transaction. The same `dedupeKey` is sent once. */
export const queueMail = async <Kind extends MailKind>(
  queue: Queue,
  tx: Transaction,
  mail: { userId: UserId; kind: Kind; params: MailParams<Kind>; dedupeKey: string },
): Promise<void> => {
  const mailId = newId("eml");
  // No RETURNING: who may add a mail for himself may not read the outbox back.
  const { rowCount } = await tx
    .insert(emailOutbox)
    .values({
      id: mailId,
      userId: mail.userId,
      kind: mail.kind,
      params: mail.params,
      dedupeKey: mail.dedupeKey,
    })
    .onConflictDoNothing();
  if (rowCount === 1) await queue.send(tx, "send-mail", { mailId });
};
