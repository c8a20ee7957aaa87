import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import { placeCheckout, settlePurchase } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { inputFor, sessionOf, settledOnce, useMarket } from "../support/market.ts";

const { stack, scene, start, payFor, sweep, recordsOf, suspenseOf } = useMarket();
const buyAndWait = fileURLToPath(new URL("../support/buy-and-wait.ts", import.meta.url));

describe("when something goes wrong", () => {
  test("a webhook that comes before the create call returns settles the purchase", async () => {
    const { buyer, input } = await scene();
    stack().sandbox.faults.set({ payBeforeAnswer: testCards.pays.number });
    const starting = start(buyer, input);
    await stack().sandbox.faults.settled();
    await stack().runJobs();
    await starting;
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("a lost webhook is made up for by the sweeper", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.set({ webhooks: "lose" });
    payFor(started.checkoutUrl);
    expect((await sweep()).purchases).toBe(0);
    stack().clock.offsetMs = 31_000;
    expect((await sweep()).purchases).toBeGreaterThanOrEqual(1);
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("a purchase is asked about ever later, but not later than its page closes", async () => {
    const { buyer, input } = await scene();
    const { purchaseId } = await start(buyer, input);
    const uuid = uuidFromId("pur", purchaseId);
    await stack().db.stored(
      "UPDATE strategy_purchases SET checks = 12, expires_at = now() + interval '10 minutes' WHERE id = $1",
      [uuid],
    );
    stack().clock.offsetMs = 31_000;
    await sweep();
    const [row] = await stack().db.stored(
      "SELECT next_check_at - expires_at < interval '2 seconds' AS is_in_time, checks FROM strategy_purchases WHERE id = $1",
      [uuid],
    );
    expect(row).toEqual({ is_in_time: true, checks: 13 });
  });

  test("a page that nobody paid ends when the provider says so, and the strategy can be bought again", async () => {
    const { buyer, listing, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.expire(sessionOf(started.checkoutUrl));
    await stack().settleWebhooks();
    expect((await recordsOf(buyer)).purchases).toEqual([{ status: "expired", reason: null }]);
    const again = await start(buyer, inputFor(listing));
    payFor(again.checkoutUrl);
    await stack().settleWebhooks();
    expect((await recordsOf(buyer)).access).toBe(1);
  });

  test.each([
    ["amount_mismatch", { amountTotal: 100 }, [{ currency: "USD", amount: "100" }]],
    ["currency_mismatch", { currency: "eur" }, [{ currency: "EUR", amount: "4900" }]],
    ["livemode_mismatch", { livemode: true }, []],
  ] as const)(
    "%s: the purchase is set aside, without access and without a sale; what is ours waits in suspense",
    async (reason, change, suspense) => {
      const { buyer, listing, input } = await scene();
      const started = await start(buyer, input);
      stack().sandbox.faults.alter(sessionOf(started.checkoutUrl), change);
      payFor(started.checkoutUrl);
      await stack().settleWebhooks();
      expect(await recordsOf(buyer)).toMatchObject({
        purchases: [{ status: "quarantined", reason }],
        access: 0,
        sales: 0,
        postings: 0,
        receipts: 0,
      });
      expect(await suspenseOf(started.purchaseId)).toEqual(suspense);
      const audits = await stack().db.stored("SELECT action FROM audit_log WHERE subject_id = $1", [
        uuidFromId("pur", started.purchaseId),
      ]);
      expect(audits).toEqual([{ action: "purchase_quarantined" }]);
      await expect(start(buyer, inputFor(listing))).rejects.toMatchObject({ code: "wrong_state" });
    },
  );

  test("an event about somebody else's object is set aside", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.alter(sessionOf(started.checkoutUrl), { clientReferenceId: "not-a-purchase" });
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    const events = await stack().db.stored("SELECT state FROM provider_events WHERE object_reference = $1", [
      sessionOf(started.checkoutUrl),
    ]);
    expect(events).toEqual([{ state: "quarantined" }]);
    expect((await recordsOf(buyer)).access).toBe(0);
  });

  test("killed between the provider's work and the commit: resumed, one session, one charge", async () => {
    const { buyer, input } = await scene();
    stack().sandbox.faults.set({ only: "create", delayMs: 2_500 });
    const child = spawn(process.execPath, [buyAndWait, JSON.stringify(stack().jobFor(buyer, input))], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "close");
    await expect.poll(() => stack().sandbox.faults.counters().requests.create, { timeout: 25_000 }).toBe(1);
    child.kill("SIGKILL");
    await ended;
    const [op] = await stack().db.stored("SELECT state FROM provider_ops WHERE owner_id = $1", [
      uuidFromId("usr", buyer.id),
    ]);
    expect(op).toEqual({ state: "sent" });

    stack().sandbox.faults.set({ only: null, delayMs: 0 });
    await stack().db.stored(
      "UPDATE provider_ops SET sent_at = now() - interval '1 minute' WHERE owner_id = $1",
      [uuidFromId("usr", buyer.id)],
    );
    stack().clock.offsetMs = 31_000;
    await sweep();
    // The provider answers 409 while it still works on the call whose caller is dead.
    const tryAgain = () => start(buyer, input).then((answer) => answer.checkoutUrl, String);
    await expect.poll(tryAgain, { timeout: 15_000, interval: 500 }).toMatch(/^http/);
    const resumed = await start(buyer, input);
    payFor(resumed.checkoutUrl);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    const counters = stack().sandbox.faults.counters();
    expect(counters.sessionsByReference[resumed.purchaseId]).toBe(1);
    expect(counters.chargesBySession[sessionOf(resumed.checkoutUrl)]).toBe(1);
  });

  test("a provider that does the work and drops its answer is asked again with the same key", async () => {
    const { buyer, input } = await scene();
    stack().sandbox.faults.set({ only: "create", dropNext: 1 });
    await expect(start(buyer, input)).rejects.toMatchObject({ code: "provider_unavailable" });
    const [op] = await stack().db.stored("SELECT state, attempts FROM provider_ops WHERE owner_id = $1", [
      uuidFromId("usr", buyer.id),
    ]);
    expect(op).toEqual({ state: "unknown", attempts: 1 });
    const started = await start(buyer, input);
    expect(stack().sandbox.faults.counters().sessionsByReference[started.purchaseId]).toBe(1);
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test.each([
    ["5xx", { only: "create", failNext: 1 }],
    ["429", { only: "create", rateLimitNext: 1 }],
  ] as const)("%s leaves the purchase pending, and the sweeper finishes it", async (_, faults) => {
    const { buyer, input } = await scene();
    stack().sandbox.faults.set(faults);
    await expect(start(buyer, input)).rejects.toMatchObject({ code: "provider_unavailable" });
    stack().clock.offsetMs = 31_000;
    await sweep();
    const started = await start(buyer, input);
    expect(started.checkoutUrl).not.toBeNull();
    expect(stack().sandbox.faults.counters().sessionsByReference[started.purchaseId]).toBe(1);
  });

  test("an outage while settling is tried again, and settles once", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    stack().sandbox.faults.set({ only: "retrieve", failNext: 1 });
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect((await recordsOf(buyer)).purchases).toEqual([{ status: "pending", reason: null }]);
    stack().clock.offsetMs = 31_000;
    await sweep();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("settled purchases stay as they are, whatever is asked of them", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    stack().sandbox.faults.alter(sessionOf(started.checkoutUrl), { amountTotal: 1 });
    const ctx = stack().as(system("test"));
    await settlePurchase({ ctx, input: { purchaseId: started.purchaseId } });
    await placeCheckout({ ctx, input: { purchaseId: started.purchaseId } });
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });
});
