import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { exampleDocument, exampleFields } from "../testing/listings.fixture.ts";
import { bookDifference } from "../testing/money.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { inputsOf } from "./role-matrix-inputs.fixture.ts";
import { useRoles } from "./role-matrix-people.fixture.ts";
import { proofCases } from "./role-matrix-proofs.fixture.ts";
import {
  active,
  buyers,
  type Case,
  creators,
  everybody,
  finance,
  gone,
  itsBuyer,
  itsCreator,
  itsReader,
  mail,
  moderators,
  no,
  ok,
  out,
  people,
  sign,
  signedIn,
  staff,
  verifiedCreators,
} from "./role-matrix-rows.fixture.ts";
import { trustCases } from "./role-matrix-trust.fixture.ts";
import { appRouter } from "./router.ts";

const market = useMarketplace({ environment: { HOLD_DAYS: "0" } });
const { personOf, outcomeOf, outcomesOf, signIn } = useRoles(market);
const {
  attached,
  made,
  listing,
  purchaseInput,
  owned,
  paidFor,
  earned,
  payout,
  dispute,
  newCoupon,
  coupon,
  version,
} = inputsOf(market, personOf);

const cases: Record<string, Case> = {
  health: { who: everybody },
  "people.me": { who: everybody },
  "listings.search": { who: everybody, input: async () => ({}) },
  "listings.tagCounts": { who: everybody },
  "listings.get": { who: everybody, input: listing("published") },
  "listings.rules": { who: everybody, input: listing("published") },
  "listings.priceHistory": { who: everybody, input: listing("published") },
  "listings.mine": { who: creators },
  "listings.getMine": { who: itsCreator, input: listing("draft") },
  "listings.create": {
    kind: "mutation",
    who: [sign, mail, no, gone, "conflict", no, no, no, out, sign],
    input: async () => ({ strategyId: (await made("draft")).strategyId, ...exampleFields() }),
  },
  "listings.update": {
    kind: "mutation",
    who: itsCreator,
    input: async () => {
      const { listingId, revision } = await made("draft");
      return { listingId, revision, ...exampleFields() };
    },
  },
  "listings.submit": { kind: "mutation", who: itsCreator, input: listing("draft") },
  "listings.archive": { kind: "mutation", who: itsCreator, input: listing("published") },
  "listings.restore": { kind: "mutation", who: itsCreator, input: listing("archived") },
  "strategies.create": {
    kind: "mutation",
    who: verifiedCreators,
    input: async () => ({ name: "Made by many", ...version("1.0.0") }),
  },
  "strategies.addVersion": {
    kind: "mutation",
    who: itsCreator,
    input: async () => ({ strategyId: (await made("draft")).strategyId, ...version("2.0.0") }),
  },
  "strategies.get": { who: itsReader, input: async () => ({ strategyId: (await made("draft")).strategyId }) },
  "strategies.mine": { who: creators },
  "strategies.check": { who: creators, input: async () => ({ document: exampleDocument() }) },
  "purchases.options": { who: everybody, input: listing("published") },
  "purchases.start": { kind: "mutation", who: buyers, input: purchaseInput },
  "purchases.get": { who: itsBuyer, input: async () => ({ purchaseId: (await owned()).purchaseId }) },
  "purchases.list": { who: signedIn, input: async () => ({}) },
  "purchases.requestRefund": {
    kind: "mutation",
    who: itsBuyer,
    input: async () => ({ ...(await paidFor()), reason: "" }),
  },
  "listings.countView": { kind: "mutation", who: everybody, input: listing("published") },
  "library.list": { who: signedIn, input: async () => ({}) },
  "library.install": {
    kind: "mutation",
    who: [sign, mail, "not_entitled", ok, ok, "not_entitled", "not_entitled", "not_entitled", out, sign],
    input: async () => ({ listingId: (await owned()).listingId }),
  },
  "moderation.decide": {
    kind: "mutation",
    who: moderators,
    input: async () => {
      const { listingId, revision } = await made("submitted");
      return { listingId, revision, outcome: "approved" };
    },
  },
  "audit.list": { who: finance, input: async () => ({}) },
  "audit.actions": { who: finance },
  "audit.verify": { who: finance },
  "creators.dashboard": { who: creators, input: async () => ({}) },
  "moderation.findPurchases": { who: staff, input: async () => ({}) },
  "moderation.purchase": { who: staff, input: paidFor },
  "moderation.refund": {
    kind: "mutation",
    who: staff,
    input: async () => ({
      ...(await paidFor()),
      amountMinor: "100",
      reason: "The description promised more.",
      idempotencyKey: randomUUID(),
    }),
  },
  "coupons.create": { kind: "mutation", who: verifiedCreators, input: async () => newCoupon() },
  "coupons.list": { who: active, input: async () => ({}) },
  "coupons.setEnabled": { kind: "mutation", who: itsCreator, input: coupon },
  "payouts.balance": { who: creators },
  "payouts.list": { who: creators, input: async () => ({}) },
  "payouts.request": {
    kind: "mutation",
    who: [sign, mail, no, "payout_account_missing", ok, no, no, no, out, sign],
    input: async () => {
      await earned();
      return { currency: "USD", idempotencyKey: randomUUID() };
    },
  },
  "payouts.statement": { who: [sign, gone, gone, gone, ok, gone, ok, ok, gone, sign], input: payout },
  "finance.payouts": { who: finance, input: async () => ({}) },
  "finance.retryPayout": { kind: "mutation", who: finance, input: payout },
  "payouts.onboard": {
    kind: "mutation",
    who: [sign, mail, no, "second_factor_required", ok, no, no, no, out, sign],
    input: async () => ({ provider: "stripe", country: "DE", details: null }),
  },
  "finance.reviewPayouts": {
    kind: "mutation",
    who: finance,
    input: async () => ({ creatorId: personOf("creator").id, reason: "Sales that look arranged." }),
  },
  "finance.disputes": { who: staff, input: async () => ({}) },
  "finance.disputeEvidence": { who: staff, input: dispute },
  "finance.submitEvidence": { kind: "mutation", who: finance, input: dispute },
  "finance.runs": { who: finance },
  "finance.differences": { who: finance, input: async () => ({}) },
  "finance.explainDifference": {
    kind: "mutation",
    who: finance,
    input: async () => ({
      differenceId: await bookDifference(market(), "A fee"),
      explanation: "The provider's fee of last month.",
    }),
  },
  "finance.reconcileNow": { kind: "mutation", who: finance },
  ...proofCases({ made, listing, owned, attached }),
  ...trustCases(market, personOf),
  // Last, because it makes creators of them.
  "people.becomeCreator": {
    kind: "mutation",
    who: [sign, mail, ok, "wrong_state", "wrong_state", ok, ok, ok, out, sign],
    input: async () => ({ displayName: `Name ${randomUUID()}` }),
  },
};

