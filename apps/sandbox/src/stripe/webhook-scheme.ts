import Stripe from "stripe";
import type { WebhookScheme } from "../webhooks/sender.ts";
import { toNotification } from "./notification.ts";

interface SchemeOptions {
  target: () => string;
  secret: string;
  clock: () => Date;
}

export function createStripeScheme({ target, secret, clock }: SchemeOptions): WebhookScheme {
  const { webhooks } = new Stripe("sk_test_signs_only");
  return {
    target,
    sign(event) {
      const payload = JSON.stringify(toNotification(event));
      const timestamp = Math.floor(clock().getTime() / 1000);
      return {
        body: payload,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": webhooks.generateTestHeaderString({ payload, secret, timestamp }),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
      };
    },
  };
}
