import { sendPayout } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sendPayoutJob = defineJob("send-payout", { atOnce: 10 }, (ctx, input) =>
  sendPayout({ ctx, input }),
);
