import { type DataExport, MarketError } from "@boltz/contract";
import { newId } from "@boltz/db";
import { dataExports } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq, inArray } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { exportColumns, toDataExport } from "./export-view.ts";

/** Asks for a copy of everything about oneself. While one is being made, that one is the answer. */
export const requestExport = async ({ ctx }: { ctx: Context }): Promise<DataExport> => {
  enforcePolicy(ctx.actor, "privacy.export");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const [made] = await tx
      .insert(dataExports)
      .values({ id: newId("dex"), userId: person.id })
      .onConflictDoNothing()
      .returning(exportColumns);
    if (made === undefined) {
      const [open] = await tx
        .select(exportColumns)
        .from(dataExports)
        .where(and(eq(dataExports.userId, person.id), inArray(dataExports.state, ["queued", "running"])));
      if (open === undefined) throw new MarketError("conflict");
      return toDataExport(open);
    }
    await ctx.queue.send(tx, "export-data", { dataExportId: made.id });
    await logAudit(tx, person, {
      action: "data_export_requested",
      subjectType: "data_export",
      subject: { prefix: "dex", id: made.id },
    });
    return toDataExport(made);
  });
};
