import type { listPayoutsInput, listPayoutsOutput, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payoutSkips, payouts } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { payoutCursor, toPayoutView } from "./payout-row.ts";

type Output = z.output<typeof listPayoutsOutput>;

/** A creator's payouts, newest first, and why the weekly run paid nothing lately. */
export const listPayouts = async ({
  ctx,
  input,
}: Call<z.output<typeof listPayoutsInput>>): Promise<Output> => {
  enforcePolicy(ctx.actor, "payout.read");
  const { id } = personOf(ctx.actor);
  const { limit } = input;
  const cursor = payoutCursor(input.cursor);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const rows = await tx
      .select()
      .from(payouts)
      .where(and(eq(payouts.creatorId, id), cursor === undefined ? undefined : lt(payouts.id, cursor)))
      .orderBy(desc(payouts.id))
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(toPayoutView);
    return {
      items,
      nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
      skips: await readSkips(tx, id),
    };
  });
};

/** The last one of each currency, unless something was paid since. */
const readSkips = async (tx: Transaction, creatorId: UserId): Promise<Output["skips"]> => {
  const rows = await tx
    .selectDistinctOn([payoutSkips.currency])
    .from(payoutSkips)
    .where(
      and(
        eq(payoutSkips.creatorId, creatorId),
        sql`not exists (select 1 from ${payouts} p where p.creator_id = ${payoutSkips.creatorId}
          and p.currency = ${payoutSkips.currency} and p.created_at > ${payoutSkips.createdAt})`,
      ),
    )
    .orderBy(payoutSkips.currency, desc(payoutSkips.createdAt));
  return rows.map(({ currency, amountMinor, reason, until, createdAt }) => ({
    currency,
    amountMinor: amountMinor.toString(),
    reason,
    until: until?.toISOString() ?? null,
    at: createdAt.toISOString(),
  }));
};
