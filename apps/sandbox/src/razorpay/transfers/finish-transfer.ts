import { nowSeconds } from "../../core.ts";
import { emitRazorpay } from "../emit.ts";
import { newRazorpayId } from "../ids.ts";
import { recordMovement } from "../movements.ts";
import type { TransferRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { toTransferAnswer } from "./transfer-answer.ts";

/** The money leaves the marketplace's balance. Inside a transaction. */
export function processTransfer(rzp: Razorpay, transfer: TransferRecord): void {
  const processed: TransferRecord = {
    ...transfer,
    status: "processed",
    processedSeconds: nowSeconds(rzp.core),
  };
  rzp.transfers.save(processed);
  const { id, amount, currency, notes } = processed;
  const payment = rzp.payments.find(processed.source);
  recordMovement(rzp, { id, type: "transfer", direction: "out", amount, currency, notes, payment });
  emitTransfer(rzp, "processed", processed);
}

/** What had left the balance comes back to it. Inside a transaction. */
export function failTransfer(rzp: Razorpay, transfer: TransferRecord): void {
  if (transfer.status !== "pending" && transfer.status !== "processed") {
    throw new Error(`${transfer.id} is ${transfer.status} already`);
  }
  if (transfer.status === "processed") {
    const { amount, currency, id } = transfer;
    recordMovement(rzp, {
      id: newRazorpayId("adj"),
      type: "adjustment",
      direction: "in",
      amount,
      currency,
      description: `Transfer ${id} failed`,
    });
  }
  const failed: TransferRecord = {
    ...transfer,
    status: "failed",
    failure: {
      code: "BAD_REQUEST_ERROR",
      description: "The transfer did not reach the linked account.",
      reason: "linked_account_unreachable",
    },
  };
  rzp.transfers.save(failed);
  emitTransfer(rzp, "failed", failed);
}

function emitTransfer(rzp: Razorpay, what: "processed" | "failed", transfer: TransferRecord): void {
  emitRazorpay(rzp, {
    type: `transfer.${what}`,
    object: { type: "transfer", id: transfer.id },
    payload: { transfer: { entity: toTransferAnswer(transfer, nowSeconds(rzp.core)) } },
  });
}
