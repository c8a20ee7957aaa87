import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import { recordMovement } from "../movements.ts";
import { amountAtLeast, notes, readParams } from "../params.ts";
import type { ReversalRecord, TransferRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { badRequest } from "../wire-error.ts";
import { settlementStatus } from "./transfer-answer.ts";

const reversalParams = z.strictObject({
  amount: amountAtLeast(1, "The amount must be at least 1.").optional(),
  notes,
});

/**
 * Takes back from the linked account, without an amount all that is left.
 * What its bank has got already cannot be taken back. Inside a transaction.
 */
export function reverseTransfer(rzp: Razorpay, transfer: TransferRecord, input: unknown): ReversalRecord {
  const params = readParams(reversalParams, input);
  const now = nowSeconds(rzp.core);
  if (transfer.status !== "processed" && transfer.status !== "partially_reversed") {
    throw badRequest(`A transfer that is ${transfer.status} cannot be reversed`, undefined, "NA");
  }
  const left = transfer.amount - transfer.amountReversed;
  const amount = params.amount ?? left;
  if (amount > left) throw badRequest("The reversal amount is greater than the unreversed amount", "amount");
  if (settlementStatus(transfer, now) === "settled") {
    throw badRequest("The linked account does not have sufficient balance to process reversal", "amount");
  }
  const reversal: ReversalRecord = {
    id: newRazorpayId("rvrsl"),
    createdSeconds: now,
    amount,
    currency: transfer.currency,
    transferId: transfer.id,
    notes: params.notes,
  };
  const amountReversed = transfer.amountReversed + amount;
  const status = amountReversed === transfer.amount ? "reversed" : "partially_reversed";
  rzp.reversals.save(reversal);
  rzp.transfers.save({ ...transfer, amountReversed, status });
  recordMovement(rzp, {
    id: reversal.id,
    type: "reversal",
    direction: "in",
    amount,
    currency: reversal.currency,
    description: `Reversal of ${transfer.id}`,
    notes: reversal.notes,
  });
  return reversal;
}
