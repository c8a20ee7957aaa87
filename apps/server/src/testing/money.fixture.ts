import { randomUUID } from "node:crypto";
import type { DisputeId, Money, PayoutId, ProviderName, PurchaseId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import {
  releaseEarnings,
  requestPayout,
  type Services,
  settlePurchase,
  startPurchase,
} from "@boltz/services";
import type { TestDatabase } from "@boltz/testkit";
import { makeListing } from "./listings.fixture.ts";
import type { TestMarketplace } from "./start-test-marketplace.fixture.ts";

type Market = TestMarketplace & { db: TestDatabase };

interface Sale {
  creator: Person;
  moderator: Person;
  buyer: Person;
  price?: Money;
  title?: string;
}

const defaultPrices = {
  stripe: { amountMinor: "4900", currency: "USD" },
  razorpay: { amountMinor: "399900", currency: "INR" },
} as const satisfies Record<ProviderName, Money>;

/** A purchase whose buyer stands before the provider's page. */
export const beginSale = async ({ services }: { services: Services }, sale: Sale, provider: ProviderName) => {
  const price = sale.price ?? defaultPrices[provider];
  const { listingId } = await makeListing(services, sale, "published", {
    price,
    ...(sale.title === undefined ? {} : { title: sale.title }),
  });
  const input = { provider, method: "card" as const, expectedPrice: price, idempotencyKey: randomUUID() };
  const { purchaseId, checkoutUrl } = await startPurchase({
    ctx: { ...services, actor: sale.buyer },
    input: { ...input, listingId },
  });
  return { listingId, purchaseId, checkoutUrl: checkoutUrl ?? "" };
};

/** A paid and settled purchase. */
export const sell = async ({ services, sandbox }: Market, sale: Sale) => {
  const begun = await beginSale({ services }, sale, "stripe");
  sandbox.pay(/cs_\w+/.exec(begun.checkoutUrl)?.[0] ?? "", "4242424242424242");
  const { purchaseId } = begun;
  await settlePurchase({ ctx: { ...services, actor: system("test") }, input: { purchaseId } });
  return begun;
};

/** Ends the hold of everything that was sold, and lets it go. */
export const release = async ({ services, db }: Market): Promise<void> => {
  await db.stored("UPDATE strategy_purchases SET release_at = now() WHERE status = 'completed'");
  await releaseEarnings({ ctx: { ...services, actor: system("test") } });
};

/** An account that money can be sent to, as the provider would have it after onboarding. */
export const givePayoutAccount = async ({ db }: Market, creator: Person): Promise<void> => {
  await db.stored(
    `INSERT INTO payout_accounts (id, user_id, provider, reference, status, country)
     VALUES ($1, $2, 'stripe', $3, 'active', 'DE')`,
    [uuidFromId("pac", newId("pac")), uuidFromId("usr", creator.id), `acct_${randomUUID()}`],
  );
};

/** A payout of all that `creator` has, reserved and not told to the provider yet. */
export const pay = async ({ services }: Market, creator: Person): Promise<PayoutId> => {
  const input = { currency: "USD" as const, idempotencyKey: randomUUID() };
  const { id } = await requestPayout({ ctx: { ...services, actor: creator }, input });
  return id;
};

export const openDispute = async ({ db }: Market, purchaseId: PurchaseId): Promise<DisputeId> => {
  const disputeId = newId("dsp");
  await db.stored(
    `INSERT INTO disputes (id, provider, provider_reference, purchase_id, buyer_id, creator_id, reason, amount_minor,
       currency, evidence_due_at, opened_at)
     SELECT $1, provider, $2, id, buyer_id, creator_id, 'fraudulent', price_minor, currency,
       now() + interval '7 days', now() FROM strategy_purchases WHERE id = $3`,
    [uuidFromId("dsp", disputeId), `dp_${randomUUID()}`, uuidFromId("pur", purchaseId)],
  );
  return disputeId;
};

/** A difference between the books, with a `what` that may be hostile. */
export const bookDifference = async ({ db }: Market, what: string) => {
  const [runId, differenceId] = [newId("rcn"), newId("rcd")];
  await db.stored(
    `INSERT INTO reconciliation_runs (id, provider, from_at, to_at, ended_at)
     VALUES ($1, 'stripe', now() - interval '1 day', now(), now())`,
    [uuidFromId("rcn", runId)],
  );
  await db.stored(
    `INSERT INTO reconciliation_differences (id, run_id, provider, kind, subject, what, our_minor, our_reference,
       their_minor, their_reference, currency, occurred_at)
     VALUES ($1, $2, 'stripe', 'amount_differs', $3, $4, -1500, 'ltx_ours', 2000, 'txn_theirs', 'KWD', now())`,
    [uuidFromId("rcd", differenceId), uuidFromId("rcn", runId), randomUUID(), what],
  );
  return differenceId;
};
