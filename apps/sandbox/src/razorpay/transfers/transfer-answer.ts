import type { Transfers } from "razorpay/dist/types/transfers.js";
import type { ReversalRecord, TransferRecord } from "../payout-records.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

type TransferAnswer = Corrected<
  Transfers.RazorpayTransfer,
  {
    amount: number;
    on_hold: boolean;
    on_hold_until: number | null;
    processed_at: number | null;
    linked_account_notes: string[];
    notes: Notes;
  }
>;

const secondsToSettle = 2 * 86_400;

/** When the linked account's bank gets the money. */
export function settlementStatus(
  transfer: TransferRecord,
  nowSeconds: number,
): "on_hold" | "pending" | "settled" | null {
  const { processedSeconds, onHold, onHoldUntilSeconds } = transfer;
  if (processedSeconds === null || transfer.status === "failed") return null;
  if (onHold && (onHoldUntilSeconds ?? Number.POSITIVE_INFINITY) > nowSeconds) return "on_hold";
  if (transfer.settlesAtOnce) return "settled";
  const releasedSeconds = Math.max(processedSeconds, onHoldUntilSeconds ?? 0);
  return nowSeconds >= releasedSeconds + secondsToSettle ? "settled" : "pending";
}

export function toTransferAnswer(transfer: TransferRecord, nowSeconds: number): TransferAnswer {
  const { failure } = transfer;
  return {
    id: transfer.id,
    entity: "transfer",
    status: transfer.status,
    settlement_status: settlementStatus(transfer, nowSeconds),
    source: transfer.source,
    recipient: transfer.accountId,
    amount: transfer.amount,
    currency: transfer.currency,
    amount_reversed: transfer.amountReversed,
    fees: 0,
    tax: 0,
    notes: toNotes(transfer.notes),
    linked_account_notes: transfer.linkedAccountNotes,
    on_hold: transfer.onHold,
    on_hold_until: transfer.onHoldUntilSeconds,
    recipient_settlement_id: null,
    recipient_settlement: null,
    created_at: transfer.createdSeconds,
    processed_at: transfer.processedSeconds,
    error: {
      code: failure?.code ?? null,
      description: failure?.description ?? null,
      reason: failure?.reason ?? null,
      field: null,
      step: null,
      id: failure === null ? null : transfer.id,
      source: null,
      metadata: null,
    },
  } satisfies TransferAnswer;
}

type ReversalAnswer = Corrected<Transfers.RazorpayReversal, { notes: Notes }>;

export function toReversalAnswer(reversal: ReversalRecord): ReversalAnswer {
  return {
    id: reversal.id,
    entity: "reversal",
    transfer_id: reversal.transferId,
    amount: reversal.amount,
    fee: 0,
    tax: 0,
    currency: reversal.currency,
    notes: toNotes(reversal.notes),
    initiator_id: null,
    customer_refund_id: null,
    created_at: reversal.createdSeconds,
  } satisfies ReversalAnswer;
}
