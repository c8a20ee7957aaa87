import { createHash, randomUUID } from "node:crypto";
import type { Currency, ListingId, Role, StrategyId, VersionId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { TestDatabase } from "./database.ts";

export interface SeededListing {
  listingId: ListingId;
  strategyId: StrategyId;
  versionId: VersionId;
  priceMinor: bigint;
  currency: Currency;
}

/** A verified person, written past every policy; `creator` gives a creator profile too. */
export const seedPerson = async (
  db: TestDatabase,
  options: {
    role?: Exclude<Role, "creator">;
    creator?: boolean;
    verified?: boolean;
    secondFactorFresh?: boolean;
  } = {},
): Promise<Person> => {
  const id = newId("usr");
  const uuid = uuidFromId("usr", id);
  const emailVerified = options.verified ?? true;
  const role = options.role ?? "user";
  await db.stored("INSERT INTO users (id, name, email, email_verified, role) VALUES ($1, $2, $3, $4, $5)", [
    uuid,
    `Person ${id.slice(-6)}`,
    `${id}@example.test`,
    emailVerified,
    role,
  ]);
  const isCreator = options.creator === true;
  if (isCreator)
    await db.stored("INSERT INTO creator_profiles (user_id, display_name) VALUES ($1, $2)", [
      uuid,
      `Creator ${id}`,
    ]);
  return {
    kind: "person",
    id,
    role: isCreator && role === "user" ? "creator" : role,
    emailVerified,
    suspended: false,
    secondFactorFresh: options.secondFactorFresh ?? false,
    kyc: "none",
    creator: isCreator ? { publish: true, sell: true, withdraw: true } : null,
  };
};

/** A published listing with one approved version, written past every policy. */
export const seedListing = async (
  db: TestDatabase,
  creator: Person,
  options: { priceMinor?: bigint; currency?: Currency; refundDays?: number; title?: string } = {},
): Promise<SeededListing> => {
  const [listingId, strategyId, versionId] = [newId("lst"), newId("str"), newId("ver")];
  const [listing, strategy, version] = [
    uuidFromId("lst", listingId),
    uuidFromId("str", strategyId),
    uuidFromId("ver", versionId),
  ];
  const creatorUuid = uuidFromId("usr", creator.id);
  const { priceMinor = 4_900n, currency = "USD", refundDays = 14 } = options;
  const document = JSON.stringify({ name: randomUUID() });
  const specHash = createHash("sha256").update(document).digest("hex");
  const words = [
    options.title ?? `Strategy ${listingId.slice(-6)}`,
    "A seeded listing.",
    "Seeded for a test.",
  ];
  await db.stored("INSERT INTO strategies (id, creator_id, name) VALUES ($1, $2, $3)", [
    strategy,
    creatorUuid,
    words[0],
  ]);
  await db.stored(
    `INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
     VALUES ($1, $2, $3, '1.0.0', $4, $5, '{}')`,
    [version, strategy, creatorUuid, document, specHash],
  );
  await db.stored(
    `INSERT INTO strategy_marketplace (id, strategy_id, creator_id, status, title, summary, description, tags,
       price_minor, currency, refund_days, version_id, published_at)
     VALUES ($1, $2, $3, 'published', $4, $5, $6, '{trend}', $7, $8, $9, $10, now())`,
    [listing, strategy, creatorUuid, ...words, priceMinor, currency, refundDays, version],
  );
  await db.stored(
    `INSERT INTO listing_drafts (listing_id, creator_id, state, title, summary, description, tags, price_minor,
       currency, refund_days, version_id)
     VALUES ($1, $2, 'approved', $3, $4, $5, '{trend}', $6, $7, $8, $9)`,
    [listing, creatorUuid, ...words, priceMinor, currency, refundDays, version],
  );
  await db.stored("INSERT INTO listing_versions (listing_id, version_id) VALUES ($1, $2)", [
    listing,
    version,
  ]);
  await db.stored(
    "INSERT INTO listing_evidence (listing_id, version_id, tier, symbols) VALUES ($1, $2, 'unverified', '{}')",
    [listing, version],
  );
  return { listingId, strategyId, versionId, priceMinor, currency };
};
