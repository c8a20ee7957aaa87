import { createHash, randomUUID } from "node:crypto";
import type { EntitlementId, PurchaseId, VersionId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { TestDatabase } from "./database.ts";
import type { SeededListing } from "./seed-rows.ts";

/** A free purchase that completed, with everything that its settlement leaves: right, sale and audit row. */
export const seedEntitlement = async (
  db: TestDatabase,
  buyer: Person,
  listing: SeededListing,
): Promise<{ entitlementId: EntitlementId; purchaseId: PurchaseId }> => {
  const [entitlementId, purchaseId] = [newId("ent"), newId("pur")];
  await db.stored(
    `INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, status,
       listing_title, list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, idempotency_key,
       request_hash, expires_at, completed_at)
     SELECT $1, l.id, l.strategy_id, l.version_id, $2, l.creator_id, 'completed', l.title, 0, 0, l.currency, 0, 0, 3000,
       l.refund_days, $3, 'seeded', now(), now() FROM strategy_marketplace l WHERE l.id = $4`,
    [
      uuidFromId("pur", purchaseId),
      uuidFromId("usr", buyer.id),
      randomUUID(),
      uuidFromId("lst", listing.listingId),
    ],
  );
  await db.stored(
    `INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id, purchase_id)
     SELECT $1, buyer_id, listing_id, strategy_id, version_id, id FROM strategy_purchases WHERE id = $2`,
    [uuidFromId("ent", entitlementId), uuidFromId("pur", purchaseId)],
  );
  await db.stored(
    `UPDATE strategy_marketplace SET total_sales = total_sales + 1
     FROM (SELECT set_config('app.actor_role', 'system', true) AS role) acting WHERE id = $1 AND acting.role = 'system'`,
    [uuidFromId("lst", listing.listingId)],
  );
  await db.stored(
    `INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
     VALUES ($1, 'system:seed', 'marketplace_purchase', 'purchase', $2)`,
    [uuidFromId("aud", newId("aud")), uuidFromId("pur", purchaseId)],
  );
  return { entitlementId, purchaseId };
};

/** One more version of a seeded listing's strategy, approved unless told otherwise. */
export const seedVersion = async (
  db: TestDatabase,
  listing: SeededListing,
  version: string,
  options: { approved?: boolean } = {},
): Promise<VersionId> => {
  const versionId = newId("ver");
  const uuid = uuidFromId("ver", versionId);
  const document = JSON.stringify({ name: `Version ${version}` });
  await db.stored(
    `INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
     SELECT $1, id, creator_id, $2, $3, $4, '{}' FROM strategies WHERE id = $5`,
    [
      uuid,
      version,
      document,
      createHash("sha256").update(document).digest("hex"),
      uuidFromId("str", listing.strategyId),
    ],
  );
  if (options.approved ?? true)
    await db.stored("INSERT INTO listing_versions (listing_id, version_id) VALUES ($1, $2)", [
      uuidFromId("lst", listing.listingId),
      uuid,
    ]);
  return versionId;
};
