import { randomUUID } from "node:crypto";
import { MarketError, type PurchaseId } from "@boltz/contract";
import { checkInvariants, idFromUuid, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import { createCoupon, startPurchase } from "@boltz/services";
import { type SeededListing, seedListing, seedPerson } from "@boltz/testkit";
import type { Stack } from "../stack.ts";
import type { ModelCurrency, MoneyModel } from "./model.ts";
import { terms } from "./model.ts";

const couponCode = "MODEL25";
const COUPON_PERCENT = 25n;
export const COUPON_USES = 3;

const prices = [
  { currency: "USD", priceMinor: 4_901n },
  { currency: "USD", priceMinor: 12_000n },
  { currency: "KWD", priceMinor: 15_080n },
  { currency: "INR", priceMinor: 399_900n },
] as const;

export interface Shelf extends SeededListing {
  currency: ModelCurrency;
}

/** The real thing beside the model: one creator who can be paid, buyers, listings and a coupon. */
export interface Shop {
  stack: Stack;
  creator: Person;
  finance: Person;
  buyers: Person[];
  shelves: Shelf[];
  /** In the model's order. */
  purchaseIds: PurchaseId[];
}

const seedAccounts = async (stack: Stack, creator: Person): Promise<void> => {
  const person = { email: "creator@example.test", displayName: "Creator", details: null };
  const stripe = await stack.stripe.payouts.createAccount({
    ...person,
    idempotencyKey: `account-${creator.id}`,
    accountId: creator.id,
    country: "US",
  });
  stack.sandbox.dashboard.setAccount(stripe.reference, "active");
  const razorpay = await stack.razorpay.payouts.createAccount({
    ...person,
    idempotencyKey: `account-${creator.id}`,
    accountId: creator.id,
    country: "IN",
    details: {
      legalName: "Creator",
      phone: "+919876543210",
      pan: "ABCPE1234F",
      address: { street: "507, Koramangala", city: "Bengaluru", state: "Karnataka", postalCode: "560034" },
      bank: { beneficiary: "Creator", accountNumber: "1234567890", ifsc: "HDFC0000001" },
    },
  });
  for (const [provider, { reference }] of Object.entries({ stripe, razorpay }))
    await stack.db.stored(
      `INSERT INTO payout_accounts (id, user_id, provider, reference, status, country)
       VALUES ($1, $2, $3, $4, 'active', 'US')`,
      [randomUUID(), uuidFromId("usr", creator.id), provider, reference],
    );
};

export const openShop = async (stack: Stack): Promise<Shop> => {
  stack.idle.add("send-mail");
  const creator = await seedPerson(stack.db, { creator: true });
  const finance = await seedPerson(stack.db, { role: "finance" });
  const buyers = [await seedPerson(stack.db), await seedPerson(stack.db)];
  const shelves: Shelf[] = [];
  for (const { currency, priceMinor } of prices)
    shelves.push({ ...(await seedListing(stack.db, creator, { currency, priceMinor })), currency });
  await seedAccounts(stack, creator);
  return { stack, creator, finance, buyers, shelves, purchaseIds: [] };
};

const emptied = [
  "provider_movements",
  "transfer_reversals",
  "creator_payouts",
  "payout_skips",
  "disputes",
  "refunds",
  "user_strategy_access",
  "coupon_redemptions",
  "ledger_entries",
  "ledger_transactions",
  "ledger_accounts",
  "provider_ops",
  "provider_events",
  "strategy_purchases",
  "coupons",
  "email_outbox",
  "audit_log",
];

/** A clean slate for the next history: nothing was sold, the clocks are right, the coupon is fresh. */
export const restock = async (shop: Shop): Promise<void> => {
  const { stack } = shop;
  shop.purchaseIds.length = 0;
  stack.clock.offsetMs = 0;
  stack.sandbox.faults.reset();
  await stack.settleWebhooks();
  await stack.db.stored(`SET session_replication_role = replica; ${emptied.map((table) => `DELETE FROM ${table}`).join("; ")};
    UPDATE audit_head SET seq = 0, hash = repeat('0', 64); UPDATE strategy_marketplace SET total_sales = 0;
    DELETE FROM pgboss.job; SET session_replication_role = DEFAULT`);
  await createCoupon({
    ctx: stack.as(shop.creator),
    input: {
      code: couponCode,
      scope: "creator",
      listingId: null,
      discount: { kind: "percent", percent: Number(COUPON_PERCENT) },
      minimum: null,
      startsAt: null,
      endsAt: null,
      maxUses: COUPON_USES,
      maxUsesPerBuyer: null,
    },
  });
};

/** The code that a call was refused with; undefined for one that went through. */
export const refusalOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof MarketError) return error.code;
      throw error;
    },
  );

export interface Order {
  buyer: number;
  listing: number;
  coupon: boolean;
}

export const shelfOf = (shop: Shop, { listing }: Pick<Order, "listing">): Shelf => {
  const shelf = shop.shelves[listing];
  if (shelf === undefined) throw new Error(`there is no listing ${listing}`);
  return shelf;
};

