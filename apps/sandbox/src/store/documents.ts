import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

/** Records of one kind, kept as JSON and checked whenever they are read. */
export interface Documents<T extends { id: string }> {
  find(id: string): T | undefined;
  save(record: T): void;
  /** Newest first. */
  latest(limit: number): T[];
  /** Newest first. */
  list(query: DocumentQuery<T>): T[];
}

type Comparable = string | number;

export interface DocumentQuery<T> {
  equal?: { [Field in keyof T]?: Comparable };
  atLeast?: { [Field in keyof T]?: number };
  below?: { [Field in keyof T]?: number };
  /** Only what is older than this record. */
  after?: string;
  limit: number;
}

/** Opens a table, and makes it where it is not there yet. */
export type OpenDocuments = <T extends { id: string }>(
  table: string,
  schema: z.ZodType<T>,
  indexed?: readonly (keyof T & string)[],
) => Documents<T>;

const bodyRow = z.object({ body: z.string() });

export function openDocuments<T extends { id: string }>(
  database: DatabaseSync,
  table: string,
  schema: z.ZodType<T>,
  indexed: readonly (keyof T & string)[] = [],
): Documents<T> {
  refuseName(table);
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`,
  );
  for (const field of indexed) {
    const name = `${table}_by_${field}`;
    database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${fieldOf(field)})`);
  }
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
    list(query) {
      const { text, values } = toCondition(table, query);
      const statement = database.prepare(`SELECT body FROM ${table}${text} ORDER BY seq DESC LIMIT ?`);
      return statement.all(...values, query.limit).map(read);
    },
  };
}

function toCondition<T>(table: string, query: DocumentQuery<T>): { text: string; values: Comparable[] } {
  const terms: string[] = [];
  const values: Comparable[] = [];
  const compare = (fields: object | undefined, operator: "=" | ">=" | "<") => {
    for (const [field, value] of Object.entries(fields ?? {})) {
      if (value === undefined) continue;
      terms.push(`${fieldOf(field)} ${operator} ?`);
      values.push(value);
    }
  };
  compare(query.equal, "=");
  compare(query.atLeast, ">=");
  compare(query.below, "<");
  if (query.after !== undefined) {
    terms.push(`seq < (SELECT seq FROM ${table} WHERE id = ?)`);
    values.push(query.after);
  }
  return { text: terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`, values };
}

function fieldOf(field: string): string {
  refuseName(field);
  return `json_extract(body, '$.${field}')`;
}

/** Names become part of the statement. */
function refuseName(name: string): void {
  if (!/^\w+$/.test(name)) throw new Error(`${name} cannot name a table or a field`);
}
