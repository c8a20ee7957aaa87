import type { DataExportId, UserId } from "@boltz/contract";
import { dataExports } from "@boltz/db/schema";
import { daysAfter } from "@boltz/domain";
import { and, eq, inArray } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { csvText } from "../csv/csv-text.ts";
import { tell } from "../notifications/tell.ts";
import { bearer } from "../people/load-actor.ts";
import type { JobPayload } from "../queue.ts";
import { createArchive } from "./archive.ts";
import { readmeOf } from "./readme.ts";
import { privacyUrl } from "./request-erasure.ts";
import type { Section } from "./section.ts";
import { sections } from "./sections.ts";

const KEPT_DAYS = 7;

type Archive = ReturnType<typeof createArchive>;

/**
 * Collects everything about the person who asked, as that person, and packs it. How far it is can be read
 * all the time. Begun again, it begins anew; an export that is no longer wanted is left alone.
 */
export const exportData = async ({ ctx, input }: Call<JobPayload<"export-data">>): Promise<void> => {
  const { dataExportId } = input;
  const userId = await begin(ctx, dataExportId);
  if (userId === undefined) return;
  const archive = createArchive();
  const counts = new Map<Section, number>();
  for (const [index, section] of sections.entries()) {
    const step = { progress: Math.floor((index / sections.length) * 100), step: section.about };
    if (!(await report(ctx, dataExportId, step))) return;
    counts.set(section, await collect(ctx, userId, section, archive));
  }
  const readme = archive.open("README.txt");
  readme.write(readmeOf(userId, ctx.now(), counts));
  readme.end();
  await finish(ctx, dataExportId, userId, archive.finish());
};

const begin = (ctx: Context, dataExportId: DataExportId): Promise<UserId | undefined> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [begun] = await tx
      .update(dataExports)
      .set({ state: "running", progress: 0, step: "" })
      .where(and(eq(dataExports.id, dataExportId), inArray(dataExports.state, ["queued", "running"])))
      .returning({ userId: dataExports.userId });
    return begun?.userId;
  });

const isRunning = (dataExportId: DataExportId) =>
  and(eq(dataExports.id, dataExportId), eq(dataExports.state, "running"));

/** Says how far it is; false once the export was given up or is gone with its person. */
const report = (ctx: Context, dataExportId: DataExportId, step: { progress: number; step: string }) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const { rowCount } = await tx.update(dataExports).set(step).where(isRunning(dataExportId));
    return rowCount === 1;
  });

const toJson = (row: unknown): string =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

/** Writes one section as JSON and as CSV, by the rights of the person; answers how many rows it has. */
const collect = (ctx: Context, userId: UserId, section: Section, archive: Archive): Promise<number> =>
  ctx.database.withSnapshot(bearer(userId), async (tx) => {
    const json = archive.open(`${section.name}.json`);
    const csv = archive.open(`${section.name}.csv`);
    json.write("[");
    csv.write(csvText({ columns: section.columns, rows: [], isFirst: true }));
    let count = 0;
    for await (const page of section.pages(tx, userId)) {
      for (const row of page) {
        json.write(`${count === 0 ? "\n" : ",\n"}${toJson(row)}`);
        count += 1;
      }
      csv.write(csvText({ columns: section.columns, rows: page, isFirst: false }));
    }
    json.write("\n]\n");
    json.end();
    csv.end();
    return count;
  });

const finish = (ctx: Context, dataExportId: DataExportId, userId: UserId, archive: Buffer) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const now = ctx.now();
    const { rowCount } = await tx
      .update(dataExports)
      .set({
        ...{ state: "ready" as const, progress: 100, step: "" },
        ...{ archive, bytes: archive.length },
        ...{ readyAt: now, expiresAt: daysAfter(now, KEPT_DAYS) },
      })
      .where(isRunning(dataExportId));
    if (rowCount !== 1) return;
    await tell(ctx.queue, tx, {
      userId,
      kind: "export_ready",
      params: { days: KEPT_DAYS, url: privacyUrl(ctx) },
      dedupeKey: `export_ready:${dataExportId}`,
    });
  });
