import { sweepPurchases } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sweepPurchasesJob = defineJob(
  "sweep-purchases",
  { schedule: "* * * * *" },
  async (ctx, input) => {
    await sweepPurchases({ ctx, input });
  },
);
