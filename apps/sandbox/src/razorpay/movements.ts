import { nowSeconds } from "../core.ts";
import type { Razorpay } from "./razorpay.ts";
import type { MovementRecord, PaymentRecord } from "./records.ts";

type NewMovement = Pick<MovementRecord, "id" | "type" | "amount" | "currency"> &
  Partial<Pick<MovementRecord, "fee" | "tax" | "description" | "notes" | "disputeId">> & {
    direction: "in" | "out";
    /** The payment that it belongs to. */
    payment?: PaymentRecord | undefined;
  };

/** A line in the account book, inside the transaction in which the money moved. */
export function recordMovement(rzp: Razorpay, { direction, payment, ...movement }: NewMovement): void {
  const order = payment === undefined ? undefined : rzp.orders.find(payment.orderId);
  const fee = movement.fee ?? 0;
  rzp.movements.save({
    fee,
    tax: 0,
    description: null,
    notes: {},
    disputeId: null,
    ...movement,
    createdSeconds: nowSeconds(rzp.core),
    debit: direction === "out" ? movement.amount + fee : 0,
    credit: direction === "in" ? movement.amount - fee : 0,
    paymentId: movement.type === "payment" ? null : (payment?.id ?? null),
    orderId: order?.id ?? null,
    orderReceipt: order?.receipt ?? null,
    method: payment?.method ?? null,
  });
}
