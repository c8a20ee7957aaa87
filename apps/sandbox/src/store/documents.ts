import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

export type DocumentTable = "sessions" | "intents" | "charges" | "events" | "answers" | "mails";

/** Records of one kind, kept as JSON and checked whenever they are read. */
export interface Documents<T extends { id: string }> {
  find(id: string): T | undefined;
  save(record: T): void;
  /** Newest first. */
  latest(limit: number): T[];
}

const bodyRow = z.object({ body: z.string() });

export function openDocuments<T extends { id: string }>(
  database: DatabaseSync,
  table: DocumentTable,
  schema: z.ZodType<T>,
): Documents<T> {
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`,
  );
  const read = (row: unknown): T => schema.parse(JSON.parse(bodyRow.parse(row).body));
  const byId = database.prepare(`SELECT body FROM ${table} WHERE id = ?`);
  const upsert = database.prepare(
    `INSERT INTO ${table} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const newest = database.prepare(`SELECT body FROM ${table} ORDER BY seq DESC LIMIT ?`);
  return {
    find(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : read(row);
    },
    save(record) {
      upsert.run(record.id, JSON.stringify(record));
    },
    latest(limit) {
      return newest.all(limit).map(read);
    },
  };
}
