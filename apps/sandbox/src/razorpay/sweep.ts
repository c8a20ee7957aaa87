import { processPayout } from "./payouts/finish-payout.ts";
import { changeRazorpay, type Razorpay } from "./razorpay.ts";
import { everything } from "./tables.ts";
import { processTransfer } from "./transfers/finish-transfer.ts";

/** Ends what takes Razorpay and the banks a moment. */
export function sweepRazorpay(rzp: Razorpay): void {
  const transfers = rzp.transfers.list({ equal: { status: "pending" }, limit: everything });
  const payouts = rzp.payouts.list({ equal: { status: "processing" }, limit: everything });
  if (transfers.length === 0 && payouts.length === 0) return;
  changeRazorpay(rzp, () => {
    for (const transfer of transfers.reverse()) processTransfer(rzp, transfer);
    for (const payout of payouts.reverse()) processPayout(rzp, payout);
  });
}
