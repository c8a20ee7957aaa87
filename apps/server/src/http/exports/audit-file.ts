import { auditFilters } from "@boltz/contract";
import { type Context, listAuditForExport } from "@boltz/services";
import { z } from "zod";
import { csvChunks, type Row } from "./csv.ts";
import type { ExportFile } from "./export-files.ts";

const filters = z.strictObject(auditFilters);

const columns = [
  "seq",
  "id",
  "at",
  "actor_id",
  "actor_label",
  "action",
  "subject_type",
  "subject_id",
  "detail",
  "prev_hash",
  "hash",
];

/** The audit log as it is asked for, oldest first, with all that its hashes are made of. */
export const auditFile = (ctx: Context, raw: unknown): ExportFile => {
  const input = filters.parse(raw);
  async function* rows(): AsyncGenerator<Row> {
    for await (const link of listAuditForExport({ ctx, input }))
      yield {
        ...{ seq: link.seq, id: link.id, at: link.at, actor_id: link.actorId, actor_label: link.actorLabel },
        ...{ action: link.action, subject_type: link.subjectType, subject_id: link.subjectId },
        ...{ detail: link.detail, prev_hash: link.prevHash, hash: link.hash },
      };
  }
  return { name: "audit.csv", type: "text/csv", chunks: csvChunks(columns, rows()) };
};
