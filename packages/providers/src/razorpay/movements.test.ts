import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Movement } from "../port.ts";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const provider = testProvider();
const reportCall = "GET /v1/settlements/recon/combined";

const from = new Date("2026-11-20T00:00:00Z");
const to = new Date("2026-11-21T00:00:00Z");
const inside = Math.floor(Date.parse("2026-11-20T10:00:00Z") / 1000);

const line = (change: object) => ({
  entity_id: "pay_DEXrnipqTmWVGE",
  type: "payment",
  debit: 0,
  credit: 97100,
  amount: 100000,
  currency: "INR",
  fee: 2900,
  tax: 442,
  on_hold: false,
  settled: true,
  created_at: inside,
  settled_at: inside + 172_800,
  settlement_id: "setl_DGlQ1Rj8os78Ec",
  dispute_id: null,
  ...change,
});

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function list(range = { from, to }): Promise<Movement[]> {
  const movements: Movement[] = [];
  for await (const movement of provider.listMovements(range)) movements.push(movement);
  return movements;
}

/** Answers the report of each day, named as `year-month-day`. */
function answerDays(days: Record<string, object[]>) {
  const sent = answerCalls(server, {
    [reportCall]: () => {
      const { year, month, day } = sent.at(-1)?.query ?? {};
      return recorded.collection(days[`${year}-${month}-${day}`] ?? []);
    },
  });
  return sent;
}

test("a payment comes in whole, and its fee is told apart", async () => {
  answerDays({ "2026-11-22": [line({})] });
  expect(await list()).toEqual([
    {
      reference: "pay_DEXrnipqTmWVGE",
      kind: "charge",
      objectReference: "pay_DEXrnipqTmWVGE",
      gross: { amountMinor: "100000", currency: "INR" },
      feeMinor: "2900",
      occurredAt: new Date("2026-11-20T10:00:00Z"),
    },
  ]);
});

test.each([
  {
    name: "a refund",
    change: { entity_id: "rfnd_1", type: "refund", debit: 242500, credit: 0, amount: 242500, fee: 0 },
    movement: { kind: "refund", objectReference: "rfnd_1", gross: { amountMinor: "-242500" }, feeMinor: "0" },
  },
  {
    name: "a transfer to a creator",
    change: { entity_id: "trf_1", type: "transfer", debit: 100296, credit: 0, amount: 100000, fee: 296 },
    movement: {
      kind: "payout",
      objectReference: "trf_1",
      gross: { amountMinor: "-100000" },
      feeMinor: "296",
    },
  },
  {
    name: "a reversal of one",
    change: { entity_id: "rvrsl_1", type: "reversal", debit: 0, credit: 500, amount: 500, fee: 0 },
    movement: { kind: "payout_reversal", objectReference: "rvrsl_1", gross: { amountMinor: "500" } },
  },
  {
    name: "a reversal that is filed as an adjustment",
    change: { entity_id: "rvrsl_1", type: "adjustment", debit: 0, credit: 500, amount: 500, fee: 0 },
    movement: { kind: "payout_reversal", objectReference: "rvrsl_1", gross: { amountMinor: "500" } },
  },
  {
    name: "a dispute that was lost",
    change: {
      entity_id: "adj_1",
      type: "adjustment",
      debit: 900,
      credit: 0,
      amount: 900,
      dispute_id: "disp_1",
    },
    movement: {
      kind: "dispute",
      reference: "adj_1",
      objectReference: "disp_1",
      gross: { amountMinor: "-900" },
    },
  },
  {
    name: "another adjustment",
    change: { entity_id: "adj_2", type: "adjustment", debit: 0, credit: 1012, amount: 1012 },
    movement: { kind: "other", objectReference: null, gross: { amountMinor: "1012" }, feeMinor: "0" },
  },
  {
    name: "a settlement to our bank",
    change: { entity_id: "setl_1", type: "settlement", debit: 5000, credit: 0, amount: 5000 },
    movement: { kind: "bank", objectReference: "setl_1", gross: { amountMinor: "-5000" }, feeMinor: "0" },
  },
  {
    name: "what is new at Razorpay",
    change: { entity_id: "cr_1", type: "credit_repayment", debit: 10, credit: 0, amount: 10 },
    movement: { kind: "other", objectReference: "cr_1", gross: { amountMinor: "-10" } },
  },
  {
    name: "a payment whose fee was paid with credits",
    change: { credit: 100000, fee: 2900, credit_type: "fee" },
    movement: { kind: "charge", gross: { amountMinor: "100000" }, feeMinor: "0" },
  },
])("$name", async ({ change, movement }) => {
  answerDays({ "2026-11-20": [line(change)] });
  expect(await list()).toMatchObject([movement]);
});

test("asks day by day, as India counts them, until the last line of the range is settled", async () => {
  const sent = answerDays({});
  await list({ from: new Date("2026-12-30T18:29:59Z"), to: new Date("2026-12-31T18:30:00Z") });
  const days = sent.map(({ query }) => `${query["year"]}-${query["month"]}-${query["day"]}`);
  expect(days.slice(0, 3)).toEqual(["2026-12-30", "2026-12-31", "2027-1-1"]);
  expect(days.at(-1)).toBe("2027-1-15");
  expect(new Set(days).size).toBe(days.length);
});

test("keeps the range's own lines, each once, oldest first", async () => {
  const made = (id: string, created: string) =>
    line({ entity_id: id, created_at: Math.floor(Date.parse(created) / 1000) });
  answerDays({
    "2026-11-20": [made("pay_before", "2026-11-19T23:59:59Z"), made("pay_late", "2026-11-20T23:59:59Z")],
    "2026-11-22": [
      made("pay_late", "2026-11-20T23:59:59Z"),
      made("pay_early", "2026-11-20T00:00:00Z"),
      made("pay_after", "2026-11-21T00:00:00Z"),
    ],
  });
  expect((await list()).map((movement) => movement.reference)).toEqual(["pay_early", "pay_late"]);
});

test("reads a long day page by page", async () => {
  const lines = Array.from({ length: 250 }, (_, index) => line({ entity_id: `pay_${index}` }));
  const sent = answerCalls(server, {
    [reportCall]: () => {
      const { day, skip } = sent.at(-1)?.query ?? {};
      const at = Number(skip);
      return recorded.collection(day === "21" ? lines.slice(at, at + 100) : []);
    },
  });
  expect(await list()).toHaveLength(250);
  expect(sent.filter((call) => call.query["day"] === "21").map((call) => call.query["skip"])).toEqual([
    "0",
    "100",
    "200",
  ]);
});

test("a failed page fails the whole: half a book would be a difference that is none", async () => {
  answerCalls(server, { [reportCall]: () => refuse(recorded.serverFault, 500) });
  expect((await failureOf(list())).failure).toBe("unknown");
  answerDays({ "2026-11-20": [line({ credit: "97100" })] });
  expect((await failureOf(list())).failure).toBe("unknown");
});
