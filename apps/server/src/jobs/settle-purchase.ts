import { settlePurchase } from "@boltz/services";
import { defineJob } from "./job.ts";

export const settlePurchaseJob = defineJob("settle-purchase", { atOnce: 20 }, (ctx, input) =>
  settlePurchase({ ctx, input }),
);
