import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import { amountAtLeast, currency, notes, readParams, switchField } from "../params.ts";
import type { Razorpay } from "../razorpay.ts";
import type { OrderRecord } from "../records.ts";
import { badRequest } from "../wire-error.ts";

const longestReceipt = 40;

const orderParams = z.strictObject({
  amount: amountAtLeast(1, "The amount must be an integer."),
  currency,
  receipt: z
    .string()
    .refine((value) => value.length <= longestReceipt, {
      error: "receipt: the length must be no more than 40.",
    })
    .nullish(),
  notes,
  payment_capture: switchField.optional(),
  payment: z.object({ capture: z.enum(["automatic", "manual"]) }).optional(),
  partial_payment: switchField.optional(),
});

export function createOrder(rzp: Razorpay, input: unknown): OrderRecord {
  const params = readParams(orderParams, input);
  if (params.currency === "INR" && params.amount < 100) {
    throw badRequest("Order amount less than minimum amount allowed", "amount");
  }
  if (params.partial_payment === true) throw badRequest("Partial payments are not enabled for the merchant");
  const order: OrderRecord = {
    id: newRazorpayId("order"),
    createdSeconds: nowSeconds(rzp.core),
    amount: params.amount + rzp.core.faults.settings.amountDelta,
    currency: params.currency,
    amountPaid: 0,
    receipt: params.receipt ?? null,
    notes: params.notes,
    status: "created",
    attempts: 0,
    capturesItself: params.payment_capture ?? params.payment?.capture !== "manual",
    lastFailure: null,
  };
  rzp.orders.save(order);
  return order;
}
