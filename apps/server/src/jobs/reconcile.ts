import { reconcile } from "@boltz/services";
import { defineJob } from "./job.ts";

export const reconcileJob = defineJob("reconcile", { schedule: "30 2 * * *" }, (ctx, input) =>
  reconcile({ ctx, input }),
);
