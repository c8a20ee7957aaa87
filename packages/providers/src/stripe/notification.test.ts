import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { WebhookRefused } from "../port.ts";
import { createStripeProvider } from "./stripe-provider.ts";

const now = new Date("2026-11-22T12:00:00.500Z");
const nowSeconds = Math.floor(now.getTime() / 1000);
const stripe = new Stripe("sk_test_signs_only");
const provider = createStripeProvider({ secretKey: "sk_test_1", webhookSecrets: ["whsec_new", "whsec_old"] });

const completed = {
  id: "evt_test_65SoTq1iqlDdTMg5C16QEP",
  object: "v2.core.event",
  type: "v1.checkout.session.completed",
  created: "2026-11-22T11:59:58.000Z",
  livemode: false,
  related_object: {
    id: "cs_test_1",
    type: "checkout.session",
    url: "/v1/checkout/sessions/cs_test_1",
  },
};

interface Signing {
  secret?: string;
  timestamp?: number;
}

function sign(payload: string, { secret = "whsec_new", timestamp = nowSeconds }: Signing = {}): string {
  return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

function verify(rawBody: string, signature: string | null) {
  const headers = new Headers(signature === null ? {} : { "stripe-signature": signature });
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

const body = JSON.stringify(completed);

describe("a thin event", () => {
  test("says what changed", async () => {
    expect(await verify(body, sign(body))).toEqual({
      id: completed.id,
      type: "v1.checkout.session.completed",
      object: { kind: "checkout", reference: "cs_test_1" },
      livemode: false,
      createdAt: new Date("2026-11-22T11:59:58.000Z"),
    });
  });

  test.each([
    { type: "v1.refund.updated", related: "refund", id: "re_1", kind: "refund" },
    { type: "v1.charge.dispute.created", related: "dispute", id: "du_1", kind: "dispute" },
    { type: "v1.transfer.reversed", related: "transfer", id: "tr_1", kind: "payout" },
    {
      type: "v2.core.account[configuration.recipient].capability_status_updated",
      related: "v2.core.account",
      id: "acct_1",
      kind: "account",
    },
  ])("about a $related is about a $kind", async ({ type, related, id, kind }) => {
    const related_object = { id, type: related, url: `/v1/${related}/${id}` };
    const other = JSON.stringify({ ...completed, type, related_object });
    expect(await verify(other, sign(other))).toMatchObject({ type, object: { kind, reference: id } });
  });

  test("of the other mode says so", async () => {
    const live = JSON.stringify({ ...completed, livemode: true });
    expect(await verify(live, sign(live))).toMatchObject({ livemode: true });
  });

  test.each([
    { name: "a charge", related_object: { id: "ch_1", type: "charge", url: "/v1/charges/ch_1" } },
    { name: "a name of ours", related_object: { id: "x_1", type: "payout", url: "/v1/payouts/x_1" } },
    { name: "a part of every object", related_object: { id: "x_1", type: "constructor", url: "/" } },
    { name: "an object without an id", related_object: { type: "balance", url: "/v1/balance" } },
    { name: "nothing", related_object: null },
    { name: "nothing at all", related_object: undefined },
  ])("about $name is about nothing that is fetched", async ({ related_object }) => {
    const other = JSON.stringify({ ...completed, related_object });
    expect(await verify(other, sign(other))).toMatchObject({ object: null });
  });

  test("signed with either secret is taken during a rotation", async () => {
    expect(await verify(body, sign(body, { secret: "whsec_old" }))).toMatchObject({ id: completed.id });
    const both = `${sign(body, { secret: "whsec_lost" })},${sign(body).split(",")[1]}`;
    expect(await verify(body, both)).toMatchObject({ id: completed.id });
  });
});

describe("a webhook is refused", () => {
  test.each([
    { name: "with another secret", header: sign(body, { secret: "whsec_other" }) },
    { name: "without a signature", header: null },
    { name: "with an empty one", header: "" },
    { name: "with nonsense", header: "hello" },
    { name: "without a time", header: sign(body).split(",")[1] ?? "" },
    { name: "with two times", header: `t=${nowSeconds},${sign(body)}` },
    { name: "with a time that is no number", header: sign(body).replace(/t=\d+/, "t=soon") },
    { name: "with the signature of another scheme", header: sign(body).replace("v1=", "v0=") },
  ])("$name", async ({ header }) => {
    expect(await refusal(verify(body, header))).toBe("webhook refused: signature");
  });

  test("when one byte of the body is another", async () => {
    expect(await refusal(verify(body.replace("cs_test_1", "cs_test_2"), sign(body)))).toBe(
      "webhook refused: signature",
    );
    expect(await refusal(verify(`${body} `, sign(body)))).toBe("webhook refused: signature");
    expect(await refusal(verify("", sign(body)))).toBe("webhook refused: signature");
  });

  test.each([
    { seconds: -301, taken: false },
    { seconds: -300, taken: true },
    { seconds: 300, taken: true },
    { seconds: 301, taken: false },
    { seconds: 86_400, taken: false },
  ])("or taken by its time: $seconds s from now, taken: $taken", async ({ seconds, taken }) => {
    const work = verify(body, sign(body, { timestamp: nowSeconds + seconds }));
    if (taken) expect(await work).toMatchObject({ id: completed.id });
    else expect(await refusal(work)).toBe("webhook refused: stale");
  });

  test.each([
    { name: "no JSON", payload: "{" },
    { name: "JSON null", payload: "null" },
    { name: "a snapshot event", payload: JSON.stringify({ ...completed, object: "event" }) },
    { name: "no id", payload: JSON.stringify({ ...completed, id: undefined }) },
    { name: "no mode", payload: JSON.stringify({ ...completed, livemode: undefined }) },
    { name: "a time of its own making", payload: JSON.stringify({ ...completed, created: "yesterday" }) },
  ])("when well signed but $name", async ({ payload }) => {
    expect(await refusal(verify(payload, sign(payload)))).toBe("webhook refused: malformed");
  });
});
