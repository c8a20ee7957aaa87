import type { ErasureId } from "@boltz/contract";
import { dataExports, erasureRequests } from "@boltz/db/schema";
import { daysAfter, erasureBlockSentences, yearsAfter } from "@boltz/domain";
import { and, asc, eq, inArray, isNull, lte, type SQL } from "drizzle-orm";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { type Erasure, erasePerson, requireNothingNew } from "./erase-person.ts";
import { readBlocks } from "./erasure-facts.ts";
import { expireRecords } from "./expire-records.ts";
import { forgetLeftovers } from "./forget-leftovers.ts";
import { privacyUrl } from "./request-erasure.ts";

const BATCH = 50;
const HOUR_MS = 3_600_000;

interface Swept {
  /** Whose accounts were erased now: to be kept outside of the database, for after a backup is restored. */
  erased: Erasure[];
  putOff: number;
  /** Archives that were dropped, and exports that nobody finished. */
  exportsExpired: number;
  exportsFailed: number;
  recordsExpired: number;
  /** What went wrong with single people; it keeps nobody else waiting. */
  faults: unknown[];
}

/** Does what is due: erasures after the days of reflection, archives that expire, records that need not be kept. */
export const sweepPrivacy = async ({ ctx }: { ctx: Context }): Promise<Swept> => {
  const swept: Swept = { erased: [], putOff: 0, recordsExpired: 0, ...(await sweepExports(ctx)), faults: [] };
  for (const id of await listRequests(ctx, isDue(ctx), erasureRequests.dueAt)) {
    try {
      const outcome = await eraseDue(ctx, id);
      if (outcome === "put_off") swept.putOff += 1;
      else if (outcome !== "not_due") swept.erased.push(outcome);
    } catch (error) {
      swept.faults.push(error);
    }
  }
  for (const id of await listRequests(ctx, isKeptNoLonger(ctx), erasureRequests.retainUntil)) {
    await expireRecords(ctx, id);
    swept.recordsExpired += 1;
  }
  await forgetLeftovers(ctx, ctx.now());
  return swept;
};

const sweepExports = (ctx: Context) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const now = ctx.now();
    const expired = await tx
      .update(dataExports)
      .set({ state: "expired", archive: null, bytes: null })
      .where(and(eq(dataExports.state, "ready"), lte(dataExports.expiresAt, now)));
    const failed = await tx
      .update(dataExports)
      .set({ state: "failed", step: "" })
      .where(
        and(
          inArray(dataExports.state, ["queued", "running"]),
          lte(dataExports.requestedAt, new Date(now.getTime() - HOUR_MS)),
        ),
      );
    return { exportsExpired: expired.rowCount ?? 0, exportsFailed: failed.rowCount ?? 0 };
  });

const isDue = (ctx: Context) =>
  and(eq(erasureRequests.state, "scheduled"), lte(erasureRequests.dueAt, ctx.now()));

const isKeptNoLonger = (ctx: Context) =>
  and(
    eq(erasureRequests.state, "done"),
    isNull(erasureRequests.expiredAt),
    lte(erasureRequests.retainUntil, ctx.now()),
  );

/** Some of the requests that `which` holds for, in the order of `since`. */
const listRequests = (
  ctx: Context,
  which: SQL | undefined,
  since: typeof erasureRequests.dueAt | typeof erasureRequests.retainUntil,
): Promise<ErasureId[]> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const rows = await tx
      .select({ id: erasureRequests.id })
      .from(erasureRequests)
      .where(which)
      .orderBy(asc(since))
      .limit(BATCH);
    return rows.map(({ id }) => id);
  });

/** Erases one person whose time has come, or puts it off for a day where something stands in the way. */
const eraseDue = (ctx: Context, id: ErasureId): Promise<Erasure | "put_off" | "not_due"> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const now = ctx.now();
    const [request] = await tx
      .select()
      .from(erasureRequests)
      .where(and(eq(erasureRequests.id, id), isDue(ctx)))
      .for("update");
    if (request === undefined) return "not_due";
    const { userId } = request;
    const blocks = await readBlocks(tx, userId);
    if (blocks.length > 0) {
      await tx
        .update(erasureRequests)
        .set({ blocks, dueAt: daysAfter(now, 1) })
        .where(eq(erasureRequests.id, id));
      await tell(ctx.queue, tx, {
        userId,
        kind: "erasure_put_off",
        params: { blocks: blocks.map((block) => erasureBlockSentences[block]), url: privacyUrl(ctx) },
        dedupeKey: `erasure_put_off:${id}:${blocks.join("+")}`,
      });
      return "put_off";
    }
    const erasure = { userId, erasedAt: now, retainUntil: yearsAfter(now, ctx.settings.retentionYears) };
    await erasePerson(ctx, tx, erasure, () => requireNothingNew(tx, userId));
    return erasure;
  });
