import { sendMail } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sendMailJob = defineJob("send-mail", { atOnce: 5 }, (ctx, input) => sendMail({ ctx, input }));
