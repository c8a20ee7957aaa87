import { randomUUID } from "node:crypto";
import { uuidFromId } from "@boltz/db";
import { refundPurchase } from "@boltz/services";
import { expect } from "vitest";
import { type ModelPurchase, terms } from "./model.ts";
import { referencesOf, refusalOf } from "./shop.ts";
import { type Command, chosen, type Delivery, deliver, indexOf, paymentOf, step } from "./step.ts";

const isUndisputed = (one: ModelPurchase) => one.dispute?.status !== "open";
const hasRest = (one: ModelPurchase) =>
  one.status === "completed" && isUndisputed(one) && one.returned < one.price;

const partOf = (purchase: ModelPurchase, percent: number): bigint => {
  const left = purchase.price - purchase.returned;
  if (percent === 100) return left;
  const { step: smallest } = terms[purchase.currency];
  const part = ((left * BigInt(percent)) / (100n * smallest)) * smallest;
  return part === 0n ? left : part;
};

export const refund = (pick: number, percent: number, delivery: Delivery): Command =>
  step(
    `refund(${pick}, ${percent} %, ${delivery})`,
    (model) => indexOf(model, hasRest, pick) !== undefined,
    async (model, shop) => {
      const { purchase, purchaseId } = chosen(model, shop, hasRest, pick);
      const amount = partOf(purchase, percent);
      await deliver(shop, delivery, async () => {
        await refundPurchase({
          ctx: shop.stack.as(shop.finance),
          input: {
            purchaseId,
            amountMinor: percent === 100 ? null : amount.toString(),
            reason: "The model asks for it.",
            idempotencyKey: randomUUID(),
          },
        });
        await shop.stack.runJobs();
      });
      model.refund(purchase, amount);
    },
  );

export const refundInDashboard = (pick: number, percent: number): Command =>
  step(
    `refundInDashboard(${pick}, ${percent} %)`,
    (model) => indexOf(model, hasRest, pick) !== undefined,
    async (model, shop) => {
      const { purchase, purchaseId } = chosen(model, shop, hasRest, pick);
      const amount = partOf(purchase, percent);
      shop.stack.sandbox.dashboard.refund(await paymentOf(shop, purchaseId), Number(amount));
      await shop.stack.settleWebhooks();
      model.refund(purchase, amount);
    },
  );

const hasRefund = (one: ModelPurchase) =>
  one.refunds.some(({ isMade }) => isMade) && (one.dispute === null || one.dispute.status === "won");

export const refundFails = (pick: number): Command =>
  step(
    `refundFails(${pick})`,
    (model) => indexOf(model, hasRefund, pick) !== undefined,
    async (model, shop) => {
      const { purchase, purchaseId } = chosen(model, shop, hasRefund, pick);
      const made = purchase.refunds.findIndex(({ isMade }) => isMade);
      const one = purchase.refunds[made];
      const uuid = uuidFromId("pur", purchaseId);
      const reference = (await referencesOf(shop, "refunds", "purchase_id = $1", [uuid]))[made];
      if (one === undefined || reference === undefined) throw new Error("there is no refund");
      shop.stack.sandbox.dashboard.settleRefund(reference, "failed");
      await shop.stack.settleWebhooks();
      model.unrefund(purchase, one);
    },
  );

const isDisputable = (one: ModelPurchase) => hasRest(one) && one.dispute === null;

export const dispute = (pick: number, delivery: Delivery): Command =>
  step(
    `dispute(${pick}, ${delivery})`,
    (model) => indexOf(model, isDisputable, pick) !== undefined,
    async (model, shop) => {
      const { purchase, purchaseId } = chosen(model, shop, isDisputable, pick);
      const payment = await paymentOf(shop, purchaseId);
      await deliver(shop, delivery, () => {
        shop.stack.sandbox.dashboard.openDispute(payment);
      });
      model.dispute(purchase);
      if (purchase.status !== "completed") return;
      expect(
        await refusalOf(
          refundPurchase({
            ctx: shop.stack.as(shop.finance),
            input: {
              purchaseId,
              amountMinor: null,
              reason: "Not while disputed.",
              idempotencyKey: randomUUID(),
            },
          }),
        ),
      ).toBe("disputed");
    },
  );

const isDisputed = (one: ModelPurchase) => one.dispute?.status === "open";

export const decide = (pick: number, result: "won" | "lost", delivery: Delivery): Command =>
  step(
    `decide(${pick}, ${result}, ${delivery})`,
    (model) => indexOf(model, isDisputed, pick) !== undefined,
    async (model, shop) => {
      const { purchase, purchaseId } = chosen(model, shop, isDisputed, pick);
      const uuid = uuidFromId("pur", purchaseId);
      const [reference] = await referencesOf(shop, "disputes", "purchase_id = $1", [uuid]);
      if (reference === undefined) throw new Error("there is no dispute");
      await deliver(shop, delivery, () => shop.stack.sandbox.dashboard.decideDispute(reference, result));
      model.decide(purchase, result);
    },
  );
