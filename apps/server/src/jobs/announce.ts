import { announceToAll } from "@boltz/services";
import { defineJob } from "./job.ts";

export const announceJob = defineJob("announce", { atOnce: 5 }, (ctx, input) =>
  announceToAll({ ctx, input }),
);
