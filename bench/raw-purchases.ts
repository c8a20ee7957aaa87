import { randomUUID } from "node:crypto";
import { newId, uuidFromId } from "@boltz/db";
import type pg from "pg";
import type { Order } from "./purchases.ts";

type Statement = [text: string, values: unknown[]];

const inTransaction = async (
  pool: pg.Pool,
  actorId: string,
  role: string,
  statements: readonly Statement[],
) => {
  const client = await pool.connect();
  try {
    await client.query(
      `BEGIN; SELECT set_config('app.actor_id', '${actorId}', true), set_config('app.actor_role', '${role}', true)`,
    );
    for (const [text, values] of statements) await client.query(text, values);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
};

/** The least that one pending purchase takes: itself and the order to the provider, in one transaction. */
export const rawStart = async (pool: pg.Pool, order: Order): Promise<string> => {
  const [purchase, operation] = [uuidFromId("pur", newId("pur")), uuidFromId("op", newId("op"))];
  const buyer = uuidFromId("usr", order.buyer.id);
  await inTransaction(pool, buyer, "user", [
    [
      `INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, listing_title,
         list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, provider, idempotency_key, request_hash,
         expires_at)
       SELECT $1, id, strategy_id, version_id, $2, creator_id, title, price_minor, price_minor, currency, 0, price_minor, 0,
         refund_days, 'stripe', $3, '', now() + interval '1 hour' FROM strategy_marketplace WHERE id = $4`,
      [purchase, buyer, randomUUID(), uuidFromId("lst", order.listingId)],
    ],
    [
      `INSERT INTO provider_ops (id, kind, provider, subject_id, owner_id, idem_key, request_hash)
       VALUES ($1, 'create_checkout', 'stripe', $2, $3, $4, '')`,
      [operation, purchase, buyer, operation],
    ],
  ]);
  return purchase;
};

/** One event, stored. */
export const rawEvent = (pool: pg.Pool, purchase: string): Promise<void> =>
  inTransaction(pool, "", "system", [
    [
      `INSERT INTO provider_events (id, provider, event_id, type, object_kind, object_reference, livemode, occurred_at)
       VALUES ($1, 'stripe', $2, 'paid', 'checkout', $2, false, now())`,
      [uuidFromId("evt", newId("evt")), purchase],
    ],
  ]);

/** The least that a sale takes: the purchase completed, the right given, the sale counted. */
export const rawSettle = (pool: pg.Pool, purchase: string): Promise<void> =>
  inTransaction(pool, "", "system", [
    ["UPDATE strategy_purchases SET status = 'completed', completed_at = now() WHERE id = $1", [purchase]],
    [
      `INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id, purchase_id)
       SELECT $2, buyer_id, listing_id, strategy_id, version_id, id FROM strategy_purchases WHERE id = $1`,
      [purchase, uuidFromId("ent", newId("ent"))],
    ],
    [
      `UPDATE strategy_marketplace SET total_sales = total_sales + 1
       WHERE id = (SELECT listing_id FROM strategy_purchases WHERE id = $1)`,
      [purchase],
    ],
  ]);
