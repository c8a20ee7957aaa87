import { MarketError, type PayoutView, type payoutRef } from "@boltz/contract";
import { payouts, providerOps } from "@boltz/db/schema";
import { enforcePolicy, system } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { isUnderWay, lockPayout, payoutCall, toPayoutView } from "./payout-row.ts";

/** Asks the provider again about a payout that hangs, now and with the same key. Throws `wrong_state` for one that ended. */
export const retryPayout = async ({ ctx, input }: Call<z.output<typeof payoutRef>>): Promise<PayoutView> => {
  enforcePolicy(ctx.actor, "finance.act");
  return ctx.database.withActor(system("retry-payout"), async (tx) => {
    const payout = await lockPayout(tx, input.payoutId);
    if (payout === undefined) throw new MarketError("not_found");
    enforcePolicy(ctx.actor, "finance.act", { ownerId: payout.creatorId });
    if (!isUnderWay(payout.status)) throw new MarketError("wrong_state");
    const { kind, subjectId } = payoutCall(payout.id);
    await tx
      .update(providerOps)
      .set({ nextTryAt: ctx.now() })
      .where(and(eq(providerOps.kind, kind), eq(providerOps.subjectId, subjectId)));
    await tx.update(payouts).set({ checks: 0, nextCheckAt: ctx.now() }).where(eq(payouts.id, payout.id));
    await ctx.queue.send(tx, "send-payout", { payoutId: payout.id });
    await logAudit(tx, ctx.actor, {
      action: "payout_retried",
      subjectType: "payout",
      subject: { prefix: "pyt", id: payout.id },
      detail: { status: payout.status },
    });
    return toPayoutView(payout);
  });
};
