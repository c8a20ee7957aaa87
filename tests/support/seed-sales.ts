import { randomUUID } from "node:crypto";
import type { Currency, PurchaseId, UserId } from "@boltz/contract";
import { lockCreators, newId, post, postMany, uuidFromId } from "@boltz/db";
import {
  disputeCostPostings,
  givenBackPostings,
  type Person,
  salePostings,
  splitPrice,
  system,
} from "@boltz/domain";
import { seedListing, type TestDatabase } from "@boltz/testkit";

export interface SeededSale {
  purchaseId: PurchaseId;
  creatorId: UserId;
  currency: Currency;
  priceMinor: bigint;
  feeMinor: bigint;
  earningMinor: bigint;
}

interface SaleOptions {
  priceMinor: bigint;
  currency?: Currency;
  provider?: "stripe" | "razorpay";
  count?: number;
  completedAt?: Date;
  releaseAt?: Date;
  title?: string;
}

const insertSales = `WITH person AS (INSERT INTO users (id, name, email, email_verified)
    SELECT s.buyer, 'Buyer', s.buyer || '@example.test', true FROM unnest($2::uuid[]) s(buyer)),
  sale AS (INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id,
    creator_id, status, listing_title, list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps,
    refund_days, provider, idempotency_key, request_hash, payment_reference, expires_at, created_at, completed_at)
  SELECT s.purchase, $3, $4, $5, s.buyer, $6, 'completed', $7, $8, $8, $9, $10, $11, 3000, 14, $12,
    s.purchase::text, 'seeded', 'pay_' || s.purchase::text, now(), $13, $13
  FROM unnest($1::uuid[], $2::uuid[]) s(purchase, buyer)),
  access AS (INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id, purchase_id)
    SELECT s.purchase, s.buyer, $3, $4, $5, s.purchase FROM unnest($1::uuid[], $2::uuid[]) s(purchase, buyer))
  INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
    SELECT gen_random_uuid(), 'system:seed', 'marketplace_purchase', 'purchase', s FROM unnest($1::uuid[]) s`;

/** Sales as settlement leaves them: paid, owned by the buyer, posted, audited, and held until `releaseAt`. */
export const seedSales = async (
  db: TestDatabase,
  creator: Person,
  options: SaleOptions,
): Promise<SeededSale[]> => {
  const { priceMinor, currency = "USD", provider = "stripe", count = 1, title = "Sold" } = options;
  const completedAt = options.completedAt ?? new Date();
  const releaseAt = options.releaseAt ?? new Date(completedAt.getTime() + 7 * 86_400_000);
  const { feeMinor, earningMinor } = splitPrice({ priceMinor, feeBps: 3_000, currency });
  const listing = await seedListing(db, creator, { priceMinor, currency, title });
  const listingUuid = uuidFromId("lst", listing.listingId);
  const sales = Array.from({ length: count }, () => ({
    purchaseId: newId("pur"),
    creatorId: creator.id,
    ...{ currency, priceMinor, feeMinor, earningMinor },
  }));
  await db.stored(insertSales, [
    sales.map(({ purchaseId }) => uuidFromId("pur", purchaseId)),
    sales.map(() => uuidFromId("usr", newId("usr"))),
    listingUuid,
    uuidFromId("str", listing.strategyId),
    uuidFromId("ver", listing.versionId),
    uuidFromId("usr", creator.id),
    title,
    priceMinor,
    currency,
    feeMinor,
    earningMinor,
    provider,
    completedAt,
  ]);
  await db.stored(
    `UPDATE strategy_marketplace SET total_sales = $2
     FROM (SELECT set_config('app.actor_role', 'system', true) AS role) acting WHERE id = $1 AND acting.role = 'system'`,
    [listingUuid, count],
  );
  await db.database.withActor(system("seed"), (tx) =>
    postMany(
      tx,
      sales.map((sale) => ({
        source: {
          type: "purchase",
          uuid: uuidFromId("pur", sale.purchaseId),
          kind: "sale",
          ownerId: creator.id,
          purchaseId: sale.purchaseId,
        },
        set: salePostings({ ...sale, provider }),
      })),
    ),
  );
  // Only now: a sweep at the same time has to find the postings that settlement writes with the sale.
  await db.stored(
    `UPDATE strategy_purchases SET release_at = $2
     FROM (SELECT set_config('app.actor_role', 'system', true) AS role) acting WHERE id = ANY ($1) AND acting.role = 'system'`,
    [sales.map(({ purchaseId }) => uuidFromId("pur", purchaseId)), releaseAt],
  );
  return sales;
};

/** Takes an amount from what the creator has available, and the rest as debt, as a lost dispute's cost does. */
export const takeBack = (db: TestDatabase, creator: Person, costMinor: bigint, currency: Currency = "USD") =>
  db.database.withActor(system("seed"), async (tx) => {
    const balances = await lockCreators(tx, [creator.id], currency);
    const availableMinor = balances.get(creator.id)?.available ?? 0n;
    await post(
      tx,
      { type: "dispute", uuid: randomUUID(), kind: "lost", ownerId: creator.id },
      disputeCostPostings({ currency, creatorId: creator.id, costMinor, pendingMinor: 0n, availableMinor }),
    );
  });

/** Gives each creator an amount that can be paid out at once, as a dispute that was won does. */
export const giveAvailable = (
  db: TestDatabase,
  creators: readonly Person[],
  earningMinor: bigint,
  currency: Currency,
) =>
  db.database.withActor(system("seed"), (tx) =>
    postMany(
      tx,
      creators.map(({ id: creatorId }) => ({
        source: { type: "dispute", uuid: randomUUID(), kind: "won", ownerId: creatorId },
        set: givenBackPostings({
          currency,
          creatorId,
          from: "disputes:held",
          feeMinor: 0n,
          earningMinor,
          excessMinor: 0n,
          isReleased: true,
          debtMinor: 0n,
        }),
      })),
    ),
  );
