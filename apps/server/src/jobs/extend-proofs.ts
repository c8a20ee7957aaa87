import { extendProofs } from "@boltz/services";
import { defineJob } from "./job.ts";

export const extendProofsJob = defineJob("extend-proofs", { schedule: "30 3 * * *" }, async (ctx) => {
  ctx.report({ ...(await extendProofs({ ctx })) });
});
