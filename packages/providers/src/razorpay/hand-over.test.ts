import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { razorpayHandOver } from "./hand-over.ts";
import { failureOf, testProvider } from "./test-rig.ts";

const provider = testProvider();
const input = {
  orderId: "order_DBJOWzybf0sJbb",
  purchaseId: "pur_1",
  title: "Donchian breakout",
  price: { amountMinor: "49900", currency: "INR" },
  buyerEmail: "buyer@example.com",
  method: "upi",
  callbackUrl: "https://market.example/pay/pur_1/callback",
  cancelUrl: "https://market.example/listings/lst_1",
} as const;

test("the form that opens Razorpay's page", () => {
  expect(provider.handOver(input)).toEqual({
    action: "http://127.0.0.1:12112/v1/checkout/embedded",
    fields: {
      key_id: "rzp_test_wxyz",
      order_id: "order_DBJOWzybf0sJbb",
      amount: "49900",
      currency: "INR",
      name: "BoltzTrader Marketplace",
      description: "Donchian breakout",
      "prefill[email]": "buyer@example.com",
      "prefill[method]": "upi",
      callback_url: "https://market.example/pay/pur_1/callback",
      cancel_url: "https://market.example/listings/lst_1",
      "notes[purchase_id]": "pur_1",
    },
  });
});

test("without an endpoint it is Razorpay's own address, and without a method the buyer chooses", () => {
  const form = razorpayHandOver({ keyId: "rzp_live_1" }, { ...input, method: null });
  expect(form.action).toBe("https://api.razorpay.com/v1/checkout/embedded");
  expect(Object.keys(form.fields)).not.toContain("prefill[method]");
});

test.each([
  { title: "(beta) Momentum", description: "beta) Momentum" },
  { title: "策略", description: "Strategy" },
  { title: "x".repeat(300), description: "x".repeat(255) },
])("the description of '$title' begins with a letter", ({ title, description }) => {
  expect(provider.handOver({ ...input, title }).fields["description"]).toBe(description);
});

test("an amount that cannot be charged makes no form", async () => {
  const price = { amountMinor: "0", currency: "INR" } as const;
  const work = Promise.resolve().then(() => provider.handOver({ ...input, price }));
  expect((await failureOf(work)).failure).toBe("refused");
});

test("only what Razorpay signed with our key comes back from a buyer's browser", () => {
  const { orderId } = input;
  const paymentId = "pay_DEXrnipqTmWVGE";
  const signature = createHmac("sha256", "secret-of-the-key").update(`${orderId}|${paymentId}`).digest("hex");
  expect(provider.verifyCallback({ orderId, paymentId, signature })).toBe(true);
  expect(provider.verifyCallback({ orderId, paymentId: "pay_2", signature })).toBe(false);
  expect(provider.verifyCallback({ orderId: "order_2", paymentId, signature })).toBe(false);
  for (const forged of ["", "0".repeat(64), signature.slice(0, -1), `${signature}00`]) {
    expect(provider.verifyCallback({ orderId, paymentId, signature: forged })).toBe(false);
  }
});
