import { randomUUID } from "node:crypto";
import type { DisputeId, Money, PayoutId, ProviderName, PurchaseId } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import {
  openPayoutAccount as openAccount,
  releaseEarnings,
  requestPayout,
  type Services,
  settlePurchase,
  startPurchase,
  syncDispute,
  syncPayoutAccount,
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

/** Lets go of what is no longer held, which is everything where HOLD_DAYS is 0. */
export const release = async ({ services }: Market): Promise<void> => {
  await releaseEarnings({ ctx: { ...services, actor: system("test") } });
};

/** Sets up where `creator` is paid, as far as until money can be sent there. */
export const openPayoutAccount = async (
  { db, services, sandbox }: Market,
  creator: Person,
): Promise<void> => {
  const actor = { ...creator, secondFactorFresh: true };
  const input = { provider: "stripe" as const, country: "DE", details: null };
  const { account } = await openAccount({ ctx: { ...services, actor }, input });
  const [row] = await db.stored<{ reference: string }>(
    "SELECT reference FROM payout_accounts WHERE id = $1",
    [uuidFromId("pac", account.id)],
  );
  sandbox.dashboard.setAccount(row?.reference ?? "", "active");
  const ctx = { ...services, actor: system("test") };
  await syncPayoutAccount({ ctx, input: { payoutAccountId: account.id } });
};

/** A payout of all that `creator` has, reserved and not told to the provider yet. */
export const pay = async ({ services }: Market, creator: Person): Promise<PayoutId> => {
  const input = { currency: "USD" as const, idempotencyKey: randomUUID() };
  const actor = { ...creator, kyc: "verified" as const };
  const { id } = await requestPayout({ ctx: { ...services, actor }, input });
  return id;
};

/** The buyer's bank takes the money back, and we were told. */
export const openDispute = async (
  { db, services, sandbox }: Market,
  purchaseId: PurchaseId,
): Promise<DisputeId> => {
  const [paid] = await db.stored<{ reference: string }>(
    "SELECT payment_reference AS reference FROM strategy_purchases WHERE id = $1",
    [uuidFromId("pur", purchaseId)],
  );
  const reference = sandbox.dashboard.openDispute(paid?.reference ?? "");
  const input = { provider: "stripe" as const, reference };
  await syncDispute({ ctx: { ...services, actor: system("test") }, input });
  const [row] = await db.stored<{ id: string }>("SELECT id FROM disputes WHERE provider_reference = $1", [
    reference,
  ]);
  return idFromUuid("dsp", row?.id ?? "");
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
