import { randomUUID } from "node:crypto";
import { creatorDashboard, type Money } from "@boltz/contract";
import { system } from "@boltz/domain";
import type { CheckoutState, PaymentProvider } from "@boltz/providers";
import { expect, test } from "vitest";
import { settlePurchase } from "../purchases/settle-purchase.ts";
import { startPurchase } from "../purchases/start-purchase.ts";
import { draftedListing, listingFields, publishedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { getDashboard } from "./get-dashboard.ts";

const verbs = useVerbs();
const lastDays = { span: "day", listingId: null } as const;

const unasked = () => Promise.reject(new Error("nobody asks for this here"));

/** A provider whose every checkout is paid as soon as it is made. */
const paidAtOnce = (): PaymentProvider => {
  const checkouts = new Map<string, CheckoutState>();
  const get = async (reference: string): Promise<CheckoutState> => {
    const checkout = checkouts.get(reference);
    if (checkout === undefined) throw new Error("unknown checkout");
    return checkout;
  };
  return {
    name: "stripe",
    livemode: false,
    createCheckout: async ({ purchaseId, price }) => {
      const reference = `cs_${purchaseId}`;
      const url = "https://pay.test/";
      const rest = { livemode: false, paymentReference: "pi_1", lastFailure: null, url };
      checkouts.set(reference, { reference, purchaseId, status: "paid", amount: price, ...rest });
      return { reference, url };
    },
    getCheckout: get,
    captureCheckout: ({ reference }) => get(reference),
    expireCheckout: get,
    createRefund: unasked,
    getRefund: unasked,
    listRefunds: unasked,
    getDispute: unasked,
    submitEvidence: unasked,
    listMovements: () => {
      throw new Error("nobody asks for this here");
    },
    payouts: {
      createAccount: unasked,
      getAccount: unasked,
      onboardingLink: unasked,
      sendPayout: unasked,
      getPayout: unasked,
      findPayout: unasked,
      reversePayout: unasked,
    },
    verifyEvent: unasked,
  };
};

test("a creator sees what sold, what it earned and every listing; another creator sees none of it", async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await publishedListing(verbs(), creator);
  const providers = { stripe: paidAtOnce() };
  const expectedPrice: Money = listingFields.price;
  const buy = { listingId: listing.id, provider: "stripe" as const, method: "card" as const, expectedPrice };
  for (const buyer of [await verbs().person(), await verbs().person()]) {
    const ctx = { ...verbs().as(buyer), providers };
    const { purchaseId } = await startPurchase({ ctx, input: { ...buy, idempotencyKey: randomUUID() } });
    await settlePurchase({ ctx: { ...ctx, actor: system("test") }, input: { purchaseId } });
  }
  const seen = await getDashboard({ ctx: verbs().as(creator), input: lastDays });
  expect(creatorDashboard.parse(seen)).toEqual(seen);
  expect(seen.chart).toHaveLength(30);
  expect(seen.chart.at(-1)).toMatchObject({
    currency: "USD",
    sales: 2,
    earnedMinor: "6860",
    refundedMinor: "0",
  });
  expect(seen.figures).toMatchObject([
    { listingId: listing.id, started: 2, paid: 2, earned: [{ currency: "USD", amountMinor: "6860" }] },
  ]);
  expect(seen.sales).toHaveLength(2);
  expect(seen.sales[0]).toMatchObject({
    listingTitle: listingFields.title,
    price: listingFields.price,
    earned: { amountMinor: "3430", currency: "USD" },
  });
  expect(seen.listings).toMatchObject([{ id: listing.id, status: "published", totalSales: 2 }]);

  const other = await verbs().person({ creator: true });
  const draft = await draftedListing(verbs().as(other));
  expect(await getDashboard({ ctx: verbs().as(other), input: lastDays })).toMatchObject({
    chart: [],
    figures: [{ listingId: draft.id, started: 0, paid: 0, earned: [] }],
    sales: [],
    listings: [draft],
  });
  const visiting = verbs().as(await verbs().person());
  expect(await refusal(getDashboard({ ctx: visiting, input: lastDays }))).toBe("forbidden");
});
