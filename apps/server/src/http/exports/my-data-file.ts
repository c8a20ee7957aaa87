import { dataExportId } from "@boltz/contract";
import { type Context, openExport } from "@boltz/services";
import { z } from "zod";
import type { ExportFile } from "./export-files.ts";

/** Everything about the person who asks, as it was packed before. */
export const myDataFile = (ctx: Context, raw: unknown): ExportFile => {
  const input = z.object({ dataExportId }).parse(raw);
  async function* chunks() {
    yield new Uint8Array(await openExport({ ctx, input }));
  }
  return { name: `my-data-${input.dataExportId}.zip`, type: "application/zip", chunks: chunks() };
};
