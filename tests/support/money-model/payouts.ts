import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { releaseEarnings, requestPayout, syncPayout } from "@boltz/services";
import { expect } from "vitest";
import { type ModelCurrency, terms } from "./model.ts";
import { asSystem, referencesOf, refusalOf, type Shop } from "./shop.ts";
import { at, type Command, type Delivery, deliver, step } from "./step.ts";

const DAY_MS = 86_400_000;

export const release = (): Command =>
  step(
    "release()",
    (model) => model.day < 90,
    async (model, shop) => {
      shop.stack.clock.offsetMs += 9 * DAY_MS;
      shop.stack.sandbox.faults.set({ clockOffsetMs: shop.stack.clock.offsetMs });
      await releaseEarnings({ ctx: asSystem(shop) });
      model.release();
    },
  );

const withdraw = (shop: Shop, currency: ModelCurrency) =>
  requestPayout({
    ctx: shop.stack.as({ ...shop.creator, kyc: "verified" }),
    input: { currency, idempotencyKey: randomUUID() },
  });

/** Razorpay makes a transfer a moment after it was taken. */
const untilPaid = async ({ stack }: Shop) => {
  for (let tries = 0; tries < 200; tries += 1) {
    await stack.settleWebhooks();
    const [open] = await stack.db.stored("SELECT 1 FROM creator_payouts WHERE status = 'sent' LIMIT 1");
    if (open === undefined) return;
    await wait(25);
  }
  throw new Error("a payout stays sent");
};

export const pay = (currency: ModelCurrency, delivery: Delivery): Command =>
  step(
    `pay(${currency}, ${delivery})`,
    () => true,
    async (model, shop) => {
      if (model.payable(currency) === 0n) {
        expect(await refusalOf(withdraw(shop, currency))).toBe("payout_not_possible");
        return;
      }
      await deliver(shop, delivery, async () => {
        await withdraw(shop, currency);
        await shop.stack.runJobs();
      });
      await untilPaid(shop);
      model.pay(currency);
    },
  );

export const payInVain = (currency: ModelCurrency): Command =>
  step(
    `payInVain(${currency})`,
    (model) => model.payable(currency) > 0n,
    async (_model, shop) => {
      shop.stack.sandbox.faults.set({ payoutFailure: "balance_insufficient" });
      await withdraw(shop, currency);
      await shop.stack.settleWebhooks();
      shop.stack.sandbox.faults.set({ payoutFailure: null });
    },
  );

export const returnPayout = (pick: number): Command =>
  step(
    `returnPayout(${pick})`,
    (model) => model.payouts.some(({ amount, reversed, isGone }) => !isGone && reversed < amount),
    async (model, shop) => {
      const open = model.payouts.filter(({ amount, reversed, isGone }) => !isGone && reversed < amount);
      const payout = at(open, pick);
      if (payout === undefined) throw new Error("there is no payout");
      const references = await referencesOf(shop, "creator_payouts", "status IN ('paid', 'reversed')");
      const reference = references[model.payouts.indexOf(payout)];
      if (reference === undefined) throw new Error("the payout is not stored");
      shop.stack.sandbox.dashboard.reversePayout(reference);
      await shop.stack.settleWebhooks();
      // Razorpay tells nobody of it; the nightly reconciliation finds it in its book and asks.
      const { provider } = terms[payout.currency];
      if (provider === "razorpay") await syncPayout({ ctx: asSystem(shop), input: { provider, reference } });
      model.returnPayout(payout);
    },
  );
