import type { Currency, UserId } from "@boltz/contract";
import { lockCreators, type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles, payoutAccounts, payoutReviews, payouts, users } from "@boltz/db/schema";
import { decidePayout, type PayoutDecision } from "@boltz/domain";
import { and, eq, max, type SQLWrapper, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { configuredProviders } from "../purchases/provider-of.ts";
import { accountFor, type PayoutAccountRow } from "./payout-account-row.ts";
import type { PayoutPlan } from "./place-payouts.ts";

type PayoutTerms = Omit<PayoutPlan, "origin" | "idempotencyKey">;

export type PayoutVerdict =
  | { kind: "pay"; terms: PayoutTerms }
  | (Extract<PayoutDecision, { kind: "skip" }> & { creatorId: UserId; availableMinor: bigint });

/**
 * Locks the creators' accounts of a currency and decides for each whether it is paid out now. The
 * number of statements does not depend on the number of creators.
 */
export const decidePayouts = async (
  ctx: Context,
  tx: Transaction,
  creatorIds: readonly UserId[],
  currency: Currency,
): Promise<PayoutVerdict[]> => {
  const balances = await lockCreators(tx, creatorIds, currency);
  const people = await readPeople(tx, creatorIds);
  const accounts = await readAccounts(tx, creatorIds);
  const positions = await readPositions(tx, creatorIds, currency);
  const configured = configuredProviders(ctx);
  return [...balances].map(([creatorId, balance]): PayoutVerdict => {
    const person = people.get(creatorId);
    const account = accountFor(accounts.get(creatorId) ?? [], currency, configured);
    const decision = decidePayout({
      availableMinor: balance.available,
      minimumMinor: ctx.settings.payoutMinimums[currency],
      account,
      mayWithdraw: person?.mayWithdraw ?? false,
      isSuspended: person?.isSuspended ?? false,
      isUnderReview: person?.isUnderReview ?? false,
      now: ctx.now(),
    });
    if (decision.kind === "skip") return { ...decision, creatorId, availableMinor: balance.available };
    if (account === null) throw new Error(`${creatorId} would be paid without an account`);
    const last = positions.get(balance.availableAccountId);
    return {
      kind: "pay",
      terms: {
        creatorId,
        account,
        currency,
        amountMinor: decision.amountMinor,
        accountId: balance.availableAccountId,
        // Right behind the last payout's own reserve entry, which follows its range.
        fromPosition: last === undefined ? 1n : last + 2n,
        toPosition: balance.availableEntries,
      },
    };
  });
};

/** One parameter, however many there are. */
export const isAnyOf = (column: SQLWrapper, creatorIds: readonly UserId[]) => {
  const uuids = creatorIds.map((id) => uuidFromId("usr", id));
  return sql`${column} = any(${sql.param(uuids)}::uuid[])`;
};

const readPeople = async (tx: Transaction, creatorIds: readonly UserId[]) => {
  const rows = await tx
    .select({
      id: users.id,
      suspendedAt: users.suspendedAt,
      mayWithdraw: creatorProfiles.mayWithdraw,
      reviewed: payoutReviews.creatorId,
    })
    .from(users)
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, users.id))
    .leftJoin(payoutReviews, eq(payoutReviews.creatorId, users.id))
    .where(isAnyOf(users.id, creatorIds));
  return new Map(
    rows.map(({ id, suspendedAt, mayWithdraw, reviewed }) => [
      id,
      { mayWithdraw, isSuspended: suspendedAt !== null, isUnderReview: reviewed !== null },
    ]),
  );
};

const readAccounts = async (tx: Transaction, creatorIds: readonly UserId[]) => {
  const rows = await tx
    .select()
    .from(payoutAccounts)
    .where(and(isAnyOf(payoutAccounts.userId, creatorIds), eq(payoutAccounts.isCurrent, true)));
  return Map.groupBy(rows, (row: PayoutAccountRow) => row.userId);
};

const readPositions = async (tx: Transaction, creatorIds: readonly UserId[], currency: Currency) => {
  const rows = await tx
    .select({ accountId: payouts.accountId, last: max(payouts.toPosition) })
    .from(payouts)
    .where(and(isAnyOf(payouts.creatorId, creatorIds), eq(payouts.currency, currency)))
    .groupBy(payouts.accountId);
  return new Map(rows.flatMap(({ accountId, last }) => (last === null ? [] : [[accountId, last] as const])));
};
