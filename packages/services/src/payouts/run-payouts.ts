import { type Currency, currencyCodes, type UserId } from "@boltz/contract";
import { idFromUuid, newId, type Transaction, uuidFromId } from "@boltz/db";
import { payoutSkips, payouts } from "@boltz/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { decidePayouts, isAnyOf, type PayoutVerdict } from "./payout-candidates.ts";
import { placePayouts } from "./place-payouts.ts";
import { isoWeekOf } from "./run-name.ts";

const BATCH = 1_000;

interface RunResult {
  run: string;
  paid: number;
  skipped: number;
}

/**
 * The weekly run: pays every creator what is available in each currency, or writes down why not. Named
 * after the ISO week, so that a run that was cut off, or two at once, pay nobody twice.
 */
export const runPayouts = async ({
  ctx,
  batchSize = BATCH,
}: {
  ctx: Context;
  /** How many creators one transaction pays. */
  batchSize?: number;
}): Promise<RunResult> => {
  const result = { run: isoWeekOf(ctx.now()), paid: 0, skipped: 0 };
  for (const currency of currencyCodes) {
    let after: UserId | null = null;
    do {
      const batch: Batch = await runBatch(ctx, { run: result.run, currency, after, batchSize });
      result.paid += batch.paid;
      result.skipped += batch.skipped;
      after = batch.last;
    } while (after !== null);
  }
  return result;
};

interface Slice {
  run: string;
  currency: Currency;
  after: UserId | null;
  batchSize: number;
}

interface Batch {
  paid: number;
  skipped: number;
  /** Where the next batch goes on; null behind the last one. */
  last: UserId | null;
}

const keyOf = ({ run, currency }: Slice) => `weekly-${run}-${currency}`;

const runBatch = (ctx: Context, slice: Slice): Promise<Batch> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const creatorIds = await findCreators(tx, slice);
    if (creatorIds.length === 0) return { paid: 0, skipped: 0, last: null };
    const verdicts = await decidePayouts(ctx, tx, creatorIds, slice.currency);
    // Asked under the lock: another run of this week may have been here before.
    const done = await readDone(tx, slice, creatorIds);
    const { pay, skip } = partition(verdicts, done);
    const idempotencyKey = keyOf(slice);
    if (skip.length > 0)
      await tx
        .insert(payoutSkips)
        .values(
          skip.map(({ creatorId, availableMinor, reason, until }) => ({
            id: newId("psk"),
            creatorId,
            currency: slice.currency,
            run: slice.run,
            amountMinor: availableMinor,
            reason,
            until,
            createdAt: ctx.now(),
          })),
        )
        .onConflictDoNothing();
    await placePayouts(
      ctx,
      tx,
      ctx.actor,
      pay.map(({ terms }) => ({ ...terms, origin: "weekly", idempotencyKey })),
    );
    const last = creatorIds.length < slice.batchSize ? null : (creatorIds.at(-1) ?? null);
    return { paid: pay.length, skipped: skip.length, last };
  });

/** Creators with something available, or with something on its way to be. */
const findCreators = async (tx: Transaction, { currency, after, batchSize }: Slice): Promise<UserId[]> => {
  const beyond = after === null ? sql`` : sql`and owner_id > ${uuidFromId("usr", after)}::uuid`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct owner_id as id from ledger_accounts
    where currency = ${currency} and owner_id is not null and balance_minor > 0
      and (name like 'creator:%:available' or name like 'creator:%:pending') ${beyond}
    order by owner_id limit ${batchSize}`);
  return rows.map(({ id }) => idFromUuid("usr", id));
};

const readDone = async (
  tx: Transaction,
  slice: Slice,
  creatorIds: readonly UserId[],
): Promise<ReadonlySet<UserId>> => {
  if (creatorIds.length === 0) return new Set();
  const paid = await tx
    .select({ id: payouts.creatorId })
    .from(payouts)
    .where(and(isAnyOf(payouts.creatorId, creatorIds), eq(payouts.idempotencyKey, keyOf(slice))));
  const skipped = await tx
    .select({ id: payoutSkips.creatorId })
    .from(payoutSkips)
    .where(
      and(
        isAnyOf(payoutSkips.creatorId, creatorIds),
        eq(payoutSkips.run, slice.run),
        eq(payoutSkips.currency, slice.currency),
      ),
    );
  return new Set([...paid, ...skipped].map(({ id }) => id));
};

const partition = (verdicts: readonly PayoutVerdict[], done: ReadonlySet<UserId>) => {
  const pay: Extract<PayoutVerdict, { kind: "pay" }>[] = [];
  const skip: Extract<PayoutVerdict, { kind: "skip" }>[] = [];
  for (const verdict of verdicts) {
    if (verdict.kind === "pay") {
      if (!done.has(verdict.terms.creatorId)) pay.push(verdict);
    } else if (!done.has(verdict.creatorId)) skip.push(verdict);
  }
  return { pay, skip };
};
