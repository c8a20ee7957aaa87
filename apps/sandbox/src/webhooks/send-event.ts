import Stripe from "stripe";
import type { EventRecord } from "../store/records.ts";
import { toNotification } from "./notification.ts";

/** Whether the receiver took it. Never rejects. */
export type SendEvent = (event: EventRecord) => Promise<boolean>;

interface SenderOptions {
  target: () => string;
  secret: string;
  clock: () => Date;
  signal: AbortSignal;
}

const timeoutMs = 10_000;

export function createSender({ target, secret, clock, signal }: SenderOptions): SendEvent {
  const { webhooks } = new Stripe("sk_test_signs_only");
  return async (event) => {
    const payload = JSON.stringify(toNotification(event));
    const timestamp = Math.floor(clock().getTime() / 1000);
    try {
      const response = await fetch(target(), {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": webhooks.generateTestHeaderString({ payload, secret, timestamp }),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        body: payload,
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Nobody listens, or no answer in time: either way it was not taken, and is sent again.
      return false;
    }
  };
}
