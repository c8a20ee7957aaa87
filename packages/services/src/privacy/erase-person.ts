import { MarketError, type UserId } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles, erasureRequests } from "@boltz/db/schema";
import { pseudonymOf } from "@boltz/domain";
import { and, eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { eraseMarket, eraseMessages, eraseMoneyWords, eraseTalk } from "./erase-words.ts";
import { readBlocks } from "./erasure-facts.ts";

export interface Erasure {
  userId: UserId;
  erasedAt: Date;
  /** Until when the financial records are kept under the pseudonym. */
  retainUntil: Date;
}

/**
 * Takes everything away that tells who somebody was, in the caller's transaction, as the system. Purchases,
 * refunds, payouts and the ledger stay as they are, under a pseudonym. `check` comes right before what
 * cannot be locked earlier, and may still refuse.
 */
export const erasePerson = async (
  { actor }: Pick<Context, "actor">,
  tx: Transaction,
  { userId, erasedAt, retainUntil }: Erasure,
  check: () => Promise<void> = async () => {},
): Promise<void> => {
  const uuid = uuidFromId("usr", userId);
  const person = sql`${uuid}::uuid`;
  const { name, email, displayName } = pseudonymOf(uuid);
  await eraseMarket(tx, person);
  await eraseTalk(tx, person);
  await eraseMoneyWords(tx, person);
  await eraseMessages(tx, person, userId);
  await check();
  await tx.update(creatorProfiles).set({ displayName, bio: "" }).where(eq(creatorProfiles.userId, userId));
  await tx.execute(sql`select app.erase_identity(${person}, ${userId}, ${name}, ${email})`);
  await endRequest(tx, { userId, erasedAt, retainUntil });
  await logAudit(tx, actor, {
    action: "person_erased",
    subjectType: "user",
    subject: { prefix: "usr", id: userId },
  });
};

/** Throws `conflict` where, with the accounts locked, money or work of the person's came up meanwhile. */
export const requireNothingNew = async (tx: Transaction, userId: UserId): Promise<void> => {
  await tx.execute(sql`select from app.lock_accounts(array[${uuidFromId("usr", userId)}::uuid], null)`);
  const blocks = await readBlocks(tx, userId);
  if (blocks.length > 0) throw new MarketError("conflict");
};

const endRequest = async (tx: Transaction, { userId, erasedAt, retainUntil }: Erasure): Promise<void> => {
  const done = { state: "done" as const, endedAt: erasedAt, retainUntil, blocks: [] };
  const { rowCount } = await tx
    .update(erasureRequests)
    .set(done)
    .where(and(eq(erasureRequests.userId, userId), eq(erasureRequests.state, "scheduled")));
  if (rowCount === 0)
    await tx.insert(erasureRequests).values({ id: newId("ers"), userId, dueAt: erasedAt, ...done });
};
