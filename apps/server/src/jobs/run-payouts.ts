import { runPayouts } from "@boltz/services";
import { defineJob } from "./job.ts";

export const runPayoutsJob = defineJob("run-payouts", { schedule: "0 6 * * 1" }, async (ctx) => {
  await runPayouts({ ctx });
});
