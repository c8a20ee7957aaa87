import { sweepMoney } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sweepMoneyJob = defineJob("sweep-money", { schedule: "* * * * *" }, async (ctx) => {
  await sweepMoney({ ctx });
});
