import { verifyVersion } from "@boltz/services";
import { defineJob } from "./job.ts";

/** As many at once as wait for the threads anyway; the threads take them one by one. */
export const verifyVersionJob = defineJob("verify-version", { atOnce: 2 }, (ctx, input) =>
  verifyVersion({ ctx, input }),
);
