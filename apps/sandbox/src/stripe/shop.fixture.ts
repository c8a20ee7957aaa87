import Stripe from "stripe";
import { testCards } from "../payments/test-cards.ts";
import { type ReadEvent, type Rig, readEvent, secretKey } from "../test-rig.ts";

/** What a test does with Stripe's own library. */
export interface Shop {
  stripe: Stripe;
  /** Sells something; answers the payment's reference. */
  sell(order?: { amount?: number; currency?: string; card?: string }): Promise<string>;
  /** A creator's account that can be paid. */
  creator(status?: "active" | "onboarding"): Promise<string>;
  /** The types of all events about an object so far, in the order in which they came about. */
  eventsOf(objectId: string): Promise<string[]>;
  /** What the platform has. */
  balance(currency: string): Promise<number>;
}

export function openShop(rig: Rig): Shop {
  const stripe = connect(rig);
  return {
    stripe,
    async sell({ amount = 1900, currency = "usd", card = testCards.pays.number } = {}) {
      const session = await stripe.checkout.sessions.create({
        mode: "payment",
        success_url: "http://127.0.0.1:8005/ok",
        payment_intent_data: { transfer_group: "pur_1" },
        line_items: [
          { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: "Breakout" } } },
        ],
      });
      rig.sandbox.pay(session.id, card);
      return String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
    },
    async creator(status = "active") {
      const account = await stripe.v2.core.accounts.create({
        contact_email: "ada@example.com",
        display_name: "Ada",
        configuration: {
          recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
        },
      });
      if (status === "active") rig.sandbox.dashboard.setAccount(account.id, "active");
      return account.id;
    },
    async eventsOf(objectId) {
      await rig.sandbox.faults.settled();
      const events: ReadEvent[] = await Promise.all(rig.received.map(readEvent));
      return events.filter((event) => event.objectId === objectId).map((event) => event.type);
    },
    async balance(currency) {
      const { available } = await stripe.balance.retrieve();
      return available.find((part) => part.currency === currency)?.amount ?? 0;
    },
  };
}

export function connect(rig: Rig, key = secretKey): Stripe {
  const { endpoint } = rig.providerOptions;
  return new Stripe(key, { ...endpoint, maxNetworkRetries: 0, telemetry: false });
}

/** The error with which Stripe's library rejects. */
export async function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error("expected a StripeError", { cause: error });
}
