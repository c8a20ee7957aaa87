import { sweepMails } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sweepMailsJob = defineJob("sweep-mails", { schedule: "* * * * *" }, async (ctx) => {
  await sweepMails({ ctx });
});
