import { getTableColumns, is, sql } from "drizzle-orm";
import { getTableConfig, PgJsonb, type PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "./with-actor.ts";

/** Fewer rows are written with a parameter for each value, which PostgreSQL plans faster than it reads JSON. */
const MANY = 32;

/**
 * Writes rows in their order, however many they are: many go as one JSON parameter, so that neither side
 * works through thousands of them. All rows have the keys of the first; none holds an SQL expression.
 */
export const insertRows = async <Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  if (rows.length < MANY) await tx.insert(table).values([...rows]);
  else await tx.execute(insertOf(table, first, rows));
};

/** The same where rows that conflict with others are left out; answers the uuids of those that were written. */
export const insertFreshRows = async <Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<string[]> => {
  const [first] = rows;
  if (first === undefined) return [];
  if (rows.length < MANY) {
    const few = tx
      .insert(table)
      .values([...rows])
      .onConflictDoNothing();
    return (await few.returning({ id: sql<string>`id` })).map(({ id }) => id);
  }
  const { rows: fresh } = await tx.execute<{ id: string }>(
    sql`${insertOf(table, first, rows)} on conflict do nothing returning id`,
  );
  return fresh.map(({ id }) => id);
};

const insertOf = <Table extends PgTable>(
  table: Table,
  first: Table["$inferInsert"],
  rows: readonly Table["$inferInsert"][],
) => {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => Object.hasOwn(first, key));
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const json = rows.map((row) => {
    const values = new Map(Object.entries(row));
    return Object.fromEntries(
      columns.map(([key, column]) => {
        const value: unknown = values.get(key);
        return [column.name, value == null || is(column, PgJsonb) ? value : column.mapToDriverValue(value)];
      }),
    );
  });
  const text = JSON.stringify(json, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
  const { name } = getTableConfig(table);
  return sql`insert into ${sql.identifier(name)} (${names}) select ${names}
    from jsonb_populate_recordset(null::${sql.identifier(name)}, ${text}::jsonb)`;
};
