import { exportData } from "@boltz/services";
import { defineJob } from "./job.ts";

export const exportDataJob = defineJob("export-data", { atOnce: 2 }, (ctx, input) =>
  exportData({ ctx, input }),
);
