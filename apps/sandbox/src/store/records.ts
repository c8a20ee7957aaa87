import { z } from "zod";

export const metadata = z.record(z.string(), z.string());

export const sessionRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  expiresAtSeconds: z.int(),
  status: z.enum(["open", "complete", "expired"]),
  paymentStatus: z.enum(["paid", "unpaid"]),
  amountTotal: z.int(),
  currency: z.string(),
  livemode: z.boolean(),
  title: z.string(),
  customerEmail: z.string().nullable(),
  clientReferenceId: z.string().nullable(),
  metadata,
  successUrl: z.string(),
  cancelUrl: z.string().nullable(),
  submitType: z.string().nullable(),
  intentMetadata: metadata,
  transferGroup: z.string().nullable(),
  intentId: z.string().nullable(),
  /** A payment that waits for the cardholder's confirmation. */
  awaitsConfirmation: z.boolean(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

export const declineRecord = z.object({
  code: z.enum(["card_declined", "payment_intent_authentication_failure"]),
  declineCode: z.string().nullable(),
  message: z.string(),
});
export type DeclineRecord = z.infer<typeof declineRecord>;

export const intentRecord = z.object({
  id: z.string(),
  sessionId: z.string(),
  createdSeconds: z.int(),
  status: z.enum(["requires_payment_method", "requires_action", "processing", "succeeded"]),
  amount: z.int(),
  amountReceived: z.int(),
  currency: z.string(),
  livemode: z.boolean(),
  metadata,
  transferGroup: z.string().nullable(),
  lastDecline: declineRecord.nullable(),
  chargeId: z.string().nullable(),
});
export type IntentRecord = z.infer<typeof intentRecord>;

export const chargeRecord = z.object({
  id: z.string(),
  sessionId: z.string(),
  intentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  createdSeconds: z.int().default(0),
  livemode: z.boolean().default(false),
  /** Pending refunds count, failed ones do not. */
  amountRefunded: z.int().default(0),
  disputeId: z.string().nullable().default(null),
  movementId: z.string().nullable().default(null),
});
export type ChargeRecord = z.infer<typeof chargeRecord>;

export const providerNames = ["stripe", "razorpay"] as const;
export type ProviderName = (typeof providerNames)[number];

export const eventRecord = z.object({
  id: z.string(),
  provider: z.enum(providerNames),
  type: z.string(),
  created: z.string(),
  livemode: z.boolean(),
  objectType: z.string(),
  objectId: z.string(),
  /** The complete JSON to post; null where the event is thin and built from the fields above. */
  body: z.string().nullable(),
});
export type EventRecord = z.infer<typeof eventRecord>;

/** The stored answer to a request with an idempotency key. */
export const answerRecord = z.object({
  id: z.string(),
  requestHash: z.string(),
  requestId: z.string(),
  status: z.int(),
  body: z.string(),
});
export type AnswerRecord = z.infer<typeof answerRecord>;

export const mailRecord = z.object({
  id: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  /** What mail programs offer to turn such mails off by; empty in mails kept before it was read. */
  listHeaders: z.record(z.string(), z.string()).default({}),
});
export type MailRecord = z.infer<typeof mailRecord>;
