import { randomUUID } from "node:crypto";
import type { PurchaseId, StartPurchaseInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import { startPurchase, sweepPurchases } from "@boltz/services";
import { type SeededListing, seedListing, seedPerson } from "@boltz/testkit";
import { beforeAll } from "vitest";
import { useStack } from "./stack.ts";

/** What one sale leaves behind, when everything went right and nothing happened twice. */
export const settledOnce = {
  purchases: [{ status: "completed", reason: null }],
  access: 1,
  sales: 1,
  postings: 1,
  audits: 1,
  receipts: 1,
};

export const inputFor = (
  listing: SeededListing,
  changes: Partial<StartPurchaseInput> = {},
): StartPurchaseInput => ({
  listingId: listing.listingId,
  provider: "stripe",
  method: "card",
  expectedPrice: { amountMinor: listing.priceMinor.toString(), currency: listing.currency },
  idempotencyKey: randomUUID(),
  ...changes,
});

export const sessionOf = (checkoutUrl: string | null) => {
  const session = checkoutUrl?.split("/").at(-1);
  if (session === undefined) throw new Error("there is no checkout page");
  return session;
};

/** One stack and one creator for the calling test file, and what a buyer does with them. */
export const useMarket = () => {
  const stack = useStack();
  let seller: Person | undefined;
  beforeAll(async () => {
    seller = await seedPerson(stack().db, { creator: true });
  });
  const creator = () => {
    if (seller === undefined) throw new Error("the creator is there only inside tests");
    return seller;
  };
  return {
    stack,
    creator,
    scene: async (options: Parameters<typeof seedListing>[2] = {}) => {
      const buyer = await seedPerson(stack().db);
      const listing = await seedListing(stack().db, creator(), options);
      return { buyer, listing, input: inputFor(listing) };
    },
    start: (buyer: Person, input: StartPurchaseInput) => startPurchase({ ctx: stack().as(buyer), input }),
    /** Pays a Razorpay order; by card at once, if nothing else is said. */
    payOrder: async (
      purchaseId: PurchaseId,
      options: Parameters<ReturnType<typeof stack>["sandbox"]["payRazorpay"]>[1] = {},
    ) => {
      const [row] = await stack().db.stored<{ reference: string }>(
        "SELECT checkout_reference AS reference FROM strategy_purchases WHERE id = $1",
        [uuidFromId("pur", purchaseId)],
      );
      if (row === undefined) throw new Error("there is no order");
      return { orderId: row.reference, ...stack().sandbox.payRazorpay(row.reference, options) };
    },
    payFor: (checkoutUrl: string | null, card: string = testCards.pays.number) =>
      stack().sandbox.pay(sessionOf(checkoutUrl), card),
    sweep: async () => {
      const result = await sweepPurchases({ ctx: stack().as(system("sweep-purchases")), input: {} });
      await stack().runJobs();
      return result;
    },
    /** What was received for a purchase and waits in suspense. */
    suspenseOf: (purchaseId: PurchaseId) =>
      stack().db.stored<{ currency: string; amount: string }>(
        `SELECT t.currency, e.amount_minor AS amount FROM ledger_transactions t
         JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
         WHERE t.purchase_id = $1 AND a.name = 'platform:suspense'`,
        [uuidFromId("pur", purchaseId)],
      ),
    /** What is really stored about the buyer: the rows that money and access hang on. */
    recordsOf: async (buyer: Person) => {
      const uuid = uuidFromId("usr", buyer.id);
      const { stored } = stack().db;
      const purchases = await stored<{ status: string; reason: string | null }>(
        "SELECT status, quarantine_reason AS reason FROM strategy_purchases WHERE buyer_id = $1 ORDER BY id",
        [uuid],
      );
      const [counts] = await stored<{
        access: number;
        sales: number;
        postings: number;
        audits: number;
        receipts: number;
      }>(
        `SELECT (SELECT count(*)::int FROM user_strategy_access WHERE user_id = $1 AND state = 'active') AS access,
       (SELECT coalesce(sum(l.total_sales), 0)::int FROM strategy_marketplace l
         WHERE l.id IN (SELECT listing_id FROM strategy_purchases WHERE buyer_id = $1)) AS sales,
       (SELECT count(*)::int FROM ledger_transactions t JOIN strategy_purchases p ON p.id = t.source_id
         WHERE p.buyer_id = $1 AND t.kind = 'sale') AS postings,
       (SELECT count(*)::int FROM audit_log a JOIN strategy_purchases p ON p.id = a.subject_id
         WHERE p.buyer_id = $1 AND a.action = 'marketplace_purchase') AS audits,
       (SELECT count(*)::int FROM email_outbox WHERE user_id = $1 AND kind = 'receipt') AS receipts`,
        [uuid],
      );
      return { purchases, ...counts };
    },
  };
};
