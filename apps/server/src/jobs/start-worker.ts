import { checkInvariantsJob } from "./check-invariants.ts";
import { type Job, startJob, type WorkerParts } from "./job.ts";
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
export const startWorker = async (parts: WorkerParts): Promise<void> => {
  for (const job of jobs) await startJob(parts, job);
};
