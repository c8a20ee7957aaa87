import type { Currency, Id, IdPrefix } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { bigint, customType, timestamp } from "drizzle-orm/pg-core";
import { idFromUuid, uuidFromId } from "../ids.ts";

/** A uuid column that reads and writes as a prefixed, branded id. */
export const idColumn = <P extends IdPrefix>(name: string, prefix: P) =>
  customType<{ data: Id<P>; driverData: string }>({
    dataType: () => "uuid",
    toDriver: (id) => uuidFromId(prefix, id),
    fromDriver: (uuid) => idFromUuid(prefix, uuid),
  })(name);

export const currencyColumn = (name = "currency") =>
  customType<{ data: Currency; driverData: string }>({ dataType: () => "char(3)" })(name);

export const tsvectorColumn = (name: string) =>
  customType<{ data: string }>({ dataType: () => "tsvector" })(name);

export const byteaColumn = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const minorColumn = (name: string) => bigint(name, { mode: "bigint" });

export const timeColumn = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const createdAt = () => timeColumn("created_at").notNull().defaultNow();

/** `column in ('a', 'b')` for a CHECK, from the same list that types the column. */
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})`);
