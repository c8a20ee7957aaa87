import { sendRefund } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sendRefundJob = defineJob("send-refund", { atOnce: 5 }, (ctx, input) =>
  sendRefund({ ctx, input }),
);
