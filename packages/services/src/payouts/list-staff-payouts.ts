import type { listStaffPayoutsInput, listStaffPayoutsOutput } from "@boltz/contract";
import { creatorProfiles, payouts } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { and, desc, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { payoutCursor, toPayoutView } from "./payout-row.ts";

/** Everybody's payouts, newest first, for finance. */
export const listStaffPayouts = async ({
  ctx,
  input,
}: Call<z.output<typeof listStaffPayoutsInput>>): Promise<z.output<typeof listStaffPayoutsOutput>> => {
  enforcePolicy(ctx.actor, "finance.read");
  const { limit, status } = input;
  const cursor = payoutCursor(input.cursor);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ payout: payouts, creatorName: creatorProfiles.displayName })
      .from(payouts)
      .innerJoin(creatorProfiles, eq(creatorProfiles.userId, payouts.creatorId))
      .where(
        and(
          status === null ? undefined : eq(payouts.status, status),
          cursor === undefined ? undefined : lt(payouts.id, cursor),
        ),
      )
      .orderBy(desc(payouts.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(({ payout, creatorName }) => ({
    ...toPayoutView(payout),
    creatorId: payout.creatorId,
    creatorName,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
