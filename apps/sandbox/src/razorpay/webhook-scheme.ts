import { createHmac } from "node:crypto";
import type { WebhookScheme } from "../webhooks/sender.ts";

/** The id is the same at every delivery; the signature covers the bytes of the body and nothing else. */
export function createRazorpayScheme(options: { target: () => string; secret: string }): WebhookScheme {
  return {
    target: options.target,
    sign(event) {
      const body = event.body ?? "";
      return {
        body,
        headers: {
          "content-type": "application/json",
          "x-razorpay-event-id": event.id,
          "x-razorpay-signature": createHmac("sha256", options.secret).update(body).digest("hex"),
          "user-agent": "Razorpay-Webhook/v1",
        },
      };
    },
  };
}
