import { HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { dispute, line, listOf, refund, reinstatement, transfer } from "./recorded-money.ts";
import { answerWith, collect, failureOf, provider, server } from "./stripe-test-rig.ts";

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const from = new Date("2026-11-18T00:00:00.000Z");
const to = new Date("2026-11-19T00:00:00.000Z");
const list = (window = { from, to }) => collect(provider.listMovements(window));

test("a charge is what came in, what it cost, and the payment", async () => {
  const requests = answerWith(() => listOf([line]));
  expect(await list()).toEqual([
    {
      reference: "txn_3SVb2kLkdIwHu7ix0U9v0W1x",
      kind: "charge",
      objectReference: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
      gross: { amountMinor: "1900", currency: "USD" },
      feeMinor: "85",
      occurredAt: new Date(1_795_000_300_000),
    },
  ]);
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    path: "/v1/balance_transactions",
    query: {
      "created[gte]": String(from.getTime() / 1000),
      "created[lt]": String(to.getTime() / 1000),
      limit: "100",
      "expand[0]": "data.source",
    },
  });
});

test("every page and every day, once, oldest first", async () => {
  const requests = answerWith(({ query }) => {
    const day = Number(query["created[gte]"]);
    const at = (id: string, seconds: number) => ({ ...line, id, created: day + seconds });
    if (day !== from.getTime() / 1000) return listOf([at("e", 5)]);
    if (query["starting_after"] === undefined) return listOf([at("d", 40), at("c", 30)], true);
    return listOf([at("b", 30), at("a", 10)]);
  });
  const movements = await list({ from, to: new Date("2026-11-19T06:00:00.001Z") });
  expect(movements.map(({ reference }) => reference)).toEqual(["a", "b", "c", "d", "e"]);
  const windows = requests.map(({ query }) => [query["created[gte]"], query["created[lt]"]]);
  const [start, end] = [from.getTime() / 1000, to.getTime() / 1000];
  expect(windows).toEqual([
    [`${start}`, `${end}`],
    [`${start}`, `${end}`],
    [`${end}`, `${end + 6 * 3600 + 1}`],
  ]);
});

test("no time has no lines and asks for none", async () => {
  const requests = answerWith(() => listOf([line]));
  expect(await list({ from, to: from })).toEqual([]);
  expect(requests).toEqual([]);
});

test.each([
  { category: "charge", kind: "charge", source: line.source, object: line.source.payment_intent },
  { category: "charge_failure", kind: "charge", source: line.source, object: line.source.payment_intent },
  { category: "refund", kind: "refund", source: refund, object: refund.id },
  { category: "refund_failure", kind: "refund", source: refund, object: refund.id },
  { category: "dispute", kind: "dispute", source: { ...dispute }, object: dispute.id },
  { category: "dispute_reversal", kind: "dispute", source: { ...dispute }, object: dispute.id },
  { category: "transfer", kind: "payout", source: transfer, object: transfer.id },
  {
    category: "transfer_reversal",
    kind: "payout_reversal",
    source: { id: "trr_1", object: "transfer_reversal", transfer: transfer.id },
    object: transfer.id,
  },
  { category: "payout", kind: "bank", source: { id: "po_1", object: "payout" }, object: "po_1" },
  { category: "payout_reversal", kind: "bank", source: "po_1", object: "po_1" },
  { category: "fee", kind: "fee", source: null, object: null },
  { category: "other_adjustment", kind: "other", source: null, object: null },
  { category: "of_the_future", kind: "other", source: "x_1", object: "x_1" },
])("$category is $kind", async ({ category, kind, source, object }) => {
  answerWith(() => listOf([{ ...line, reporting_category: category, source, amount: -700, fee: 0 }]));
  expect(await list()).toMatchObject([
    { kind, objectReference: object, gross: { amountMinor: "-700" }, feeMinor: "0" },
  ]);
});

test("a fee that comes back is a line of its own, and the balance still adds up", async () => {
  answerWith(() => listOf([{ ...reinstatement, source: dispute }]));
  const movements = await list();
  expect(movements).toMatchObject([
    { reference: reinstatement.id, kind: "dispute", gross: { amountMinor: "1900" }, feeMinor: "0" },
    {
      reference: `${reinstatement.id}-fee`,
      kind: "fee",
      objectReference: dispute.id,
      gross: { amountMinor: "1500", currency: "USD" },
      feeMinor: "0",
    },
  ]);
  const moved = movements.reduce((sum, { gross, feeMinor }) => sum + +gross.amountMinor - +feeMinor, 0);
  expect(moved).toBe(reinstatement.net);
});

test("yen and dinars are counted as they are counted", async () => {
  answerWith(() =>
    listOf([
      { ...line, currency: "kwd", amount: 12_340, fee: 460 },
      { ...line, currency: "jpy", amount: 2500, fee: 90 },
    ]),
  );
  expect(await list()).toMatchObject([
    { gross: { amountMinor: "2500", currency: "JPY" }, feeMinor: "90" },
    { gross: { amountMinor: "12340", currency: "KWD" }, feeMinor: "460" },
  ]);
});

test("a currency in which nothing is sold has no place in our books", async () => {
  answerWith(() => listOf([{ ...line, currency: "sek" }, line]));
  expect(await list()).toMatchObject([{ gross: { currency: "USD" } }]);
});

test.each([
  { change: { amount: "1900" }, path: "amount" },
  { change: { fee: null }, path: "fee" },
  { change: { source: 7 }, path: "source" },
  { change: { reporting_category: undefined }, path: "reporting_category" },
])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
  answerWith(() => listOf([{ ...line, ...change }]));
  const error = await failureOf(list());
  expect(error.failure).toBe("unknown");
  expect(error.message).toContain(path);
});

test("a page that fails ends the list with its failure", async () => {
  answerWith(({ query }) =>
    query["starting_after"] === undefined
      ? listOf([line], true)
      : HttpResponse.json({ error: { code: "rate_limit" } }, { status: 429 }),
  );
  expect((await failureOf(list())).failure).toBe("rate_limited");
});
