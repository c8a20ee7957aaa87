import { createStripeProvider } from "@boltz/providers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFaultState } from "../faults/settings.ts";
import { testCards } from "../payments/test-cards.ts";
import { openStore } from "../store/store.ts";
import { nextOrder, type ReadEvent, type Rig, readEvent, startRig } from "../test-rig.ts";
import { createDispatcher, retryDelayMs } from "./dispatcher.ts";
import { createSender } from "./sender.ts";

let rig: Rig;
let provider: ReturnType<typeof createStripeProvider>;

beforeEach(async () => {
  rig = await startRig();
  provider = createStripeProvider(rig.providerOptions);
});
afterEach(() => rig.close());

function receivedEvents(): Promise<ReadEvent[]> {
  return Promise.all(rig.received.map(readEvent));
}

async function checkout(): Promise<string> {
  return (await provider.createCheckout(nextOrder())).reference;
}

describe("what is sent", () => {
  test("a paid session: one completed event, well signed, and the session is paid when it arrives", async () => {
    const statuses: string[] = [];
    rig.answerWith(async (webhook) => {
      const event = await readEvent(webhook);
      statuses.push((await provider.getCheckout(event.objectId)).status);
      return 204;
    });
    const reference = await checkout();
    rig.sandbox.pay(reference, testCards.pays.number);
    await rig.sandbox.faults.settled();
    expect(await receivedEvents()).toMatchObject([
      { type: "v1.checkout.session.completed", objectId: reference, livemode: false },
    ]);
    expect(statuses).toEqual(["paid"]);
  });

  test("an opened and a declined session: nothing", async () => {
    const reference = await checkout();
    rig.sandbox.pay(reference, testCards.declined.number);
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(0);
  });

  test("an asynchronous payment: completed while it runs, then how it ended", async () => {
    const [good, bad] = [await checkout(), await checkout()];
    rig.sandbox.pay(good, testCards.processes.number);
    rig.sandbox.pay(bad, testCards.processes.number);
    await rig.sandbox.faults.settled();
    expect((await provider.getCheckout(good)).status).toBe("processing");
    rig.sandbox.faults.settle(good, "succeeded");
    rig.sandbox.faults.settle(bad, "failed");
    await rig.sandbox.faults.settled();
    const events = await receivedEvents();
    const typesOf = (reference: string) =>
      events.filter((event) => event.objectId === reference).map((event) => event.type);
    expect(typesOf(good)).toEqual([
      "v1.checkout.session.completed",
      "v1.checkout.session.async_payment_succeeded",
    ]);
    expect(typesOf(bad)).toEqual([
      "v1.checkout.session.completed",
      "v1.checkout.session.async_payment_failed",
    ]);
    expect(await provider.getCheckout(good)).toMatchObject({
      status: "paid",
      amount: { amountMinor: "1900" },
    });
    expect(await provider.getCheckout(bad)).toMatchObject({
      status: "failed",
      lastFailure: expect.stringContaining("bank"),
    });
  });

  test("an expired session: one expired event", async () => {
    const reference = await checkout();
    rig.sandbox.faults.expire(reference);
    await rig.sandbox.faults.settled();
    expect(await receivedEvents()).toMatchObject([
      { type: "v1.checkout.session.expired", objectId: reference },
    ]);
  });

  test("a forged body does not verify", async () => {
    const reference = await checkout();
    rig.sandbox.pay(reference, testCards.pays.number);
    await rig.sandbox.faults.settled();
    const [webhook] = rig.received;
    if (webhook === undefined) throw new Error("nothing was sent");
    const forged = { ...webhook, rawBody: webhook.rawBody.replace(reference, "cs_test_forged") };
    await expect(readEvent(forged)).rejects.toThrow(/signature/);
  });
});

