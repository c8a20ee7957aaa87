import { type ErasureView, type eraseInput, MarketError } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { erasureRequests, users } from "@boltz/db/schema";
import { daysAfter, enforcePolicy, erasureBlockSentences, type Person, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { readBlocks } from "./erasure-facts.ts";
import { findScheduled, readErasure } from "./get-erasure.ts";

export const privacyUrl = ({ settings }: Context): string => `${settings.publicUrl}/account/privacy`;

/**
 * Schedules the erasure of one's account, for when the days of reflection are over. Until then everything
 * works as before. Asked again, it answers the request that waits. Throws `erasure_blocked`.
 */
export const requestErasure = async ({
  ctx,
  input,
}: Call<z.output<typeof eraseInput>>): Promise<ErasureView> => {
  enforcePolicy(ctx.actor, "privacy.erase");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, person.id));
    if (user?.email !== input.confirmEmail) throw otherAddress();
    if ((await findScheduled(tx, person)) === undefined) await schedule(ctx, tx, person);
    return readErasure(ctx, tx, person);
  });
};

const otherAddress = () =>
  new MarketError("invalid_input", {
    issues: [{ path: ["confirmEmail"], message: "is not the address of this account" }],
  });

const schedule = async (ctx: Context, tx: Transaction, person: Person): Promise<void> => {
  const blocks = await readBlocks(tx, person.id);
  if (blocks.length > 0) {
    const reasons = blocks.map((block) => erasureBlockSentences[block]);
    throw new MarketError("erasure_blocked", {
      message: `Your account cannot be erased yet. ${reasons.join(" ")}`,
    });
  }
  const id = newId("ers");
  const dueAt = daysAfter(ctx.now(), ctx.settings.erasureDays);
  const { rowCount } = await tx
    .insert(erasureRequests)
    .values({ id, userId: person.id, dueAt })
    .onConflictDoNothing();
  if (rowCount === 0) return;
  await tell(ctx.queue, tx, {
    userId: person.id,
    kind: "erasure_scheduled",
    params: { dueOn: dueAt.toISOString().slice(0, 10), url: privacyUrl(ctx) },
    dedupeKey: `erasure_scheduled:${id}`,
  });
  await logAudit(tx, person, {
    action: "erasure_requested",
    subjectType: "erasure",
    subject: { prefix: "ers", id },
  });
};
