import {
  type CreatorBalance,
  type Currency,
  currencyCodes,
  type PayoutBalance,
  type UserId,
} from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { ledgerAccounts, payoutAccounts, payoutReviews, purchases } from "@boltz/db/schema";
import { decidePayout, enforcePolicy, nextPayoutRun, type Person, personOf } from "@boltz/domain";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { configuredProviders } from "../purchases/provider-of.ts";
import { accountFor, type PayoutAccountRow, toPayoutAccountView } from "./payout-account-row.ts";

/** What a creator is owed in each currency, when the next of it is let go, and whether it can be paid out. */
export const getPayoutBalance = async ({ ctx }: { ctx: Context }): Promise<PayoutBalance> => {
  enforcePolicy(ctx.actor, "payout.read");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const accounts = await tx
      .select()
      .from(payoutAccounts)
      .where(and(eq(payoutAccounts.userId, person.id), eq(payoutAccounts.isCurrent, true)))
      .orderBy(asc(payoutAccounts.provider));
    const reviews = await tx
      .select({ creatorId: payoutReviews.creatorId })
      .from(payoutReviews)
      .where(eq(payoutReviews.creatorId, person.id));
    const sums = await readSums(tx, person.id);
    const releases = await readNextReleases(tx, person.id);
    const standing = { person, accounts, isUnderReview: reviews.length > 0 };
    return {
      balances: currencyCodes.flatMap((currency) => {
        const parts = sums.get(currency);
        return parts === undefined
          ? []
          : [toBalance(ctx, currency, parts, releases.get(currency) ?? null, standing)];
      }),
      accounts: accounts.map(toPayoutAccountView),
      providers: configuredProviders(ctx),
      nextRun: nextPayoutRun(ctx.now()).toISOString(),
      holdDays: ctx.settings.holdDays,
    };
  });
};

type Parts = Record<"pending" | "available" | "reserved" | "debt", bigint>;

interface Standing {
  person: Person;
  accounts: readonly PayoutAccountRow[];
  isUnderReview: boolean;
}

const toBalance = (
  ctx: Context,
  currency: Currency,
  parts: Parts,
  release: Release | null,
  { person, accounts, isUnderReview }: Standing,
): CreatorBalance => {
  const minimumMinor = ctx.settings.payoutMinimums[currency];
  const decision = decidePayout({
    availableMinor: parts.available,
    minimumMinor,
    account: accountFor(accounts, currency, configuredProviders(ctx)),
    mayWithdraw: person.creator?.withdraw ?? false,
    isSuspended: person.suspended,
    isUnderReview,
    now: ctx.now(),
  });
  // A purchase counts what went back of it; the account knows what else was taken, such as a dispute's cost.
  const amountMinor =
    release !== null && release.amountMinor > parts.pending ? parts.pending : (release?.amountMinor ?? 0n);
  return {
    currency,
    pendingMinor: parts.pending.toString(),
    availableMinor: parts.available.toString(),
    reservedMinor: parts.reserved.toString(),
    debtMinor: (-parts.debt).toString(),
    nextRelease:
      release === null || amountMinor === 0n ? null : { at: release.at, amountMinor: amountMinor.toString() },
    payoutMinimumMinor: minimumMinor.toString(),
    blockedBy: decision.kind === "skip" ? decision.reason : null,
    blockedUntil: decision.kind === "skip" ? (decision.until?.toISOString() ?? null) : null,
  };
};

/** By currency, where anything was ever posted. */
const readSums = async (tx: Transaction, creatorId: UserId): Promise<Map<Currency, Parts>> => {
  const rows = await tx
    .select({
      name: ledgerAccounts.name,
      currency: ledgerAccounts.currency,
      balanceMinor: ledgerAccounts.balanceMinor,
    })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.ownerId, creatorId), sql`${ledgerAccounts.entryCount} > 0`));
  const sums = new Map<Currency, Parts>();
  for (const { name, currency, balanceMinor } of rows) {
    const parts = sums.get(currency) ?? { pending: 0n, available: 0n, reserved: 0n, debt: 0n };
    if (name.endsWith(":pending")) parts.pending += balanceMinor;
    if (name.endsWith(":available")) parts.available += balanceMinor;
    if (name.endsWith(":reserved")) parts.reserved += balanceMinor;
    if (name.endsWith(":debt")) parts.debt += balanceMinor;
    sums.set(currency, parts);
  }
  return sums;
};

interface Release {
  at: string;
  amountMinor: bigint;
}

/** The first day on which something is let go, and all that is let go on it. */
const readNextReleases = async (tx: Transaction, creatorId: UserId): Promise<Map<Currency, Release>> => {
  const waiting = tx
    .select({
      currency: purchases.currency,
      releaseAt: purchases.releaseAt,
      leftMinor:
        sql<string>`${purchases.earningMinor} - (${purchases.returnedMinor} - ${purchases.feeReturnedMinor})`.as(
          "left_minor",
        ),
      first: sql<Date>`min(${purchases.releaseAt}) over (partition by ${purchases.currency})`.as("first"),
    })
    .from(purchases)
    .where(
      and(
        eq(purchases.creatorId, creatorId),
        eq(purchases.status, "completed"),
        sql`${purchases.releasedAt} is null and ${purchases.releaseAt} is not null`,
        sql`${purchases.earningMinor} > ${purchases.returnedMinor} - ${purchases.feeReturnedMinor}`,
      ),
    )
    .as("waiting");
  const day = (at: typeof waiting.first | typeof waiting.releaseAt) =>
    sql`date_trunc('day', ${at} at time zone 'UTC')`;
  const rows = await tx
    .select({
      currency: waiting.currency,
      at: sql<string>`to_char(min(${waiting.releaseAt}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      amountMinor: sql<string>`sum(${waiting.leftMinor})`,
    })
    .from(waiting)
    .where(sql`${day(waiting.releaseAt)} = ${day(waiting.first)}`)
    .groupBy(waiting.currency);
  return new Map(
    rows.map(({ currency, at, amountMinor }) => [currency, { at, amountMinor: BigInt(amountMinor) }]),
  );
};