describe("delivery", () => {
  test("is repeated until it is taken, the same event each time", async () => {
    let refusals = 2;
    rig.answerWith(() => (refusals-- > 0 ? 500 : 200));
    rig.sandbox.pay(await checkout(), testCards.pays.number);
    await rig.sandbox.faults.settled();
    const ids = (await receivedEvents()).map((event) => event.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(rig.sandbox.faults.counters().webhookAttempts).toBe(3);
  });

  test("a redirect is not taken for an answer", async () => {
    let answers = 0;
    rig.answerWith(() => (answers++ === 0 ? 302 : 200));
    rig.sandbox.pay(await checkout(), testCards.pays.number);
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(2);
  });

  test("waits for a receiver that is not there yet", async () => {
    const elsewhere = await startRig({ webhookUrl: "http://127.0.0.1:1/nobody" });
    const other = createStripeProvider(elsewhere.providerOptions);
    const { reference } = await other.createCheckout(nextOrder());
    elsewhere.sandbox.pay(reference, testCards.pays.number);
    await expect.poll(() => elsewhere.sandbox.faults.counters().webhookAttempts).toBeGreaterThan(0);
    let deliveredTo = 0;
    rig.answerWith(() => {
      deliveredTo += 1;
      return 200;
    });
    elsewhere.sandbox.deliverTo(rig.webhookUrl);
    await elsewhere.sandbox.faults.settled();
    expect(deliveredTo).toBe(1);
    await elsewhere.close();
  });

  test("waits ever longer, to a limit", () => {
    expect([0, 1, 2, 3].map(retryDelayMs)).toEqual([250, 500, 1000, 2000]);
    expect(retryDelayMs(50)).toBe(30_000);
  });
});

describe("webhook faults", () => {
  test("copies come at once", async () => {
    let together = 0;
    let most = 0;
    rig.answerWith(async () => {
      together += 1;
      most = Math.max(most, together);
      await new Promise((resolve) => setTimeout(resolve, 100));
      together -= 1;
      return 200;
    });
    rig.sandbox.faults.set({ webhookCopies: 10 });
    rig.sandbox.pay(await checkout(), testCards.pays.number);
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(10);
    expect(new Set((await receivedEvents()).map((event) => event.id)).size).toBe(1);
    expect(most).toBeGreaterThan(5);
  });

  test("held ones are sent when released, in order or turned round", async () => {
    rig.sandbox.faults.set({ webhooks: "hold" });
    const reference = await checkout();
    rig.sandbox.pay(reference, testCards.processes.number);
    rig.sandbox.faults.settle(reference, "succeeded");
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(0);
    await rig.sandbox.faults.release({ reversed: true });
    expect((await receivedEvents()).map((event) => event.type)).toEqual([
      "v1.checkout.session.async_payment_succeeded",
      "v1.checkout.session.completed",
    ]);
    expect(rig.sandbox.faults.read().webhooks).toBe("send");
  });

  test("lost ones never come", async () => {
    rig.sandbox.faults.set({ webhooks: "lose" });
    const reference = await checkout();
    rig.sandbox.pay(reference, testCards.pays.number);
    await rig.sandbox.faults.release();
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(0);
    expect((await provider.getCheckout(reference)).status).toBe("paid");
  });

  test("the webhook can come before create has answered", async () => {
    const order = nextOrder();
    let answered = false;
    let cameBefore: boolean | undefined;
    rig.answerWith(() => {
      cameBefore = !answered;
      return 200;
    });
    rig.sandbox.faults.set({ payBeforeAnswer: testCards.pays.number });
    const { reference, url } = await provider.createCheckout(order);
    answered = true;
    expect(cameBefore).toBe(true);
    expect(url).toContain(reference);
    expect(await provider.getCheckout(reference)).toMatchObject({
      status: "paid",
      purchaseId: order.purchaseId,
    });
  });
});

describe("providers", () => {
  const event = {
    id: "evt_1",
    provider: "razorpay",
    type: "refund.processed",
    created: "2026-01-01T00:00:00.000Z",
    livemode: false,
    objectType: "refund",
    objectId: "rfnd_1",
    body: '{"event":"refund.processed"}',
  } as const;
  const { signal } = new AbortController();

  test("each post in their own words", async () => {
    const scheme = {
      target: () => rig.webhookUrl,
      sign: ({ body, id }: { body: string | null; id: string }) => ({
        body: body ?? "",
        headers: { "x-razorpay-event-id": id },
      }),
    };
    expect(await createSender(new Map([["razorpay", scheme]]), signal).send(event)).toBe(true);
    expect(rig.received.map(({ rawBody }) => rawBody)).toEqual([event.body]);
    expect(rig.received[0]?.headers.get("x-razorpay-event-id")).toBe("evt_1");
  });

  test("that are not played cannot have events; what is left over of theirs is dropped", async () => {
    const store = openStore(":memory:");
    const sender = createSender(new Map(), signal);
    const dispatcher = createDispatcher({ store, faults: createFaultState(), sender });
    expect(() => dispatcher.enqueue(event)).toThrow(/no webhook of razorpay/);
    store.events.save(event);
    store.deliveries.add(event.id, "due", 0);
    await dispatcher.settled();
    expect(store.deliveries.inState("lost")).toHaveLength(1);
    await dispatcher.stop();
    store.close();
  });
});
