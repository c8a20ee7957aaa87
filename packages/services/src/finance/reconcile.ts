import { type Id, type ProviderName, providerNames } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { purchases, reconciliationDifferences, reconciliationRuns } from "@boltz/db/schema";
import { ProviderError } from "@boltz/providers";
import { and, asc, desc, eq, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { syncDispute } from "../disputes/sync-dispute.ts";
import { tellFinance } from "../notifications/tell-finance.ts";
import { syncPayout } from "../payouts/sync-payout.ts";
import { syncRefund } from "../refunds/sync-refund.ts";
import { type BookDifference, compareBooks, totalsOf } from "./compare-books.ts";
import { importMovements } from "./import-movements.ts";

/** How far back the book is read again each night: lines may appear there late. */
const overlapDays = { stripe: 3, razorpay: 10 } as const satisfies Record<ProviderName, number>;
const DAY_MS = 86_400_000;

type RunId = Id<"rcn">;

/**
 * Compares the ledger with every configured provider's account book: reads the book, takes over what
 * was made at the provider and never told, and lists what differs with both sides. A difference that is
 * gone ends by itself; one that somebody explained stays ended while its amounts stay.
 * Throws `ProviderError` where a book could not be read; the other providers are compared first.
 */
export const reconcile = async ({ ctx }: Call<Record<string, never>>): Promise<void> => {
  let fault: unknown;
  for (const provider of providerNames) {
    if (ctx.providers[provider] === undefined) continue;
    const span = await spanOf(ctx, provider);
    if (span === undefined) continue;
    const runId = await beginRun(ctx, provider, span);
    try {
      const movements = await importMovements(ctx, provider, span);
      await takeOver(ctx, provider);
      await ctx.database.withActor(ctx.actor, (tx) => endRun(ctx, tx, provider, runId, movements));
    } catch (error) {
      fault = error;
      await ctx.database.withActor(ctx.actor, (tx) =>
        tx
          .update(reconciliationRuns)
          .set({ endedAt: sql`now()`, failure: error instanceof ProviderError ? error.failure : "fault" })
          .where(eq(reconciliationRuns.id, runId)),
      );
    }
  }
  if (fault !== undefined) throw fault;
};

/** From the last run that went well, with an overlap; the first run begins before the first purchase. */
const spanOf = (ctx: Context, provider: ProviderName): Promise<{ from: Date; to: Date } | undefined> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [last] = await tx
      .select({ to: reconciliationRuns.to })
      .from(reconciliationRuns)
      .where(
        and(
          eq(reconciliationRuns.provider, provider),
          isNotNull(reconciliationRuns.endedAt),
          isNull(reconciliationRuns.failure),
        ),
      )
      .orderBy(desc(reconciliationRuns.to))
      .limit(1);
    const [first] = await tx
      .select({ at: purchases.createdAt })
      .from(purchases)
      .where(eq(purchases.provider, provider))
      .orderBy(asc(purchases.createdAt))
      .limit(1);
    const begin = last?.to ?? first?.at;
    if (begin === undefined) return undefined;
    return { from: new Date(begin.getTime() - overlapDays[provider] * DAY_MS), to: ctx.now() };
  });

const beginRun = (ctx: Context, provider: ProviderName, span: { from: Date; to: Date }): Promise<RunId> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const id = newId("rcn");
    await tx.insert(reconciliationRuns).values({ id, provider, ...span });
    return id;
  });

const takeOvers = { refund: syncRefund, dispute: syncDispute, payout: syncPayout } as const;
const isTakenOver = (group: string): group is keyof typeof takeOvers => Object.hasOwn(takeOvers, group);

/** What the book knows and the ledger does not is asked for once more: its event may have been lost. */
const takeOver = async (ctx: Context, provider: ProviderName): Promise<void> => {
  const differences = await ctx.database.withSnapshot(ctx.actor, (tx) =>
    compareBooks(tx, provider, ctx.now()),
  );
  for (const { group, reference } of differences) {
    if (!isTakenOver(group)) continue;
    try {
      await takeOvers[group]({ ctx, input: { provider, reference } });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.failure !== "refused") throw error;
    }
  }
};

const endRun = async (
  ctx: Context,
  tx: Transaction,
  provider: ProviderName,
  runId: RunId,
  movements: number,
) => {
  const differences = await compareBooks(tx, provider, ctx.now());
  const subjects = differences.map(subjectOf);
  await tx
    .update(reconciliationDifferences)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(reconciliationDifferences.provider, provider),
        isNull(reconciliationDifferences.endedAt),
        subjects.length === 0 ? undefined : notInArray(reconciliationDifferences.subject, subjects),
      ),
    );
  let opened = 0;
  for (const difference of differences) opened += await recordDifference(tx, provider, runId, difference);
  await tx
    .update(reconciliationRuns)
    .set({ movements, totals: await totalsOf(tx, provider), endedAt: sql`now()` })
    .where(eq(reconciliationRuns.id, runId));
  if (opened > 0)
    await tellFinance(ctx.queue, tx, {
      kind: "books_differ",
      params: { count: opened, url: `${ctx.settings.publicUrl}/admin/reconciliation` },
      dedupeKey: `books ${runId}`,
    });
};

const subjectOf = ({ group, reference, currency }: BookDifference) => `${group} ${reference} ${currency}`;

/** Answers 1 for one that is new, or open again because its amounts changed. */
const recordDifference = async (
  tx: Transaction,
  provider: ProviderName,
  runId: RunId,
  difference: BookDifference,
): Promise<number> => {
  const { kind, currency, ourMinor, ourReference, theirMinor, occurredAt } = difference;
  const seen = { runId, kind, ourMinor, ourReference, theirMinor, endedAt: null, explanation: null };
  const opened = await tx
    .insert(reconciliationDifferences)
    .values({
      id: newId("rcd"),
      provider,
      subject: subjectOf(difference),
      what: difference.group,
      theirReference: difference.reference,
      currency,
      occurredAt,
      ...seen,
    })
    .onConflictDoUpdate({
      target: [reconciliationDifferences.provider, reconciliationDifferences.subject],
      set: seen,
      setWhere: sql`(${reconciliationDifferences.ourMinor}, ${reconciliationDifferences.theirMinor})
        IS DISTINCT FROM (excluded.our_minor, excluded.their_minor)
        OR (${reconciliationDifferences.endedAt} IS NOT NULL AND ${reconciliationDifferences.explanation} IS NULL)`,
    })
    .returning({ id: reconciliationDifferences.id });
  return opened.length;
};
