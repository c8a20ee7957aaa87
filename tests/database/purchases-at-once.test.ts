import { uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import { settlePurchase } from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { inputFor, sessionOf, settledOnce, useMarket } from "../support/market.ts";

const { stack, creator, scene, start, payFor, recordsOf } = useMarket();

describe("at the same time", () => {
  test("20 identical starts make one purchase and one provider session", async () => {
    const { buyer, input } = await scene();
    const started = await Promise.all(Array.from({ length: 20 }, () => start(buyer, input)));
    expect(new Set(started.map((answer) => `${answer.purchaseId} ${answer.checkoutUrl}`)).size).toBe(1);
    expect((await recordsOf(buyer)).purchases).toEqual([{ status: "pending", reason: null }]);
    expect(stack().sandbox.faults.counters().requests.create).toBe(1);
  });

  test("20 starts with a key each, as from twenty tabs, make one purchase too", async () => {
    const { buyer, listing } = await scene();
    const started = await Promise.all(Array.from({ length: 20 }, () => start(buyer, inputFor(listing))));
    expect(new Set(started.map((answer) => answer.checkoutUrl)).size).toBe(1);
    expect(stack().sandbox.faults.counters().requests.create).toBe(1);
  });

  test("20 starts of a free listing give access once", async () => {
    const { buyer, input } = await scene({ priceMinor: 0n });
    await Promise.all(Array.from({ length: 20 }, () => start(buyer, input)));
    expect(await recordsOf(buyer)).toEqual({ ...settledOnce, postings: 0 });
  });

  test("the same webhook ten times in parallel settles once", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.set({ webhookCopies: 10 });
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    const events = await stack().db.stored("SELECT state FROM provider_events WHERE object_reference = $1", [
      sessionOf(started.checkoutUrl),
    ]);
    expect(events).toEqual([{ state: "handled" }]);
  });

  test("distinct events about one payment, and the sweeper among them, settle once", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.set({ webhooks: "lose" });
    payFor(started.checkoutUrl);
    const ctx = stack().as(system("webhook"));
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        stack().intake.receive({
          provider: "stripe",
          event: {
            id: `evt_${started.purchaseId}_${index}`,
            type: "v1.checkout.session.completed",
            object: { kind: "checkout", reference: sessionOf(started.checkoutUrl) },
            livemode: false,
            createdAt: new Date(),
          },
        }),
      ),
    );
    await Promise.all([
      stack().runJobs(),
      ...Array.from({ length: 5 }, () => settlePurchase({ ctx, input: { purchaseId: started.purchaseId } })),
    ]);
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("30 sales of one listing to 30 buyers: every sale is counted", async () => {
    const listing = await seedListing(stack().db, creator(), { priceMinor: 0n });
    const buyers = await Promise.all(Array.from({ length: 30 }, () => seedPerson(stack().db)));
    await Promise.all(buyers.map((buyer) => start(buyer, inputFor(listing))));
    const [row] = await stack().db.stored("SELECT total_sales FROM strategy_marketplace WHERE id = $1", [
      uuidFromId("lst", listing.listingId),
    ]);
    expect(row).toEqual({ total_sales: 30 });
  });
});
