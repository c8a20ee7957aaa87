import type { TestDatabase } from "@boltz/testkit";

/** Every table of every schema that holds rows of ours, as `schema.table`. */
const listTables = async (db: TestDatabase): Promise<string[]> => {
  const rows = await db.stored<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'pgboss') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

/** The places whose rows hold a word anywhere, in whatever case: texts, JSON, search words, and bytes read as text. */
export const placesOf = async (db: TestDatabase, word: string): Promise<string[]> => {
  const bytes = await db.stored<{ name: string; field: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name, quote_ident(column_name) AS field
     FROM information_schema.columns WHERE data_type = 'bytea' AND table_schema IN ('public', 'pgboss')`,
  );
  const found: string[] = [];
  for (const table of await listTables(db)) {
    const asText = bytes
      .filter(({ name }) => name === table)
      .map(({ field }) => `coalesce(encode(r.${field}, 'escape'), '')`);
    const whole = ["r::text", ...asText].join(" || ");
    const [row] = await db.stored<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} r WHERE strpos(lower(${whole}), lower($1)) > 0`,
      [word],
    );
    if (row !== undefined && row.count > 0) found.push(table);
  }
  return found;
};
