import type { Orders } from "razorpay/dist/types/orders.js";
import type { OrderRecord } from "../records.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

/** Without what only prepaid tokens and carts carry. */
type OrderAnswer = Corrected<
  Omit<Orders.RazorpayOrder, "token" | "description">,
  { amount: number; receipt: string | null; offer_id: string | null; notes: Notes }
>;

export function toOrderAnswer(order: OrderRecord): OrderAnswer {
  return {
    id: order.id,
    entity: "order",
    amount: order.amount,
    amount_paid: order.amountPaid,
    amount_due: order.amount - order.amountPaid,
    currency: order.currency,
    receipt: order.receipt,
    offer_id: null,
    status: order.status,
    attempts: order.attempts,
    notes: toNotes(order.notes),
    created_at: order.createdSeconds,
  } satisfies OrderAnswer;
}
