import type { Services } from "@boltz/services";
import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { checkInvariantsJob } from "./check-invariants.ts";
import { type Job, startJob } from "./job.ts";
import { placeCheckoutJob } from "./place-checkout.ts";
import { sendMailJob } from "./send-mail.ts";
import { settlePurchaseJob } from "./settle-purchase.ts";
import { sweepMailsJob } from "./sweep-mails.ts";
import { sweepPurchasesJob } from "./sweep-purchases.ts";

export const jobs: readonly Job[] = [
  settlePurchaseJob,
  placeCheckoutJob,
  sendMailJob,
  sweepPurchasesJob,
  sweepMailsJob,
  checkInvariantsJob,
];

/** Works on every queue until the boss is stopped. */
export const startWorker = async (options: {
  services: Services;
  boss: PgBoss;
  log: Logger;
}): Promise<void> => {
  for (const job of jobs) await startJob(options.boss, options.services, options.log, job);
};
