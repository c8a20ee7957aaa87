import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const deliveryRow = z.object({ id: z.int(), eventId: z.string(), attempts: z.int(), nextAtMs: z.int() });
export type Delivery = z.infer<typeof deliveryRow>;
export type DeliveryState = "due" | "held" | "lost" | "done";

/** What is still to be sent survives a restart: webhooks are delivered at least once. */
export interface Deliveries {
  add(eventId: string, state: DeliveryState, nextAtMs: number): void;
  /** In the order in which they came about. */
  inState(state: DeliveryState): Delivery[];
  mark(id: number, state: DeliveryState): void;
  retry(id: number, nextAtMs: number): void;
}

export function openDeliveries(database: DatabaseSync): Deliveries {
  database.exec(
    `CREATE TABLE IF NOT EXISTS deliveries (
       id INTEGER PRIMARY KEY, event_id TEXT NOT NULL, state TEXT NOT NULL,
       attempts INTEGER NOT NULL DEFAULT 0, next_at_ms INTEGER NOT NULL);
     CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, id)`,
  );
  const insert = database.prepare("INSERT INTO deliveries (event_id, state, next_at_ms) VALUES (?, ?, ?)");
  const select = database.prepare(
    `SELECT id, event_id AS "eventId", attempts, next_at_ms AS "nextAtMs" FROM deliveries WHERE state = ? ORDER BY id`,
  );
  const update = database.prepare("UPDATE deliveries SET state = ? WHERE id = ?");
  const postpone = database.prepare(
    "UPDATE deliveries SET attempts = attempts + 1, next_at_ms = ? WHERE id = ?",
  );
  return {
    add(eventId, state, nextAtMs) {
      insert.run(eventId, state, nextAtMs);
    },
    inState(state) {
      return select.all(state).map((row) => deliveryRow.parse(row));
    },
    mark(id, state) {
      update.run(state, id);
    },
    retry(id, nextAtMs) {
      postpone.run(nextAtMs, id);
    },
  };
}
