import type { DataExport } from "@boltz/contract";
import { dataExports } from "@boltz/db/schema";
import { getTableColumns } from "drizzle-orm";

const { archive: _archive, ...columns } = getTableColumns(dataExports);

/** Everything but the archive, which is read when it is downloaded. */
export const exportColumns = columns;

type ExportRow = Omit<typeof dataExports.$inferSelect, "archive">;

export const toDataExport = (row: ExportRow): DataExport => ({
  id: row.id,
  state: row.state,
  progress: row.progress,
  step: row.step,
  bytes: row.bytes,
  requestedAt: row.requestedAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
});
