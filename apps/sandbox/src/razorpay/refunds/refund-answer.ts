import type { Refunds } from "razorpay/dist/types/refunds.js";
import type { RefundRecord } from "../records.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

type RefundAnswer = Corrected<
  Refunds.RazorpayRefund,
  { amount: number; notes: Notes; receipt: string | null; speed_processed: "instant" | "normal" | null }
>;

export function toRefundAnswer(refund: RefundRecord): RefundAnswer {
  return {
    id: refund.id,
    entity: "refund",
    amount: refund.amount,
    currency: refund.currency,
    payment_id: refund.paymentId,
    notes: toNotes(refund.notes),
    receipt: refund.receipt,
    acquirer_data: { arn: null },
    created_at: refund.createdSeconds,
    batch_id: null,
    status: refund.status,
    speed_processed: refund.status === "processed" ? "normal" : null,
    speed_requested: refund.speed,
  } satisfies RefundAnswer;
}