/** What is to be paid, told by hand: a quarter off, rounded to what the currency can charge. */
export const totalOf = (shelf: Shelf, coupon: boolean): bigint => {
  if (!coupon) return shelf.priceMinor;
  const { step } = terms[shelf.currency];
  const quarters = shelf.priceMinor * COUPON_PERCENT;
  const [whole, rest] = [quarters / (100n * step), quarters % (100n * step)];
  const up = 2n * rest > 100n * step || (2n * rest === 100n * step && whole % 2n === 1n);
  return shelf.priceMinor - (whole + (up ? 1n : 0n)) * step;
};

export const begin = async (
  shop: Shop,
  order: Order,
): Promise<{ purchaseId: PurchaseId; checkout: string }> => {
  const shelf = shelfOf(shop, order);
  const buyer = shop.buyers[order.buyer];
  if (buyer === undefined) throw new Error(`there is no buyer ${order.buyer}`);
  const { purchaseId } = await startPurchase({
    ctx: shop.stack.as(buyer),
    input: {
      listingId: shelf.listingId,
      provider: terms[shelf.currency].provider,
      method: "card",
      expectedPrice: { amountMinor: totalOf(shelf, order.coupon).toString(), currency: shelf.currency },
      idempotencyKey: randomUUID(),
      ...(order.coupon ? { couponCode } : {}),
    },
  });
  const [row] = await shop.stack.db.stored<{ checkout: string }>(
    "SELECT checkout_reference AS checkout FROM strategy_purchases WHERE id = $1",
    [uuidFromId("pur", purchaseId)],
  );
  if (row === undefined) throw new Error("the purchase is not stored");
  return { purchaseId, checkout: row.checkout };
};

export const payAt = ({ stack }: Shop, shelf: Shelf, checkout: string): void => {
  if (terms[shelf.currency].provider === "stripe") stack.sandbox.pay(checkout, testCards.pays.number);
  else stack.sandbox.payRazorpay(checkout);
};

/** References of something at the provider, in the order it was made. */
export const referencesOf = async (
  { stack }: Shop,
  table: "refunds" | "disputes" | "creator_payouts",
  where = "true",
  values: unknown[] = [],
): Promise<string[]> => {
  const rows = await stack.db.stored<{ reference: string }>(
    `SELECT provider_reference AS reference FROM ${table} WHERE provider_reference IS NOT NULL AND ${where} ORDER BY id`,
    values,
  );
  return rows.map(({ reference }) => reference);
};

const nameOf = (account: string) => account.replace(/^creator:[^:]+:/, "creator:");

/** Everything that the model knows, as it is really stored. */
export const storedState = async ({ stack }: Shop) => {
  const balances = await stack.db.stored<{ name: string; currency: string; balance: string }>(
    "SELECT name, currency, balance_minor AS balance FROM ledger_accounts WHERE balance_minor <> 0",
  );
  const purchases = await stack.db.stored<{ id: string; status: string; returned: string; access: string }>(
    `SELECT p.id, p.status, p.returned_minor AS returned, a.state AS access
     FROM strategy_purchases p JOIN user_strategy_access a ON a.purchase_id = p.id`,
  );
  const [coupon] = await stack.db.stored<{ claimed: number }>("SELECT claimed FROM coupons");
  return {
    balances: Object.fromEntries(
      balances.map(({ name, currency, balance }) => [`${nameOf(name)} ${currency}`, BigInt(balance)]),
    ),
    purchases: new Map(
      purchases.map(({ id, status, returned, access }) => [
        idFromUuid("pur", id),
        { status, returned: BigInt(returned), access },
      ]),
    ),
    couponUses: coupon?.claimed,
    broken: await checkInvariants(stack.db.database, { keepsPlan: true }),
  };
};

export const modelState = (model: MoneyModel, purchaseIds: readonly PurchaseId[]) => ({
  balances: Object.fromEntries(
    Object.entries(model.books)
      .flatMap(([currency, book]): [string, bigint][] => [
        [`creator:pending ${currency}`, book.pending],
        [`creator:available ${currency}`, book.available],
        [`creator:debt ${currency}`, -book.debt],
        [`provider:${terms[currency as ModelCurrency].provider} ${currency}`, book.provider],
        [`platform:fees ${currency}`, book.fees],
        [`disputes:held ${currency}`, book.held],
        [`platform:provider_costs ${currency}`, book.costs],
      ])
      .filter(([, amount]) => amount !== 0n),
  ),
  purchases: new Map(
    model.purchases.map(({ status, returned, dispute }, index) => [
      purchaseIds[index],
      {
        status,
        returned,
        access: status !== "completed" ? "revoked" : dispute?.status === "open" ? "frozen" : "active",
      },
    ]),
  ),
  couponUses: model.couponUses,
  broken: [],
});

export const asSystem = ({ stack }: Shop) => stack.as(system("money-model"));
