import { checkInvariants } from "@boltz/db";
import {
  anchorAudit,
  announceToAll,
  type Context,
  exportData,
  handleEvent,
  type JobName,
  type JobPayload,
  jobPayloads,
  placeCheckout,
  reconcile,
  releaseEarnings,
  reverseTransfer,
  runPayouts,
  sendMail,
  sendPayout,
  sendRefund,
  settlePurchase,
  sweepMails,
  sweepMoney,
  sweepPrivacy,
  sweepPurchases,
  syncDispute,
  syncPayoutAccount,
} from "@boltz/services";

interface Job<Name extends JobName> {
  ctx: Context;
  input: JobPayload<Name>;
}

const runner = <Name extends JobName>(name: Name, verb: (job: Job<Name>) => Promise<unknown>) => ({
  name,
  run: (ctx: Context, data: unknown) => verb({ ctx, input: parse(name, data) }),
});

// `jobPayloads[name]` is the schema whose output `JobPayload<Name>` is defined as.
const parse = <Name extends JobName>(name: Name, data: unknown) =>
  jobPayloads[name].parse(data) as JobPayload<Name>;

/** What a worker does with each queue's jobs. */
export const runners = [
  runner("settle-purchase", settlePurchase),
  runner("place-checkout", placeCheckout),
  runner("handle-event", handleEvent),
  runner("send-refund", sendRefund),
  runner("send-payout", sendPayout),
  runner("reverse-transfer", reverseTransfer),
  runner("sync-dispute", syncDispute),
  runner("sync-payout-account", syncPayoutAccount),
  runner("sweep-money", sweepMoney),
  runner("release-earnings", releaseEarnings),
  runner("run-payouts", runPayouts),
  runner("reconcile", reconcile),
  runner("send-mail", sendMail),
  runner("announce", announceToAll),
  runner("sweep-purchases", sweepPurchases),
  runner("sweep-mails", sweepMails),
  runner("export-data", exportData),
  runner("sweep-privacy", sweepPrivacy),
  runner("anchor-audit", anchorAudit),
  runner("check-invariants", ({ ctx }) => checkInvariants(ctx.database)),
];
