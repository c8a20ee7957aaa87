import type { dataExportsOutput } from "@boltz/contract";
import { dataExports } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { exportColumns, toDataExport } from "./export-view.ts";

const SHOWN = 10;

/** The last copies of their data that a person asked for, newest first. */
export const listExports = async ({ ctx }: { ctx: Context }): Promise<z.output<typeof dataExportsOutput>> => {
  enforcePolicy(ctx.actor, "privacy.export");
  const person = personOf(ctx.actor);
  const rows = await ctx.database.withActor(person, (tx) =>
    tx
      .select(exportColumns)
      .from(dataExports)
      .where(eq(dataExports.userId, person.id))
      .orderBy(desc(dataExports.id))
      .limit(SHOWN),
  );
  return rows.map(toDataExport);
};
