import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentProvider, RefundState } from "../port.ts";
import { toStripeAmount } from "./amounts.ts";
import {
  call,
  callForAll,
  fromSeconds,
  metadata,
  natural,
  readAnswer,
  readMoney,
  readPaymentReference,
} from "./answer.ts";
import { purchaseIdKey } from "./checkout-answer.ts";

const refundIdKey = "refund_id";

const refundAnswer = z.object({
  id: z.string(),
  object: z.literal("refund"),
  amount: natural,
  currency: z.string(),
  created: natural,
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  failure_reason: z.string().nullish(),
  payment_intent: z.string().nullable(),
  charge: z.string().nullable(),
  metadata,
});

type RefundAnswer = z.infer<typeof refundAnswer>;

const statuses: Record<RefundAnswer["status"], RefundState["status"]> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

export function refundCalls(
  stripe: Stripe,
): Pick<PaymentProvider, "createRefund" | "getRefund" | "listRefunds"> {
  return {
    async createRefund({ idempotencyKey, refundId, purchaseId, paymentReference, amount }) {
      const params: Stripe.RefundCreateParams = {
        payment_intent: paymentReference,
        amount: toStripeAmount(amount),
        metadata: { [refundIdKey]: refundId, [purchaseIdKey]: purchaseId },
      };
      return toRefundState(await call("write", () => stripe.refunds.create(params, { idempotencyKey })));
    },

    async getRefund(reference) {
      return toRefundState(await call("read", () => stripe.refunds.retrieve(reference)));
    },

    async listRefunds(paymentReference) {
      const refunds = await callForAll(() =>
        stripe.refunds.list({ payment_intent: paymentReference, limit: 100 }),
      );
      return refunds.map(toRefundState);
    },
  };
}

function toRefundState(answer: unknown): RefundState {
  const refund = readAnswer(refundAnswer, answer);
  const status = statuses[refund.status];
  return {
    reference: refund.id,
    refundId: refund.metadata?.[refundIdKey] ?? null,
    paymentReference: readPaymentReference(refund),
    amount: readMoney(refund),
    status,
    failure: status === "failed" ? (refund.failure_reason ?? refund.status) : null,
    createdAt: fromSeconds(refund.created),
  };
}
