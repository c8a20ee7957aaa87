import { evidenceTiers } from "@boltz/contract";
import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { byteaColumn, createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, anyone, appMay, definerMay, either, isStaff, isSystem, readerSees } from "./policies.ts";
import { strategies, strategyVersions } from "./strategies.ts";

export const runStates = ["queued", "running", "passed", "failed", "unavailable"] as const;
export const runKinds = ["verification", "extension"] as const;

/**
 * One run of the whole proof of a version: for its publication, or again once there are new bars. What it
 * gave never changes; a newer run takes its place on the page.
 */
export const backtestRuns = pgTable(
  "backtest_runs",
  {
    id: idColumn("id", "run").primaryKey(),
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    strategyId: idColumn("strategy_id", "str")
      .notNull()
      .references(() => strategies.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    kind: text("kind", { enum: runKinds }).notNull().default("verification"),
    state: text("state", { enum: runStates }).notNull().default("queued"),
    progress: real("progress").notNull().default(0),
    stage: text("stage").notNull().default(""),
    attempts: integer("attempts").notNull().default(0),
    missingSymbols: text("missing_symbols").array().notNull().default(sql`'{}'`),
    /** `ProofReport`, `TradeRecord[]` and `Receipt`, as the contract shapes them. */
    report: jsonb("report"),
    trades: jsonb("trades"),
    receipt: jsonb("receipt"),
    resultHash: text("result_hash"),
    ruleTokens: text("rule_tokens").array().notNull().default(sql`'{}'`),
    /** Returns by month ("2020-03": 0.01), by which near-duplicates are found. */
    monthly: jsonb("monthly"),
    createdAt: createdAt(),
    startedAt: timeColumn("started_at"),
    finishedAt: timeColumn("finished_at"),
  },
  (table) => [
    index("backtest_runs_version_idx").on(table.versionId, table.id),
    index("backtest_runs_creator_idx").on(table.creatorId, table.id),
    index("backtest_runs_strategy_idx").on(table.strategyId),
    uniqueIndex("backtest_runs_one_open_key").on(table.versionId).where(sql`state in ('queued', 'running')`),
    index("backtest_runs_open_idx").on(table.createdAt).where(sql`state in ('queued', 'running')`),
    check("backtest_runs_state_check", oneOf("state", runStates)),
    check("backtest_runs_kind_check", oneOf("kind", runKinds)),
    check("backtest_runs_progress_check", sql`progress between 0 and 1`),
    check(
      "backtest_runs_passed_check",
      sql`state <> 'passed' or (report is not null and trades is not null and receipt is not null and result_hash is not null)`,
    ),
    appMay(
      "backtest_runs",
      "select",
      sql`${either(
        sql`creator_id = ${actorId}`,
        isStaff,
        sql`exists (select 1 from listing_versions p where p.version_id = backtest_runs.version_id)`,
      )}`,
    ),
    appMay(
      "backtest_runs",
      "insert",
      sql`${either(sql`creator_id = ${actorId} and state in ('queued', 'unavailable') and report is null`, isSystem)}`,
    ),
    appMay("backtest_runs", "update", isSystem),
    readerSees(
      "backtest_runs",
      sql`state in ('passed', 'unavailable') and exists (select 1 from listing_versions p where p.version_id = backtest_runs.version_id)`,
    ),
  ],
);

/** Every document that an author ever ran on bars of this place, once for each: the count that deflates the Sharpe ratio. */
export const backtestTrials = pgTable(
  "backtest_trials",
  {
    id: idColumn("id", "trl").primaryKey(),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    specHash: text("spec_hash").notNull(),
    document: text("document").notNull(),
    symbols: text("symbols").array().notNull(),
    timeframe: text("timeframe").notNull(),
    /** Of the bars before the sealed ones; null where the equity never moved. */
    sharpePerBar: doublePrecision("sharpe_per_bar"),
    sharpe: doublePrecision("sharpe"),
    trades: integer("trades").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("backtest_trials_creator_id_spec_hash_key").on(table.creatorId, table.specHash),
    index("backtest_trials_creator_idx").on(table.creatorId, table.id),
    check(
      "backtest_trials_spec_hash_check",
      sql`spec_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')`,
    ),
    appMay("backtest_trials", "select", sql`${either(sql`creator_id = ${actorId}`, isStaff)}`),
    appMay("backtest_trials", "insert", sql`${either(sql`creator_id = ${actorId}`, isSystem)}`),
  ],
);

/** What a published listing is ranked and filtered by; written when it is published and when a run ends. */
export const listingEvidence = pgTable(
  "listing_evidence",
  {
    listingId: idColumn("listing_id", "lst")
      .primaryKey()
      .references(() => listings.id),
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    runId: idColumn("run_id", "run").references(() => backtestRuns.id),
    tier: text("tier", { enum: evidenceTiers }).notNull(),
    /** Probability that the Sharpe ratio of the bars that no try has seen is above zero, deflated; null unless verified. */
    evidence: doublePrecision("evidence"),
    assetClass: text("asset_class"),
    timeframe: text("timeframe"),
    symbols: text("symbols").array().notNull(),
    style: text("style"),
    holdoutReturn: doublePrecision("holdout_return"),
    holdoutSharpe: doublePrecision("holdout_sharpe"),
    afterReturn: doublePrecision("after_return"),
    /** Of the whole record, as a positive share. */
    maxDrawdown: doublePrecision("max_drawdown"),
    trades: integer("trades"),
    /** Years of bars. */
    years: doublePrecision("years"),
    dsr: doublePrecision("dsr"),
    pbo: doublePrecision("pbo"),
    trials: integer("trials"),
    ruleTokens: text("rule_tokens").array().notNull().default(sql`'{}'`),
    monthly: jsonb("monthly"),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("listing_evidence_tokens_idx").using("gin", table.ruleTokens),
    index("listing_evidence_version_idx").on(table.versionId),
    index("listing_evidence_market_idx").on(table.timeframe, table.symbols).where(sql`tier = 'verified'`),
    check("listing_evidence_tier_check", oneOf("tier", evidenceTiers)),
    check("listing_evidence_verified_check", sql`(tier = 'verified') = (run_id is not null)`),
    appMay("listing_evidence", "select", anyone),
    appMay("listing_evidence", "insert", isSystem),
    appMay("listing_evidence", "update", isSystem),
    definerMay("listing_evidence", "select"),
    readerSees(
      "listing_evidence",
      sql`exists (select 1 from strategy_marketplace l where l.id = listing_evidence.listing_id and l.status = 'published')`,
    ),
  ],
);

/** Files of another engine that came with a version. They are kept and handed on; nothing here ever runs them. */
export const attachedFiles = pgTable(
  "attached_files",
  {
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    sha256: text("sha256").notNull(),
    data: byteaColumn("data").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.name] }),
    index("attached_files_creator_idx").on(table.creatorId),
    check("attached_files_sha256_check", sql`sha256 = encode(sha256(data), 'hex')`),
    check("attached_files_size_check", sql`octet_length(data) <= 4194304`),
    appMay(
      "attached_files",
      "select",
      sql`${either(
        sql`creator_id = ${actorId}`,
        isStaff,
        sql`exists (select 1 from user_strategy_access a join strategy_versions v on v.strategy_id = a.strategy_id where v.id = attached_files.version_id and a.user_id = ${actorId} and a.state = 'active')`,
      )}`,
    ),
    appMay("attached_files", "insert", sql`creator_id = ${actorId}`),
  ],
);