const kindOf = (procedure: unknown): unknown => {
  if (typeof procedure !== "function" || !("_def" in procedure)) return undefined;
  const { _def: definition } = procedure;
  return typeof definition === "object" && definition !== null && "type" in definition
    ? definition.type
    : undefined;
};

beforeAll(signIn);

test("every procedure stands in the matrix, with its kind", () => {
  const procedures = Object.entries(appRouter._def.procedures);
  expect(procedures.map(([name]) => name).toSorted()).toEqual(Object.keys(cases).toSorted());
  const kinds = Object.fromEntries(procedures.map(([name, one]) => [name, kindOf(one)]));
  for (const [name, { kind }] of Object.entries(cases))
    expect([name, kinds[name]]).toEqual([name, kind ?? "query"]);
});

describe("who may call", () => {
  test.each(Object.entries(cases))("%s", async (name, row) => {
    expect(await outcomesOf(name, row)).toEqual(
      Object.fromEntries(people.map((who, at) => [who, row.who[at]])),
    );
  });
});

test("who is not public is no page for others: draft, submitted and archived listings", async () => {
  for (const state of ["draft", "submitted"] as const) {
    const input = listing(state);
    for (const name of [
      "listings.get",
      "listings.rules",
      "listings.priceHistory",
      "purchases.options",
      "proofs.get",
      "proofs.trades",
    ])
      for (const who of ["visitor", "buyer", "creator", "finance"] as const)
        expect([name, state, who, await outcomeOf(name, { who: everybody, input }, who)]).toEqual([
          name,
          state,
          who,
          gone,
        ]);
    for (const who of ["owner", "moderator", "admin"] as const)
      expect(await outcomeOf("listings.get", { who: everybody, input }, who)).toBe(ok);
  }
});
