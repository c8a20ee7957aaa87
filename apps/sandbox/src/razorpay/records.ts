import { z } from "zod";

export const notesRecord = z.record(z.string(), z.string());

/** Common to everything that Razorpay makes. */
const made = { id: z.string(), createdSeconds: z.int() };
const money = { amount: z.int(), currency: z.string() };

export const orderRecord = z.object({
  ...made,
  ...money,
  amountPaid: z.int(),
  receipt: z.string().nullable(),
  notes: notesRecord,
  status: z.enum(["created", "attempted", "paid"]),
  attempts: z.int(),
  /** Whether what a bank holds is taken without being asked for. */
  capturesItself: z.boolean(),
  /** Why the last try did not go through. */
  lastFailure: z.string().nullable(),
});
export type OrderRecord = z.infer<typeof orderRecord>;

export const paymentMethods = ["card", "upi"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** One opening of the payment page. */
export const checkoutRecord = z.object({
  ...made,
  orderId: z.string(),
  shopName: z.string(),
  description: z.string(),
  email: z.string(),
  contact: z.string(),
  method: z.enum(paymentMethods),
  notes: notesRecord,
  callbackUrl: z.string(),
  cancelUrl: z.string().nullable(),
});
export type CheckoutRecord = z.infer<typeof checkoutRecord>;

const paymentFailure = z.object({ reason: z.string(), description: z.string() });

export const paymentRecord = z.object({
  ...made,
  ...money,
  orderId: z.string(),
  method: z.enum(paymentMethods),
  /** `created`: the bank has not answered yet. */
  status: z.enum(["created", "authorized", "captured", "refunded", "failed"]),
  amountRefunded: z.int(),
  amountTransferred: z.int(),
  vpa: z.string().nullable(),
  email: z.string(),
  contact: z.string(),
  description: z.string(),
  notes: notesRecord,
  /** Known once it is captured; the tax is part of the fee. */
  fee: z.int().nullable(),
  tax: z.int().nullable(),
  failure: paymentFailure.nullable(),
});
export type PaymentRecord = z.infer<typeof paymentRecord>;

export const refundRecord = z.object({
  ...made,
  ...money,
  paymentId: z.string(),
  receipt: z.string().nullable(),
  notes: notesRecord,
  speed: z.enum(["normal", "optimum"]),
  status: z.enum(["pending", "processed", "failed"]),
});
export type RefundRecord = z.infer<typeof refundRecord>;

export const evidenceLists = [
  "shipping_proof",
  "billing_proof",
  "cancellation_proof",
  "customer_communication",
  "proof_of_service",
  "explanation_letter",
  "refund_confirmation",
  "access_activity_log",
  "refund_cancellation_policy",
  "term_and_conditions",
] as const;
const otherEvidence = z.array(z.object({ type: z.string(), document_ids: z.array(z.string()) }));

export const disputeRecord = z.object({
  ...made,
  ...money,
  paymentId: z.string(),
  reasonCode: z.string(),
  respondBySeconds: z.int(),
  status: z.enum(["open", "under_review", "won", "lost", "closed"]),
  evidence: z
    .object({
      amount: z.int(),
      summary: z.string().nullable(),
      lists: z.partialRecord(z.enum(evidenceLists), z.array(z.string())),
      others: otherEvidence,
      submittedSeconds: z.int().nullable(),
    })
    .nullable(),
});
export type DisputeRecord = z.infer<typeof disputeRecord>;

export const documentRecord = z.object({
  ...made,
  purpose: z.string(),
  name: z.string(),
  mimeType: z.string(),
  size: z.int(),
});
export type DocumentRecord = z.infer<typeof documentRecord>;

/** One line of the account book; its id is what the report calls `entity_id`. */
export const movementRecord = z.object({
  ...made,
  ...money,
  type: z.enum(["payment", "refund", "transfer", "reversal", "adjustment"]),
  debit: z.int(),
  credit: z.int(),
  fee: z.int(),
  tax: z.int(),
  description: z.string().nullable(),
  notes: notesRecord,
  paymentId: z.string().nullable(),
  orderId: z.string().nullable(),
  orderReceipt: z.string().nullable(),
  disputeId: z.string().nullable(),
  method: z.enum(paymentMethods).nullable(),
});
export type MovementRecord = z.infer<typeof movementRecord>;

/** The answer already given under an idempotency key. */
export const keyedAnswerRecord = z.object({ id: z.string(), requestHash: z.string(), body: z.string() });
export type KeyedAnswerRecord = z.infer<typeof keyedAnswerRecord>;
