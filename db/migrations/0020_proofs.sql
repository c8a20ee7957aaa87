CREATE TABLE "bars" (
	"dataset_id" uuid NOT NULL,
	"first_bar" integer NOT NULL,
	"count" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "bars_dataset_id_first_bar_pk" PRIMARY KEY("dataset_id","first_bar"),
	CONSTRAINT "bars_count_check" CHECK (count > 0 and octet_length(data) = count * 48)
);
--> statement-breakpoint
ALTER TABLE "bars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "datasets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"symbol" text NOT NULL,
	"timeframe" text NOT NULL,
	"asset_class" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"is_synthetic" boolean DEFAULT false NOT NULL,
	"bar_count" integer DEFAULT 0 NOT NULL,
	"bars_hash" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"holdout_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "datasets_symbol_timeframe_key" UNIQUE("symbol","timeframe"),
	CONSTRAINT "datasets_timeframe_check" CHECK ("timeframe" in ('1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w')),
	CONSTRAINT "datasets_asset_class_check" CHECK ("asset_class" in ('stocks', 'etfs', 'crypto', 'forex', 'futures', 'commodities')),
	CONSTRAINT "datasets_bars_hash_check" CHECK (bars_hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "datasets_order_check" CHECK (first_at <= last_at and bar_count > 0)
);
--> statement-breakpoint
ALTER TABLE "datasets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attached_files" (
	"version_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"data" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attached_files_version_id_name_pk" PRIMARY KEY("version_id","name"),
	CONSTRAINT "attached_files_sha256_check" CHECK (sha256 = encode(sha256(data), 'hex')),
	CONSTRAINT "attached_files_size_check" CHECK (octet_length(data) <= 4194304)
);
--> statement-breakpoint
ALTER TABLE "attached_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "backtest_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"strategy_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"kind" text DEFAULT 'verification' NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"stage" text DEFAULT '' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"missing_symbols" text[] DEFAULT '{}' NOT NULL,
	"report" jsonb,
	"trades" jsonb,
	"receipt" jsonb,
	"result_hash" text,
	"rule_tokens" text[] DEFAULT '{}' NOT NULL,
	"monthly" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "backtest_runs_state_check" CHECK ("state" in ('queued', 'running', 'passed', 'failed', 'unavailable')),
	CONSTRAINT "backtest_runs_kind_check" CHECK ("kind" in ('verification', 'extension')),
	CONSTRAINT "backtest_runs_progress_check" CHECK (progress between 0 and 1),
	CONSTRAINT "backtest_runs_passed_check" CHECK (state <> 'passed' or (report is not null and trades is not null and receipt is not null and result_hash is not null))
);
--> statement-breakpoint
ALTER TABLE "backtest_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "backtest_trials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"creator_id" uuid NOT NULL,
	"spec_hash" text NOT NULL,
	"document" text NOT NULL,
	"symbols" text[] NOT NULL,
	"timeframe" text NOT NULL,
	"sharpe_per_bar" double precision,
	"sharpe" double precision,
	"trades" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backtest_trials_creator_id_spec_hash_key" UNIQUE("creator_id","spec_hash"),
	CONSTRAINT "backtest_trials_spec_hash_check" CHECK (spec_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "backtest_trials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_evidence" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"run_id" uuid,
	"tier" text NOT NULL,
	"evidence" double precision,
	"asset_class" text,
	"timeframe" text,
	"symbols" text[] NOT NULL,
	"style" text,
	"holdout_return" double precision,
	"holdout_sharpe" double precision,
	"after_return" double precision,
	"max_drawdown" double precision,
	"trades" integer,
	"years" double precision,
	"dsr" double precision,
	"pbo" double precision,
	"trials" integer,
	"rule_tokens" text[] DEFAULT '{}' NOT NULL,
	"monthly" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listing_evidence_tier_check" CHECK ("tier" in ('verified', 'unverified', 'attached')),
	CONSTRAINT "listing_evidence_verified_check" CHECK ((tier = 'verified') = (run_id is not null))
);
--> statement-breakpoint
ALTER TABLE "listing_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD COLUMN "kind" text DEFAULT 'declared' NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD COLUMN "attached_figures" jsonb;--> statement-breakpoint
ALTER TABLE "bars" ADD CONSTRAINT "bars_dataset_id_datasets_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."datasets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attached_files" ADD CONSTRAINT "attached_files_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attached_files" ADD CONSTRAINT "attached_files_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtest_runs" ADD CONSTRAINT "backtest_runs_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtest_runs" ADD CONSTRAINT "backtest_runs_strategy_id_strategies_id_fk" FOREIGN KEY ("strategy_id") REFERENCES "public"."strategies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtest_runs" ADD CONSTRAINT "backtest_runs_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backtest_trials" ADD CONSTRAINT "backtest_trials_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_evidence" ADD CONSTRAINT "listing_evidence_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_evidence" ADD CONSTRAINT "listing_evidence_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_evidence" ADD CONSTRAINT "listing_evidence_run_id_backtest_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."backtest_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attached_files_creator_idx" ON "attached_files" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "backtest_runs_version_idx" ON "backtest_runs" USING btree ("version_id","id");--> statement-breakpoint
CREATE INDEX "backtest_runs_creator_idx" ON "backtest_runs" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "backtest_runs_strategy_idx" ON "backtest_runs" USING btree ("strategy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "backtest_runs_one_open_key" ON "backtest_runs" USING btree ("version_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "backtest_runs_open_idx" ON "backtest_runs" USING btree ("created_at") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "backtest_trials_creator_idx" ON "backtest_trials" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "listing_evidence_tokens_idx" ON "listing_evidence" USING gin ("rule_tokens");--> statement-breakpoint
CREATE INDEX "listing_evidence_version_idx" ON "listing_evidence" USING btree ("version_id");--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_kind_check" CHECK ("kind" in ('declared', 'attached'));--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_attached_check" CHECK ((kind = 'attached') = (attached_figures is not null));--> statement-breakpoint
CREATE POLICY "bars_app_select" ON "bars" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "bars_app_insert" ON "bars" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "bars_reader_select" ON "bars" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "datasets_app_select" ON "datasets" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "datasets_app_insert" ON "datasets" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "datasets_app_update" ON "datasets" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "datasets_reader_select" ON "datasets" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "attached_files_app_select" ON "attached_files" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system') or exists (select 1 from user_strategy_access a join strategy_versions v on v.strategy_id = a.strategy_id where v.id = attached_files.version_id and a.user_id = (select app.actor_id()) and a.state = 'active'));--> statement-breakpoint
CREATE POLICY "attached_files_app_insert" ON "attached_files" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "backtest_runs_app_select" ON "backtest_runs" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system') or exists (select 1 from listing_versions p where p.version_id = backtest_runs.version_id));--> statement-breakpoint
CREATE POLICY "backtest_runs_app_insert" ON "backtest_runs" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()) and state in ('queued', 'unavailable') and report is null or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "backtest_runs_app_update" ON "backtest_runs" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "backtest_runs_reader_select" ON "backtest_runs" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (state in ('passed', 'unavailable') and exists (select 1 from listing_versions p where p.version_id = backtest_runs.version_id));--> statement-breakpoint
CREATE POLICY "backtest_trials_app_select" ON "backtest_trials" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "backtest_trials_app_insert" ON "backtest_trials" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "listing_evidence_app_select" ON "listing_evidence" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "listing_evidence_app_insert" ON "listing_evidence" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "listing_evidence_app_update" ON "listing_evidence" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "listing_evidence_reader_select" ON "listing_evidence" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (exists (select 1 from strategy_marketplace l where l.id = listing_evidence.listing_id and l.status = 'published'));