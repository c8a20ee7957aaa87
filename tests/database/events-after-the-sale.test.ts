import { randomUUID } from "node:crypto";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import type { ProviderEvent, ProviderObject } from "@boltz/providers";
import { handleEvent } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { useMarket } from "../support/market.ts";

const { stack, scene, start, payFor, payOrder, recordsOf } = useMarket();

const eventAbout = (object: ProviderObject | null): ProviderEvent => ({
  ...{ id: `evt_${randomUUID()}`, object, type: `test.${object?.kind ?? "nothing"}` },
  ...{ livemode: false, createdAt: new Date() },
});

const taken = (event: ProviderEvent) => ({ provider: "stripe" as const, event });

describe("an event about what follows a sale", () => {
  const stateOf = async ({ id }: ProviderEvent) => {
    const [row] = await stack().db.stored<{ state: string; reason: string | null; attempts: number }>(
      "SELECT state, reason, attempts FROM provider_events WHERE event_id = $1",
      [id],
    );
    return row;
  };

  const rowIdOf = async ({ id }: ProviderEvent) => {
    const [row] = await stack().db.stored<{ id: string }>(
      "SELECT id FROM provider_events WHERE event_id = $1",
      [id],
    );
    if (row === undefined) throw new Error("the event was not stored");
    return idFromUuid("evt", row.id);
  };

  /** As the queue does it: again and again, as long as it fails. */
  const tryFiveTimes = async (event: ProviderEvent) => {
    await stack().intake.receive(taken(event));
    const eventRowId = await rowIdOf(event);
    const outcomes: string[] = [];
    for (let round = 0; round < 6; round += 1)
      outcomes.push(
        await handleEvent({
          ctx: stack().as(system("handle-event")),
          input: { eventRowId, provider: "stripe" },
        }).then(
          () => "done",
          () => "again",
        ),
      );
    return outcomes;
  };

  const paymentOf = async (purchaseId: Parameters<typeof uuidFromId<"pur">>[1]) => {
    const [row] = await stack().db.stored<{ payment: string }>(
      "SELECT payment_reference AS payment FROM strategy_purchases WHERE id = $1",
      [uuidFromId("pur", purchaseId)],
    );
    return row?.payment ?? "";
  };

  test.each(["stripe", "razorpay"] as const)(
    "of %s takes a refund of its dashboard over, though it overtook the sale's own event",
    async (provider) => {
      const { buyer, input } = await scene({ priceMinor: 50_000n, currency: "INR" });
      const started = await start(buyer, { ...input, provider });
      stack().sandbox.faults.set({ webhooks: "hold" });
      if (provider === "stripe") payFor(started.checkoutUrl);
      else await payOrder(started.purchaseId);
      const reference = await stack().db.stored<{ reference: string }>(
        "SELECT checkout_reference AS reference FROM strategy_purchases WHERE id = $1",
        [uuidFromId("pur", started.purchaseId)],
      );
      const checkout = await stack()[provider].getCheckout(reference[0]?.reference ?? "");
      stack().sandbox.dashboard.refund(checkout.paymentReference ?? "");
      await stack().sandbox.faults.release({ reversed: true });
      await stack().settleWebhooks();
      expect((await recordsOf(buyer)).purchases).toEqual([{ status: "refunded", reason: null }]);
      expect(await paymentOf(started.purchaseId)).toBe(checkout.paymentReference);
      const open = await stack().db.stored("SELECT type FROM provider_events WHERE state = 'received'");
      expect(open).toEqual([]);
    },
  );

  test("that the provider does not know is set aside at the fifth try", async () => {
    const event = eventAbout({ kind: "refund", reference: "re_nobody_knows" });
    expect(await tryFiveTimes(event)).toEqual(["again", "again", "again", "again", "done", "done"]);
    expect(await stateOf(event)).toEqual({ state: "quarantined", reason: "unknown_object", attempts: 5 });
  });

  test("about a payment that was not made here is set aside at the fifth try", async () => {
    const { reference } = await stack().stripe.createCheckout({
      idempotencyKey: randomUUID(),
      purchaseId: "somebody else's",
      title: "Not ours",
      price: { amountMinor: "1000", currency: "USD" },
      buyerEmail: "stranger@example.test",
      successUrl: "https://elsewhere.test/",
      cancelUrl: "https://elsewhere.test/",
      handOverUrl: "https://elsewhere.test/",
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    stack().sandbox.faults.set({ webhooks: "lose" });
    stack().sandbox.pay(reference, "4242424242424242");
    const { paymentReference } = await stack().stripe.getCheckout(reference);
    const refund = stack().sandbox.dashboard.refund(paymentReference ?? "");
    const event = eventAbout({ kind: "refund", reference: refund });
    expect(await tryFiveTimes(event)).toEqual(["again", "again", "again", "again", "done", "done"]);
    expect(await stateOf(event)).toEqual({ state: "quarantined", reason: "not_ours", attempts: 5 });
  });

  test("about nothing that is kept here is only stored", async () => {
    const event = eventAbout(null);
    await stack().intake.receive(taken(event));
    expect(await stateOf(event)).toEqual({ state: "ignored", reason: null, attempts: 0 });
  });
});
