import { emitEvent, nowSeconds } from "../core.ts";
import { newCode } from "./ids.ts";
import { merchantAccountId, type Razorpay } from "./razorpay.ts";

export type EventType =
  | "payment.authorized"
  | "payment.captured"
  | "payment.failed"
  | "order.paid"
  | `refund.${"created" | "processed" | "failed"}`
  | `payment.dispute.${"created" | "under_review" | "won" | "lost" | "closed"}`
  | `transfer.${"processed" | "failed"}`
  | `payout.${"processed" | "reversed" | "failed" | "rejected"}`
  | `product.route.${"activated" | "under_review" | "needs_clarification" | "rejected"}`
  | "account.suspended";

interface EventInput {
  type: EventType;
  /** What it is about. */
  object: { type: string; id: string };
  payload: Record<string, { entity: object; data?: object }>;
  /** Whose event it is, where not the marketplace's. */
  accountId?: string;
}

interface EventBody {
  entity: "event";
  account_id: string;
  event: EventType;
  contains: string[];
  payload: EventInput["payload"];
  created_at: number;
}

/** Inside the transaction that made it so. */
export function emitRazorpay({ core }: Razorpay, { type, object, payload, accountId }: EventInput): void {
  const body: EventBody = {
    entity: "event",
    account_id: accountId ?? merchantAccountId,
    event: type,
    contains: Object.keys(payload),
    payload,
    created_at: nowSeconds(core),
  };
  emitEvent(core, {
    id: newCode(),
    provider: "razorpay",
    type,
    livemode: false,
    objectType: object.type,
    objectId: object.id,
    body: JSON.stringify(body),
  });
}
