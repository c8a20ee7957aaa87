import { type DataExportId, MarketError } from "@boltz/contract";
import { dataExports } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq, gt } from "drizzle-orm";
import type { Call } from "../context.ts";

/** The archive of a person's own export. Throws `not_found` for what is another's, not made yet, or expired. */
export const openExport = async ({ ctx, input }: Call<{ dataExportId: DataExportId }>): Promise<Buffer> => {
  enforcePolicy(ctx.actor, "privacy.export");
  const person = personOf(ctx.actor);
  const [row] = await ctx.database.withActor(person, (tx) =>
    tx
      .select({ archive: dataExports.archive })
      .from(dataExports)
      .where(
        and(
          eq(dataExports.id, input.dataExportId),
          eq(dataExports.userId, person.id),
          gt(dataExports.expiresAt, ctx.now()),
        ),
      ),
  );
  if (row === undefined || row.archive === null) throw new MarketError("not_found");
  return row.archive;
};
