import type { TestDatabase } from "@boltz/testkit";

const listColumns = (db: TestDatabase) =>
  db.stored<{ name: string; columns: string }>(
    `SELECT quote_ident(t.table_name) AS name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns
     FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name)
     WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' GROUP BY 1`,
  );

/** Keeps a copy of every row, as a backup of the night does. */
export const takeBackup = async (db: TestDatabase): Promise<void> => {
  await db.stored("CREATE SCHEMA backup");
  for (const { name, columns } of await listColumns(db))
    await db.stored(`CREATE TABLE backup.${name} AS SELECT ${columns} FROM public.${name}`);
};

/** Puts the rows back as they were, past every trigger, as a restore does. */
export const restoreBackup = async (db: TestDatabase): Promise<void> => {
  const tables = await listColumns(db);
  const names = tables.map(({ name }) => `public.${name}`).join(", ");
  const copies = tables.map(
    ({ name, columns }) => `INSERT INTO public.${name} (${columns}) SELECT ${columns} FROM backup.${name}`,
  );
  await db.stored(
    `BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${names}; ${copies.join("; ")}; COMMIT`,
  );
};
