import { announceToAll } from "@boltz/services";
import { defineJob } from "./job.ts";

export const announceJob = defineJob("announce", {}, (ctx, input) => announceToAll({ ctx, input }));
