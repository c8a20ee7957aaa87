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
    expireCheckout: get,
    verifyEvent: () => Promise.reject(new Error("no webhook comes here")),
  };
};

test("a creator sees what is owed, what sold and every listing; another creator sees none of it", async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await publishedListing(verbs(), creator);
  const providers = { stripe: paidAtOnce() };
  const expectedPrice: Money = listingFields.price;
  const buy = { listingId: listing.id, provider: "stripe" as const, expectedPrice };
  for (const buyer of [await verbs().person(), await verbs().person()]) {
    const ctx = { ...verbs().as(buyer), providers };
    const { purchaseId } = await startPurchase({ ctx, input: { ...buy, idempotencyKey: randomUUID() } });
    await settlePurchase({ ctx: { ...ctx, actor: system("test") }, input: { purchaseId } });
  }
  const seen = await getDashboard({ ctx: verbs().as(creator) });
  expect(creatorDashboard.parse(seen)).toEqual(seen);
  expect(seen.balances).toEqual([{ currency: "USD", pendingMinor: "6860", availableMinor: "0" }]);
  expect(seen.sales).toHaveLength(2);
  expect(seen.sales[0]).toMatchObject({
    listingTitle: listingFields.title,
    price: listingFields.price,
    earned: { amountMinor: "3430", currency: "USD" },
  });
  expect(seen.listings).toMatchObject([{ id: listing.id, status: "published", totalSales: 2 }]);

  const other = await verbs().person({ creator: true });
  const draft = await draftedListing(verbs().as(other));
  expect(await getDashboard({ ctx: verbs().as(other) })).toEqual({
    balances: [],
    sales: [],
    listings: [draft],
  });
  expect(await refusal(getDashboard({ ctx: verbs().as(await verbs().person()) }))).toBe("forbidden");
});
