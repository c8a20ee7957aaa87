import type { UserId } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { and, asc, eq, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** As many rows are read by one query. */
const PAGE = 1_000;

export type SectionRow = Readonly<Record<string, unknown>>;

/** One kind of thing that is kept about a person, as an export writes it: two files of one name. */
export interface Section {
  name: string;
  /** What it is, for the person. */
  about: string;
  /** The columns by which rows are found to be the person's: `table.column`. */
  covers: readonly string[];
  columns: readonly string[];
  /** The person's rows, page by page, in a transaction that carries the person. */
  pages(tx: Transaction, person: UserId): AsyncGenerator<readonly SectionRow[], void>;
}

interface TableSection {
  name: string;
  about: string;
  table: PgTable;
  columns: Record<string, PgColumn>;
  /** Names the person whose rows they are; null where `where` does. */
  owner: PgColumn | null;
  /** Narrows further, or leads to rows that an index finds. */
  where?: (person: UserId) => SQL;
  /** What the rows are ordered by; no two of them have the same. */
  keys: readonly PgColumn[];
  /** For tables of which nobody reads a row by themselves: there `owner` alone makes rows theirs. */
  isClosed?: boolean;
}

/** The value that a row holds for a column, as a parameter that the column can be compared with. */
const paramOf = (columns: TableSection["columns"], row: SectionRow, key: PgColumn) => {
  const name = Object.keys(columns).find((one) => columns[one] === key);
  if (name === undefined) throw new Error(`${key.name} orders the rows but is not read`);
  return sql.param(row[name], key);
};

const behind = ({ columns, keys }: TableSection, row: SectionRow): SQL => {
  const values = keys.map((key) => sql`${paramOf(columns, row, key)}`);
  return sql`(${sql.join([...keys], sql`, `)}) > (${sql.join(values, sql`, `)})`;
};

/** A section that is rows of one table. */
export const ofTable = (section: TableSection): Section => {
  const { name, about, table, columns, owner, where, keys, isClosed } = section;
  const readPage = (tx: Transaction, person: UserId, last: SectionRow | undefined) =>
    tx
      .select(columns)
      .from(table)
      .where(
        and(
          owner === null ? undefined : eq(owner, person),
          where?.(person),
          last === undefined ? undefined : behind(section, last),
        ),
      )
      .orderBy(...keys.map((key) => asc(key)))
      .limit(PAGE);
  async function* pages(tx: Transaction, person: UserId): AsyncGenerator<readonly SectionRow[], void> {
    let last: SectionRow | undefined;
    do {
      const read = (): Promise<readonly SectionRow[]> => readPage(tx, person, last);
      const page = await (isClosed === true ? asSystem(tx, read) : read());
      yield page;
      last = page.length < PAGE ? undefined : page.at(-1);
    } while (last !== undefined);
  }
  const covers = owner === null ? [] : [`${getTableName(table)}.${owner.name}`];
  return { name, about, covers, columns: Object.keys(columns), pages };
};

/** A section that a function of the database answers in one piece, for the person who asks. */
export const ofFunction = (section: {
  name: string;
  about: string;
  covers: readonly string[];
  columns: readonly string[];
  call: SQL;
}): Section => {
  const { name, about, covers, columns, call } = section;
  async function* pages(tx: Transaction): AsyncGenerator<readonly SectionRow[], void> {
    const { rows } = await tx.execute(sql`select * from ${call}`);
    yield rows;
  }
  return { name, about, covers, columns, pages };
};
