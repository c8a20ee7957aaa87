import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import { amountAtLeast, notes, readParams, switchField } from "../params.ts";
import type { TransferRecord } from "../payout-records.ts";
import { merchantAccountId, type Razorpay } from "../razorpay.ts";
import type { PaymentRecord } from "../records.ts";
import { badRequest } from "../wire-error.ts";

const smallestTransfer = 100;

const transferParams = z.strictObject({
  account: z.string(),
  amount: amountAtLeast(smallestTransfer, "The amount must be at least 100."),
  currency: z.literal("INR"),
  notes,
  linked_account_notes: z.array(z.string()).default([]),
  on_hold: switchField.default(false),
  on_hold_until: z.int().positive().nullish(),
});
type TransferParams = z.output<typeof transferParams>;

/** Out of the marketplace's own balance. Inside a transaction. */
export function createTransfer(rzp: Razorpay, input: unknown): TransferRecord {
  return saveTransfer(rzp, readParams(transferParams, input), merchantAccountId);
}

const sharesParams = z.strictObject({ transfers: z.array(transferParams).min(1).max(20) });

/** Shares a captured payment out. Inside a transaction. */
export function createPaymentTransfers(
  rzp: Razorpay,
  payment: PaymentRecord,
  input: unknown,
): TransferRecord[] {
  const { transfers } = readParams(sharesParams, input);
  if (payment.status !== "captured" || payment.amountRefunded > 0) {
    throw badRequest("Transfers can only be made on captured payments that were not refunded");
  }
  const total = transfers.reduce((sum, { amount }) => sum + amount, payment.amountTransferred);
  if (total > payment.amount) {
    throw badRequest(
      "The sum of amount requested for transfer is greater than the captured amount",
      "amount",
    );
  }
  rzp.payments.save({ ...payment, amountTransferred: total });
  return transfers.map((transfer) => saveTransfer(rzp, transfer, payment.id));
}

function saveTransfer(rzp: Razorpay, params: TransferParams, source: string): TransferRecord {
  const account = rzp.accounts.find(params.account);
  if (account === undefined) throw badRequest(`${params.account} is not a valid account id`, "account");
  const [product] = rzp.products.list({ equal: { accountId: account.id }, limit: 1 });
  if (product?.status !== "activated") {
    throw badRequest("The linked account is not activated: it cannot receive transfers", "account", "NA");
  }
  const { payoutFailure, accountsPayOutAtOnce } = rzp.core.faults.settings;
  if (payoutFailure !== null) {
    throw badRequest(`The transfer was refused: ${payoutFailure}`, undefined, payoutFailure);
  }
  const transfer: TransferRecord = {
    id: newRazorpayId("trf"),
    createdSeconds: nowSeconds(rzp.core),
    amount: params.amount,
    currency: params.currency,
    source,
    accountId: account.id,
    notes: params.notes,
    linkedAccountNotes: params.linked_account_notes,
    status: "pending",
    amountReversed: 0,
    onHold: params.on_hold,
    onHoldUntilSeconds: params.on_hold_until ?? null,
    settlesAtOnce: accountsPayOutAtOnce,
    processedSeconds: null,
    failure: null,
  };
  rzp.transfers.save(transfer);
  return transfer;
}

const holdParams = z.strictObject({
  on_hold: switchField,
  on_hold_until: z.int().positive().nullish(),
});

/** Inside a transaction. */
export function holdTransfer(rzp: Razorpay, transfer: TransferRecord, input: unknown): TransferRecord {
  const params = readParams(holdParams, input);
  const held: TransferRecord = {
    ...transfer,
    onHold: params.on_hold,
    onHoldUntilSeconds: params.on_hold ? (params.on_hold_until ?? null) : null,
  };
  rzp.transfers.save(held);
  return held;
}
