import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WebhookRefused } from "../port.ts";
import { createRazorpayProvider } from "./razorpay-provider.ts";
import { testProvider } from "./test-rig.ts";

const now = new Date("2026-11-22T12:00:00.500Z");
const nowSeconds = Math.floor(now.getTime() / 1000);
const provider = testProvider();

const captured = {
  entity: "event",
  account_id: "acc_CJoeHMNpi0nC7k",
  event: "payment.captured",
  contains: ["payment"],
  payload: {
    payment: { entity: { id: "pay_DEXrnipqTmWVGE", entity: "payment", order_id: "order_DBJOWzybf0sJbb" } },
  },
  created_at: nowSeconds - 2,
};
const body = JSON.stringify(captured);
const eventId = "FDTV8nPXHB0SSk";

const sign = (text: string, secret = "whsec-new") => createHmac("sha256", secret).update(text).digest("hex");

function verify(rawBody: string, signature: string | null, id: string | null = eventId) {
  const headers = new Headers();
  if (signature !== null) headers.set("x-razorpay-signature", signature);
  if (id !== null) headers.set("x-razorpay-event-id", id);
  return provider.verifyEvent({ rawBody, headers, now });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof WebhookRefused) return error.message;
  throw new Error("expected WebhookRefused", { cause: error });
}

describe("an event", () => {
  test("says what changed", async () => {
    expect(await verify(body, sign(body))).toEqual({
      id: eventId,
      type: "payment.captured",
      object: { kind: "checkout", reference: "order_DBJOWzybf0sJbb" },
      livemode: false,
      createdAt: new Date("2026-11-22T11:59:58.000Z"),
    });
  });

  test("has the mode of the key", async () => {
    const live = createRazorpayProvider({
      keyId: "rzp_live_1",
      keySecret: "s",
      webhookSecrets: ["whsec-new"],
    });
    const headers = new Headers({ "x-razorpay-signature": sign(body), "x-razorpay-event-id": eventId });
    expect(await live.verifyEvent({ rawBody: body, headers, now })).toMatchObject({ livemode: true });
  });

  const payment = { entity: { id: "pay_1", order_id: "order_1" } };
  test.each([
    { event: "payment.authorized", payload: { payment }, object: ["checkout", "order_1"] },
    { event: "payment.failed", payload: { payment }, object: ["checkout", "order_1"] },
    {
      event: "payment.captured",
      payload: { payment: { entity: { id: "pay_1", order_id: null } } },
      object: null,
    },
    { event: "payment.downtime.started", payload: {}, object: null },
    {
      event: "order.paid",
      payload: { payment, order: { entity: { id: "order_1" } } },
      object: ["checkout", "order_1"],
    },
    {
      event: "refund.processed",
      payload: { payment, refund: { entity: { id: "rfnd_1" } } },
      object: ["refund", "rfnd_1"],
    },
    {
      event: "payment.dispute.created",
      payload: { payment, dispute: { entity: { id: "disp_1" } } },
      object: ["dispute", "disp_1"],
    },
    {
      event: "transfer.processed",
      payload: { transfer: { entity: { id: "trf_1" } } },
      object: ["payout", "trf_1"],
    },
    {
      event: "payout.reversed",
      payload: { payout: { entity: { id: "pout_1" } } },
      object: ["payout", "pout_1"],
    },
    { event: "payout_link.issued", payload: { payout_link: { entity: { id: "poutlk_1" } } }, object: null },
    {
      event: "product.route.activated",
      payload: { merchant_product: { entity: { id: "acc_prd_1", merchant_id: "acc_1" }, data: [] } },
      object: ["account", "acc_1"],
    },
    {
      event: "account.suspended",
      payload: { account: { entity: { id: "JNraR8O85H1atC" } } },
      object: ["account", "acc_JNraR8O85H1atC"],
    },
    { event: "settlement.processed", payload: { settlement: { entity: { id: "setl_1" } } }, object: null },
    { event: "refund.processed", payload: { refund: { entity: { id: 7 } } }, object: null },
  ])("$event is about $object", async ({ event, payload, object }) => {
    const other = JSON.stringify({ ...captured, event, payload });
    const [kind, reference] = object ?? [];
    expect((await verify(other, sign(other))).object).toEqual(object && { kind, reference });
  });

  test("signed with either secret is taken during a rotation", async () => {
    expect(await verify(body, sign(body, "whsec-old"))).toMatchObject({ id: eventId });
  });
});

describe("a webhook is refused", () => {
  test.each([
    { name: "with another secret", signature: sign(body, "whsec-other") },
    { name: "without a signature", signature: null },
    { name: "with an empty one", signature: "" },
    { name: "with nonsense", signature: "hello" },
    { name: "with letters of more than one byte", signature: "\u00e9".repeat(64) },
    { name: "with one in capitals", signature: sign(body).toUpperCase() },
    { name: "with one that goes on", signature: `${sign(body)}0` },
  ])("$name", async ({ signature }) => {
    expect(await refusal(verify(body, signature))).toBe("webhook refused: signature");
  });

  test("when one byte of the body is another", async () => {
    for (const other of [body.replace("order_DB", "order_DC"), `${body} `, ""]) {
      expect(await refusal(verify(other, sign(body)))).toBe("webhook refused: signature");
    }
  });

  test.each([
    { seconds: -48 * 3600 - 1, taken: false },
    { seconds: -48 * 3600 + 1, taken: true },
    { seconds: 300, taken: true },
    { seconds: 302, taken: false },
    { seconds: 86_400, taken: false },
  ])("or taken by its time: $seconds s from now, taken: $taken", async ({ seconds, taken }) => {
    const timed = JSON.stringify({ ...captured, created_at: nowSeconds + seconds });
    const work = verify(timed, sign(timed));
    if (taken) expect(await work).toMatchObject({ id: eventId });
    else expect(await refusal(work)).toBe("webhook refused: stale");
  });

  test.each([
    { name: "no JSON", payload: "{" },
    { name: "JSON null", payload: "null" },
    { name: "another entity", payload: JSON.stringify({ ...captured, entity: "payment" }) },
    { name: "no type", payload: JSON.stringify({ ...captured, event: undefined }) },
    { name: "no time", payload: JSON.stringify({ ...captured, created_at: undefined }) },
    { name: "a time of its own making", payload: JSON.stringify({ ...captured, created_at: "now" }) },
    { name: "no payload", payload: JSON.stringify({ ...captured, payload: undefined }) },
  ])("when well signed but $name", async ({ payload }) => {
    expect(await refusal(verify(payload, sign(payload)))).toBe("webhook refused: malformed");
  });

  test("when well signed but without an event id: it could not be told from its repetition", async () => {
    expect(await refusal(verify(body, sign(body), null))).toBe("webhook refused: malformed");
    expect(await refusal(verify(body, sign(body), ""))).toBe("webhook refused: malformed");
  });
});
