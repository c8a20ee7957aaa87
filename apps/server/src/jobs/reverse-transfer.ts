import { reverseTransfer } from "@boltz/services";
import { defineJob } from "./job.ts";

export const reverseTransferJob = defineJob("reverse-transfer", { atOnce: 5 }, (ctx, input) =>
  reverseTransfer({ ctx, input }),
);
