import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import type { Razorpay } from "../razorpay.ts";
import type { CheckoutRecord } from "../records.ts";

/** What a shop's form asked for, or why it is refused. */
export type OpenOutcome = { checkout: CheckoutRecord } | { refusal: string };

/** Inside a transaction. */
export function openCheckout(rzp: Razorpay, fields: URLSearchParams): OpenOutcome {
  const value = (name: string) => (fields.get(name) ?? "").trim();
  const order = rzp.orders.find(value("order_id"));
  const callbackUrl = value("callback_url");
  const cancelUrl = value("cancel_url");
  if (value("key_id") !== rzp.options.keyId) return { refusal: "The key_id is not that of this shop." };
  if (order === undefined) return { refusal: "There is no such order_id." };
  if (!isAddress(callbackUrl)) return { refusal: "The callback_url is no address." };
  if (cancelUrl !== "" && !isAddress(cancelUrl)) return { refusal: "The cancel_url is no address." };
  const isSamePrice = [String(order.amount), ""].includes(value("amount"));
  const isSameCurrency = [order.currency, ""].includes(value("currency"));
  if (!isSamePrice || !isSameCurrency) return { refusal: "Amount or currency are not those of the order." };
  const checkout: CheckoutRecord = {
    id: newRazorpayId("chk"),
    createdSeconds: nowSeconds(rzp.core),
    orderId: order.id,
    shopName: value("name"),
    description: value("description"),
    email: value("prefill[email]"),
    contact: value("prefill[contact]"),
    method: value("prefill[method]") === "upi" ? "upi" : "card",
    notes: readNotes(fields),
    callbackUrl,
    cancelUrl: cancelUrl === "" ? null : cancelUrl,
  };
  rzp.checkouts.save(checkout);
  return { checkout };
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function readNotes(fields: URLSearchParams): Record<string, string> {
  const notes = [...fields].flatMap(([name, note]) => {
    const key = /^notes\[(\w{1,256})\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, note.slice(0, 256)] as const];
  });
  return Object.fromEntries(notes);
}
