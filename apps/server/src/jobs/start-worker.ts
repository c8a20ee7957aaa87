import { anchorAuditJob } from "./anchor-audit.ts";
import { announceJob } from "./announce.ts";
import { checkInvariantsJob } from "./check-invariants.ts";
import { exportDataJob } from "./export-data.ts";
import { extendProofsJob } from "./extend-proofs.ts";
import { handleEventJob } from "./handle-event.ts";
import { type Job, startJob, type WorkerParts } from "./job.ts";
import { placeCheckoutJob } from "./place-checkout.ts";
import { reconcileJob } from "./reconcile.ts";
import { releaseEarningsJob } from "./release-earnings.ts";
import { reverseTransferJob } from "./reverse-transfer.ts";
import { runPayoutsJob } from "./run-payouts.ts";
import { sendMailJob } from "./send-mail.ts";
import { sendPayoutJob } from "./send-payout.ts";
import { sendRefundJob } from "./send-refund.ts";
import { settlePurchaseJob } from "./settle-purchase.ts";
import { sweepMailsJob } from "./sweep-mails.ts";
import { sweepMoneyJob } from "./sweep-money.ts";
import { sweepPrivacyJob } from "./sweep-privacy.ts";
import { sweepPurchasesJob } from "./sweep-purchases.ts";
import { sweepRunsJob } from "./sweep-runs.ts";
import { syncDisputeJob } from "./sync-dispute.ts";
import { syncPayoutAccountJob } from "./sync-payout-account.ts";
import { verifyVersionJob } from "./verify-version.ts";

export const jobs: readonly Job[] = [
  settlePurchaseJob,
  placeCheckoutJob,
  handleEventJob,
  sendRefundJob,
  sendPayoutJob,
  reverseTransferJob,
  syncDisputeJob,
  syncPayoutAccountJob,
  sendMailJob,
  announceJob,
  exportDataJob,
  verifyVersionJob,
  sweepPurchasesJob,
  sweepMailsJob,
  sweepMoneyJob,
  sweepPrivacyJob,
  sweepRunsJob,
  releaseEarningsJob,
  runPayoutsJob,
  reconcileJob,
  extendProofsJob,
  anchorAuditJob,
  checkInvariantsJob,
];

/** Works on every queue until the boss is stopped. */
export const startWorker = async (parts: WorkerParts): Promise<void> => {
  for (const job of jobs) await startJob(parts, job);
};
