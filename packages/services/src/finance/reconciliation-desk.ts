import {
  currency,
  type DifferenceKind,
  differenceId,
  type Id,
  MarketError,
  minorUnits,
  type ReconciliationDifference,
  type ReconciliationRun,
} from "@boltz/contract";
import { reconciliationDifferences, reconciliationRuns } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, count, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { toMoney } from "../money.ts";

const RUNS_SHOWN = 30;
const totals = z.array(z.object({ currency, ledgerMinor: minorUnits, providerMinor: minorUnits }));

/** The latest comparisons with the providers' books, newest first. */
export const listReconciliationRuns = ({ ctx }: { ctx: Context }): Promise<ReconciliationRun[]> => {
  enforcePolicy(ctx.actor, "finance.read");
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const runs = await tx
      .select()
      .from(reconciliationRuns)
      .orderBy(desc(reconciliationRuns.id))
      .limit(RUNS_SHOWN);
    const found = await tx
      .select({ runId: reconciliationDifferences.runId, found: count() })
      .from(reconciliationDifferences)
      .where(
        inArray(
          reconciliationDifferences.runId,
          runs.map(({ id }) => id),
        ),
      )
      .groupBy(reconciliationDifferences.runId);
    const byRun = new Map(found.map((row) => [row.runId, row.found]));
    return runs.map((run) => ({
      id: run.id,
      provider: run.provider,
      from: run.from.toISOString(),
      to: run.to.toISOString(),
      endedAt: run.endedAt?.toISOString() ?? null,
      failure: run.failure,
      movements: run.movements,
      differences: byRun.get(run.id) ?? 0,
      totals: totals.parse(run.totals),
    }));
  });
};

type DifferenceRow = typeof reconciliationDifferences.$inferSelect;

const words = {
  missing_in_ledger: "is in the provider's book and not in the ledger",
  missing_at_provider: "is in the ledger and not in the provider's book",
  amount_differs: "has another amount in the ledger than in the provider's book",
} as const satisfies Record<DifferenceKind, string>;

const toView = (row: DifferenceRow): ReconciliationDifference => ({
  id: row.id,
  provider: row.provider,
  kind: row.kind,
  what: `${row.what} ${row.theirReference ?? ""} ${words[row.kind]}`,
  ours: row.ourMinor === null ? null : toMoney(row.ourMinor, row.currency),
  ourReference: row.ourReference,
  theirs: row.theirMinor === null ? null : toMoney(row.theirMinor, row.currency),
  theirReference: row.theirReference,
  at: row.occurredAt.toISOString(),
  explanation: row.explanation,
});

/** Where the books disagree, newest first: what is open, or everything there ever was. */
export const listDifferences = ({
  ctx,
  input,
}: Call<{ cursor?: string | undefined; limit: number; open: boolean }>): Promise<{
  items: ReconciliationDifference[];
  nextCursor: string | null;
}> => {
  enforcePolicy(ctx.actor, "finance.read");
  const { limit, open } = input;
  const before = input.cursor === undefined ? undefined : readCursor(differenceId, input.cursor);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const rows = await tx
      .select()
      .from(reconciliationDifferences)
      .where(
        and(
          open ? isNull(reconciliationDifferences.endedAt) : undefined,
          before === undefined ? undefined : lt(reconciliationDifferences.id, before),
        ),
      )
      .orderBy(desc(reconciliationDifferences.id))
      .limit(limit + 1);
    const items = rows.slice(0, limit);
    return {
      items: items.map(toView),
      nextCursor: rows.length > limit ? writeCursor(items.at(-1)?.id) : null,
    };
  });
};

/** Ends a difference with the words of whoever found its cause; it opens again if its amounts change. */
export const explainDifference = ({
  ctx,
  input,
}: Call<{ differenceId: Id<"rcd">; explanation: string }>): Promise<ReconciliationDifference> => {
  enforcePolicy(ctx.actor, "finance.act");
  const person = personOf(ctx.actor);
  const isThis = eq(reconciliationDifferences.id, input.differenceId);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const [explained] = await tx
      .update(reconciliationDifferences)
      .set({ explanation: input.explanation, explainedBy: person.id, endedAt: sql`now()` })
      .where(and(isThis, isNull(reconciliationDifferences.endedAt)))
      .returning();
    if (explained === undefined) {
      const [ended] = await tx
        .select({ id: reconciliationDifferences.id })
        .from(reconciliationDifferences)
        .where(and(isThis, isNotNull(reconciliationDifferences.endedAt)));
      throw new MarketError(ended === undefined ? "not_found" : "wrong_state");
    }
    await logAudit(tx, ctx.actor, {
      action: "difference_explained",
      subjectType: "reconciliation",
      subject: { prefix: "rcd", id: explained.id },
      detail: { kind: explained.kind, subject: explained.subject },
    });
    return toView(explained);
  });
};

/** Asks for a comparison now; it runs as the nightly one does. */
export const requestReconciliation = async ({ ctx }: { ctx: Context }): Promise<{ queued: true }> => {
  enforcePolicy(ctx.actor, "finance.act");
  await ctx.database.withActor(ctx.actor, (tx) => ctx.queue.send(tx, "reconcile", {}));
  return { queued: true };
};
