import { MarketError, type reviewPayoutsInput } from "@boltz/contract";
import { creatorProfiles, payoutReviews } from "@boltz/db/schema";
import { enforcePolicy, personOf, system } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { payoutsUrl } from "./payout-mails.ts";

/** Holds a creator's payouts, with a reason that they read, or ends that where the reason is null. */
export const reviewPayouts = async ({
  ctx,
  input,
}: Call<z.output<typeof reviewPayoutsInput>>): Promise<void> => {
  const { creatorId, reason } = input;
  enforcePolicy(ctx.actor, "finance.act", { ownerId: creatorId });
  const person = personOf(ctx.actor);
  await ctx.database.withActor(system("review-payouts"), async (tx) => {
    const [creator] = await tx
      .select({ id: creatorProfiles.userId })
      .from(creatorProfiles)
      .where(eq(creatorProfiles.userId, creatorId));
    if (creator === undefined) throw new MarketError("not_found");
    const [open] = await tx
      .select({ reason: payoutReviews.reason })
      .from(payoutReviews)
      .where(eq(payoutReviews.creatorId, creatorId));
    if ((open?.reason ?? null) === reason) return;
    await tx.delete(payoutReviews).where(eq(payoutReviews.creatorId, creatorId));
    if (reason !== null)
      await tx
        .insert(payoutReviews)
        .values({ creatorId, reason, startedBy: person.id, createdAt: ctx.now() });
    await tell(ctx.queue, tx, {
      userId: creatorId,
      kind: "payouts_reviewed",
      params: { reason, url: payoutsUrl(ctx) },
      dedupeKey: `payouts_reviewed ${creatorId} ${ctx.now().toISOString()}`,
    });
    await logAudit(tx, ctx.actor, {
      action: reason === null ? "payout_review_ended" : "payout_review_started",
      subjectType: "creator",
      subject: { prefix: "usr", id: creatorId },
    });
  });
};
