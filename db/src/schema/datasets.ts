import { assetClasses, timeframes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { byteaColumn, createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { anyone, appMay, isSystem, readerSees } from "./policies.ts";

/** What an operator imported. Append-only: the first n bars never change, so (id, n) names them for good. */
export const datasets = pgTable(
  "datasets",
  {
    id: idColumn("id", "dst").primaryKey(),
    symbol: text("symbol").notNull(),
    timeframe: text("timeframe", { enum: timeframes }).notNull(),
    assetClass: text("asset_class", { enum: assetClasses }).notNull(),
    name: text("name").notNull(),
    source: text("source").notNull(),
    licence: text("licence").notNull(),
    isSynthetic: boolean("is_synthetic").notNull().default(false),
    barCount: integer("bar_count").notNull().default(0),
    /** SHA-256 of all bars in their encoded form. */
    barsHash: text("bars_hash").notNull(),
    firstAt: timeColumn("first_at").notNull(),
    lastAt: timeColumn("last_at").notNull(),
    /** Set at the first import and never moved: authors run on the bars before it only. */
    holdoutFrom: timeColumn("holdout_from").notNull(),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    unique("datasets_symbol_timeframe_key").on(table.symbol, table.timeframe),
    check("datasets_timeframe_check", oneOf("timeframe", timeframes)),
    check("datasets_asset_class_check", oneOf("asset_class", assetClasses)),
    check("datasets_bars_hash_check", sql`bars_hash ~ '^[0-9a-f]{64}$'`),
    check("datasets_order_check", sql`first_at <= last_at and bar_count > 0`),
    appMay("datasets", "select", anyone),
    appMay("datasets", "insert", isSystem),
    appMay("datasets", "update", isSystem),
    readerSees("datasets", anyone),
  ],
);

/** Runs of bars in the encoded form (48 bytes each), one row for each part that was added. */
export const bars = pgTable(
  "bars",
  {
    datasetId: idColumn("dataset_id", "dst")
      .notNull()
      .references(() => datasets.id),
    /** The place of the row's first bar in the dataset. */
    firstBar: integer("first_bar").notNull(),
    count: integer("count").notNull(),
    data: byteaColumn("data").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.datasetId, table.firstBar] }),
    check("bars_count_check", sql`count > 0 and octet_length(data) = count * 48`),
    appMay("bars", "select", anyone),
    appMay("bars", "insert", isSystem),
    readerSees("bars", anyone),
  ],
);
