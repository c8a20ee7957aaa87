import { z } from "zod";
import type { RefundRequest, RefundState } from "../port.ts";
import { chargeable, collectionOf, minor, moneyOf, notes, pagesOf, seconds } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";

const refundAnswer = z.object({
  id: z.string(),
  entity: z.literal("refund"),
  amount: minor,
  currency: z.string(),
  payment_id: z.string(),
  status: z.enum(["created", "pending", "processed", "failed"]),
  notes,
  created_at: seconds,
});

const refundIdNote = "refund_id";

/**
 * `reverse_all` is not sent: it would take back transfers that were made out of this payment, and creators are paid
 * out of our balance. What a creator gives back for a refund is `reversePayout`'s matter.
 */
export async function createRefund(connection: Connection, request: RefundRequest): Promise<RefundState> {
  const answer = await connection.writeOnce(refundAnswer, {
    path: `/v1/payments/${inPath(request.paymentReference)}/refund`,
    header: "X-Refund-Idempotency",
    idempotencyKey: request.idempotencyKey,
    body: {
      amount: chargeable(request.amount),
      speed: "normal",
      notes: { [refundIdNote]: request.refundId, purchase_id: request.purchaseId },
    },
  });
  return toState(answer);
}

export async function getRefund(connection: Connection, reference: string): Promise<RefundState> {
  const id = inPath(reference);
  return toState(await connection.read(refundAnswer, (sdk) => sdk.refunds.fetch(id)));
}

export async function listRefunds(connection: Connection, paymentReference: string): Promise<RefundState[]> {
  const id = inPath(paymentReference);
  const refunds = pagesOf((page) =>
    connection.read(collectionOf(refundAnswer), (sdk) => sdk.payments.fetchMultipleRefund(id, page)),
  );
  const states: RefundState[] = [];
  for await (const refund of refunds) states.push(toState(refund));
  return states;
}

function toState(refund: z.infer<typeof refundAnswer>): RefundState {
  const status = {
    created: "pending",
    pending: "pending",
    processed: "succeeded",
    failed: "failed",
  } as const;
  return {
    reference: refund.id,
    refundId: refund.notes.get(refundIdNote) ?? null,
    paymentReference: refund.payment_id,
    amount: moneyOf(refund.amount, refund.currency),
    status: status[refund.status],
    // Razorpay says that a refund failed, never why.
    failure: null,
    createdAt: new Date(refund.created_at * 1000),
  };
}
