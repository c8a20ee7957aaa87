import { syncDispute } from "@boltz/services";
import { defineJob } from "./job.ts";

export const syncDisputeJob = defineJob("sync-dispute", { atOnce: 5 }, async (ctx, input) => {
  await syncDispute({ ctx, input });
});
