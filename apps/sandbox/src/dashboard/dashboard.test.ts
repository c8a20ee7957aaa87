import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "../stripe/shop.fixture.ts";
import { type Rig, startRig } from "../test-rig.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
afterAll(() => rig.close());

const post = async (path: string, body: unknown) => {
  const response = await fetch(`${rig.sandbox.url}/_dashboard/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};
const press = (path: string, value = "", headers: Record<string, string> = {}) =>
  fetch(`${rig.sandbox.url}/dashboard/${path}`, {
    method: "POST",
    body: new URLSearchParams({ value }),
    headers,
    redirect: "manual",
  });
const home = async () => (await fetch(rig.sandbox.url)).text();

describe("over HTTP", () => {
  test("a payment is refunded and disputed, an account is set, a transfer comes back", async () => {
    const [refunded, disputed] = [await shop.sell(), await shop.sell({ amount: 40_000 })];
    expect(await post(`payments/${refunded}/refund`, { amount: 400 })).toEqual({
      status: 200,
      body: { reference: expect.stringMatching(/^re_/) },
    });
    const { data: refunds } = await shop.stripe.refunds.list({ payment_intent: refunded });
    expect(refunds).toMatchObject([{ amount: 400 }]);
    await post(`refunds/${refunds[0]?.id}/settle`, { result: "failed" });
    expect(await shop.stripe.refunds.retrieve(refunds[0]?.id ?? "")).toMatchObject({ status: "failed" });

    const opened = await post(`payments/${disputed}/dispute`, { reason: "general" });
    expect(opened.body).toEqual({ reference: expect.stringMatching(/^dp_/) });
    const { data: disputes } = await shop.stripe.disputes.list({ payment_intent: disputed });
    expect(await post(`disputes/${disputes[0]?.id}/decide`, { result: "won" })).toMatchObject({
      status: 200,
    });
    expect(await shop.stripe.disputes.retrieve(disputes[0]?.id ?? "")).toMatchObject({
      reason: "general",
      status: "won",
    });

    const destination = await shop.creator("onboarding");
    expect(await post(`accounts/${destination}`, { status: "active" })).toMatchObject({ status: 200 });
    const send = () => shop.stripe.transfers.create({ amount: 500, currency: "usd", destination });
    const [first, second] = [await send(), await send()];
    await post(`payouts/${first.id}/reverse`, { amount: 200 });
    await post(`payouts/${second.id}/fail`, {});
    expect(await shop.stripe.transfers.retrieve(first.id)).toMatchObject({ amount_reversed: 200 });
    expect(await shop.stripe.transfers.retrieve(second.id)).toMatchObject({ reversed: true });
  });

  test.each([
    { path: "payments/pi_gone/refund", body: {}, status: 409 },
    { path: "payments/xx_gone/refund", body: {}, status: 409 },
    { path: "payments/pi_gone/refund", body: { amount: -1 }, status: 400 },
    { path: "disputes/dp_gone/decide", body: { result: "perhaps" }, status: 400 },
    { path: "accounts/acct_gone", body: { status: "onboarding" }, status: 400 },
    { path: "payouts/tr_gone/fail", body: { why: 1 }, status: 400 },
  ])("$path refuses $body", async ({ path, body, status }) => {
    expect(await post(path, body)).toMatchObject({ status });
  });

  test("a page of another site can neither send a form nor press a button", async () => {
    const intentId = await shop.sell();
    const form = await fetch(`${rig.sandbox.url}/_dashboard/payments/${intentId}/refund`, {
      method: "POST",
      body: "{}",
    });
    expect(form.status).toBe(415);
    expect((await press(`payments/${intentId}/refund`, "", { "sec-fetch-site": "cross-site" })).status).toBe(
      409,
    );
    expect((await shop.stripe.refunds.list({ payment_intent: intentId })).data).toEqual([]);
  });
});

describe("on the home page", () => {
  test("buttons show what can be done, and do it", async () => {
    const intentId = await shop.sell();
    expect(await home()).toContain(`action="/dashboard/payments/${intentId}/dispute"`);
    const pressed = await press(`payments/${intentId}/dispute`);
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/"]);
    const { data } = await shop.stripe.disputes.list({ payment_intent: intentId });
    const disputeId = data[0]?.id ?? "";
    const disputed = await home();
    expect(disputed).not.toContain(`/dashboard/payments/${intentId}/refund`);
    expect(disputed).toContain(`action="/dashboard/disputes/${disputeId}/decide"`);
    await press(`disputes/${disputeId}/decide`, "lost");
    expect(await shop.stripe.disputes.retrieve(disputeId)).toMatchObject({ status: "lost" });
    expect(await home()).not.toContain(`/dashboard/disputes/${disputeId}/decide`);
  });

  test("a creator's account and his transfers are there", async () => {
    await shop.sell({ amount: 50_000 });
    const destination = await shop.creator("onboarding");
    expect((await press(`accounts/${destination}`, "active")).status).toBe(303);
    const transfer = await shop.stripe.transfers.create({ amount: 500, currency: "usd", destination });
    expect(await home()).toContain(`action="/dashboard/payouts/${transfer.id}/reverse"`);
    expect((await press(`payouts/${transfer.id}/reverse`)).status).toBe(303);
    expect(await shop.stripe.transfers.retrieve(transfer.id)).toMatchObject({ reversed: true });
    const again = await press(`payouts/${transfer.id}/reverse`);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("fully reversed");
  });
});
