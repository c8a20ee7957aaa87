import type { Money } from "@boltz/contract";
import { chargeable } from "./answers.ts";
import { apiAddress, type ConnectionOptions } from "./connection.ts";
import { isSigned } from "./signature.ts";

export interface RazorpayHandOver {
  orderId: string;
  purchaseId: string;
  title: string;
  price: Money;
  buyerEmail: string;
  /** What the page opens with; null lets the buyer choose. */
  method: "card" | "upi" | null;
  /** Where Razorpay posts the signed outcome. */
  callbackUrl: string;
  cancelUrl: string;
}

export interface RazorpayForm {
  action: string;
  fields: Record<string, string>;
}

/** The form that leads a buyer's browser on to Razorpay's hosted page, which takes no other request. */
export function razorpayHandOver(
  options: Pick<ConnectionOptions, "keyId" | "endpoint">,
  input: RazorpayHandOver,
): RazorpayForm {
  return {
    action: `${apiAddress(options)}/v1/checkout/embedded`,
    fields: {
      key_id: options.keyId,
      order_id: input.orderId,
      amount: String(chargeable(input.price)),
      currency: input.price.currency,
      name: "BoltzTrader Marketplace",
      description: describe(input.title),
      "prefill[email]": input.buyerEmail,
      ...(input.method !== null && { "prefill[method]": input.method }),
      callback_url: input.callbackUrl,
      cancel_url: input.cancelUrl,
      "notes[purchase_id]": input.purchaseId,
    },
  };
}

/** Razorpay refuses a description that does not begin with a letter or digit. */
function describe(title: string): string {
  return title.replace(/^[^a-zA-Z0-9]+/, "").slice(0, 255) || "Strategy";
}

/** Whether Razorpay signed what a buyer's browser posted to `callbackUrl`. It says who paid, never how much. */
export function verifyRazorpayCallback(input: {
  keySecret: string;
  orderId: string;
  paymentId: string;
  signature: string;
}): boolean {
  return isSigned(`${input.orderId}|${input.paymentId}`, input.signature, input.keySecret);
}
