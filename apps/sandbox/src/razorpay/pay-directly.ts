import { instrumentFor, type Outcome } from "./payments/instruments.ts";
import { payOrder } from "./payments/pay-order.ts";
import { changeRazorpay, type Razorpay } from "./razorpay.ts";
import type { PaymentMethod, PaymentRecord } from "./records.ts";

export interface RazorpayPayOptions {
  method?: PaymentMethod;
  outcome?: Outcome;
}

export interface RazorpayPayment {
  paymentId: string;
  /** `created`: the bank has not answered yet. */
  status: PaymentRecord["status"];
}

/** Pays without the page, as whoever opened it last. Throws where the order is paid already. */
export function payRazorpayOrder(
  rzp: Razorpay,
  orderId: string,
  { method = "card", outcome = "pays" }: RazorpayPayOptions = {},
): RazorpayPayment {
  return changeRazorpay(rzp, () => {
    const order = rzp.orders.find(orderId);
    if (order === undefined) throw new Error(`there is no order ${orderId}`);
    const [checkout] = rzp.checkouts.list({ equal: { orderId }, limit: 1 });
    const payment = payOrder(rzp, { order, instrument: instrumentFor(method, outcome), checkout });
    return { paymentId: payment.id, status: payment.status };
  });
}
