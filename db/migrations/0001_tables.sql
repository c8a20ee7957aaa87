CREATE TABLE "user_strategy_access" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"strategy_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"purchase_id" uuid,
	"state" text DEFAULT 'active' NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "user_strategy_access_purchase_id_unique" UNIQUE("purchase_id"),
	CONSTRAINT "user_strategy_access_state_check" CHECK ("state" in ('active', 'frozen', 'revoked')),
	CONSTRAINT "user_strategy_access_ended_check" CHECK ((state = 'revoked') = (ended_at is not null))
);
--> statement-breakpoint
ALTER TABLE "user_strategy_access" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "installs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entitlement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"downloaded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installs_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "installs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"owner_id" uuid,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_accounts_name_currency_key" UNIQUE("name","currency"),
	CONSTRAINT "ledger_accounts_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "ledger_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"owner_id" uuid,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_entries_amount_check" CHECK (amount_minor <> 0)
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_type" text NOT NULL,
	"source_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"owner_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transactions_source_key" UNIQUE("source_type","source_id","kind"),
	CONSTRAINT "ledger_transactions_source_type_check" CHECK ("source_type" in ('purchase', 'refund', 'dispute', 'payout', 'hold_release')),
	CONSTRAINT "ledger_transactions_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "ledger_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_drafts" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"creator_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"description" text NOT NULL,
	"tags" text[] NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"refund_days" integer NOT NULL,
	"version_id" uuid,
	"submitted_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listing_drafts_state_check" CHECK ("state" in ('draft', 'submitted', 'rejected', 'approved')),
	CONSTRAINT "listing_drafts_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "listing_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_prices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "listing_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_versions" (
	"listing_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listing_versions_listing_id_version_id_pk" PRIMARY KEY("listing_id","version_id")
);
--> statement-breakpoint
ALTER TABLE "listing_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "strategy_marketplace" (
	"id" uuid PRIMARY KEY NOT NULL,
	"strategy_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"status" text DEFAULT 'unpublished' NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"description" text NOT NULL,
	"tags" text[] NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"refund_days" integer NOT NULL,
	"version_id" uuid,
	"style" text,
	"total_sales" integer DEFAULT 0 NOT NULL,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	"rating_count" integer DEFAULT 0 NOT NULL,
	"rating" double precision GENERATED ALWAYS AS (case when rating_count > 0 then rating_sum::double precision / rating_count end) STORED,
	"quality" double precision GENERATED ALWAYS AS ((rating_sum + 35.0::double precision) / (rating_count + 10) + ln(1 + total_sales::double precision) / 2) STORED NOT NULL,
	"search" "tsvector" DEFAULT ''::tsvector NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strategy_marketplace_strategy_id_unique" UNIQUE("strategy_id"),
	CONSTRAINT "strategy_marketplace_status_check" CHECK ("status" in ('unpublished', 'published', 'archived', 'removed')),
	CONSTRAINT "strategy_marketplace_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "strategy_marketplace_price_check" CHECK (price_minor >= 0),
	CONSTRAINT "strategy_marketplace_refund_days_check" CHECK (refund_days in (0, 7, 14, 30)),
	CONSTRAINT "strategy_marketplace_published_check" CHECK (status = 'unpublished' or (version_id is not null and published_at is not null))
);
--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"moderator_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "moderation_decisions_listing_id_revision_key" UNIQUE("listing_id","revision"),
	CONSTRAINT "moderation_decisions_outcome_check" CHECK ("outcome" in ('approved', 'rejected', 'removed')),
	CONSTRAINT "moderation_decisions_not_own_check" CHECK (moderator_id <> creator_id),
	CONSTRAINT "moderation_decisions_reason_check" CHECK (outcome = 'approved' or length(reason) >= 10)
);
--> statement-breakpoint
ALTER TABLE "moderation_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_tag_counts" (
	"tag" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "listing_tag_counts_count_check" CHECK (count >= 0)
);
--> statement-breakpoint
ALTER TABLE "listing_tag_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "creator_profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"may_publish" boolean DEFAULT true NOT NULL,
	"may_sell" boolean DEFAULT true NOT NULL,
	"may_withdraw" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "creator_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "device_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_code" text NOT NULL,
	"user_code" text NOT NULL,
	"user_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"last_polled_at" timestamp with time zone,
	"polling_interval" integer,
	"client_id" text,
	"scope" text,
	CONSTRAINT "device_codes_device_code_unique" UNIQUE("device_code"),
	CONSTRAINT "device_codes_user_code_unique" UNIQUE("user_code")
);
--> statement-breakpoint
ALTER TABLE "device_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'user' NOT NULL,
	"suspended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role_check" CHECK ("role" in ('user', 'moderator', 'finance', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"checkout_reference" text,
	"livemode" boolean NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone,
	CONSTRAINT "provider_events_provider_event_id_key" UNIQUE("provider","event_id"),
	CONSTRAINT "provider_events_state_check" CHECK ("state" in ('received', 'handled', 'ignored', 'quarantined'))
);
--> statement-breakpoint
ALTER TABLE "provider_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_ops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"purchase_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"idem_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_ops_idem_key_unique" UNIQUE("idem_key"),
	CONSTRAINT "provider_ops_kind_check" CHECK ("kind" in ('create_checkout')),
	CONSTRAINT "provider_ops_state_check" CHECK ("state" in ('planned', 'sent', 'ok', 'failed', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "provider_ops" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "strategy_purchases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"strategy_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"listing_title" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint NOT NULL,
	"earning_minor" bigint NOT NULL,
	"fee_bps" integer NOT NULL,
	"refund_days" integer NOT NULL,
	"provider" text,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"checkout_reference" text,
	"checkout_url" text,
	"payment_reference" text,
	"last_failure" text,
	"quarantine_reason" text,
	"next_check_at" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "strategy_purchases_buyer_id_idempotency_key_key" UNIQUE("buyer_id","idempotency_key"),
	CONSTRAINT "strategy_purchases_status_check" CHECK ("status" in ('pending', 'completed', 'failed', 'expired', 'refunded', 'quarantined')),
	CONSTRAINT "strategy_purchases_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "strategy_purchases_provider_check" CHECK (provider is null or provider in ('stripe', 'razorpay')),
	CONSTRAINT "strategy_purchases_not_own_check" CHECK (buyer_id <> creator_id),
	CONSTRAINT "strategy_purchases_split_check" CHECK (price_minor >= 0 and fee_minor >= 0 and earning_minor >= 0 and fee_minor + earning_minor = price_minor),
	CONSTRAINT "strategy_purchases_free_check" CHECK ((price_minor = 0) = (provider is null)),
	CONSTRAINT "strategy_purchases_completed_check" CHECK ((status in ('completed', 'refunded')) = (completed_at is not null))
);
--> statement-breakpoint
ALTER TABLE "strategy_purchases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_single_check" CHECK (id = 1)
);
--> statement-breakpoint
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"prev_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "audit_log_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"params" jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "email_outbox_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "email_outbox_state_check" CHECK ("state" in ('queued', 'sent', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "email_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "strategies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"creator_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "strategies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "strategy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"strategy_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"version" text NOT NULL,
	"document" text NOT NULL,
	"spec_hash" text NOT NULL,
	"summary" jsonb NOT NULL,
	"changelog" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "strategy_versions_strategy_id_version_key" UNIQUE("strategy_id","version"),
	CONSTRAINT "strategy_versions_strategy_id_spec_hash_key" UNIQUE("strategy_id","spec_hash"),
	CONSTRAINT "strategy_versions_spec_hash_check" CHECK (spec_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "strategy_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_strategy_access" ADD CONSTRAINT "user_strategy_access_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_strategy_access" ADD CONSTRAINT "user_strategy_access_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_strategy_access" ADD CONSTRAINT "user_strategy_access_strategy_id_strategies_id_fk" FOREIGN KEY ("strategy_id") REFERENCES "public"."strategies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_strategy_access" ADD CONSTRAINT "user_strategy_access_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_strategy_access" ADD CONSTRAINT "user_strategy_access_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installs" ADD CONSTRAINT "installs_entitlement_id_user_strategy_access_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."user_strategy_access"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installs" ADD CONSTRAINT "installs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "installs" ADD CONSTRAINT "installs_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_id_ledger_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_drafts" ADD CONSTRAINT "listing_drafts_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_drafts" ADD CONSTRAINT "listing_drafts_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_drafts" ADD CONSTRAINT "listing_drafts_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_prices" ADD CONSTRAINT "listing_prices_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_versions" ADD CONSTRAINT "listing_versions_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_versions" ADD CONSTRAINT "listing_versions_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD CONSTRAINT "strategy_marketplace_strategy_id_strategies_id_fk" FOREIGN KEY ("strategy_id") REFERENCES "public"."strategies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD CONSTRAINT "strategy_marketplace_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD CONSTRAINT "strategy_marketplace_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_moderator_id_users_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_profiles" ADD CONSTRAINT "creator_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_codes" ADD CONSTRAINT "device_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_ops" ADD CONSTRAINT "provider_ops_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_ops" ADD CONSTRAINT "provider_ops_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_strategy_id_strategies_id_fk" FOREIGN KEY ("strategy_id") REFERENCES "public"."strategies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_version_id_strategy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."strategy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_outbox" ADD CONSTRAINT "email_outbox_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_strategy_id_strategies_id_fk" FOREIGN KEY ("strategy_id") REFERENCES "public"."strategies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_versions" ADD CONSTRAINT "strategy_versions_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "user_strategy_access_one_live_key" ON "user_strategy_access" USING btree ("user_id","strategy_id") WHERE state in ('active', 'frozen');--> statement-breakpoint
CREATE INDEX "user_strategy_access_user_idx" ON "user_strategy_access" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "installs_entitlement_id_idx" ON "installs" USING btree ("entitlement_id","id");--> statement-breakpoint
CREATE INDEX "ledger_accounts_owner_id_idx" ON "ledger_accounts" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction_id_idx" ON "ledger_entries" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_account_id_idx" ON "ledger_entries" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "ledger_transactions_owner_id_idx" ON "ledger_transactions" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "listing_drafts_creator_id_idx" ON "listing_drafts" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "listing_drafts_queue_idx" ON "listing_drafts" USING btree ("submitted_at") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "listing_prices_listing_id_idx" ON "listing_prices" USING btree ("listing_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_versions_version_id_idx" ON "listing_versions" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "strategy_marketplace_creator_id_idx" ON "strategy_marketplace" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "accounts_user_id_idx" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "creator_profiles_display_name_key" ON "creator_profiles" USING btree (lower("display_name"));--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "provider_events_open_idx" ON "provider_events" USING btree ("created_at") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "provider_ops_purchase_id_idx" ON "provider_ops" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "provider_ops_open_idx" ON "provider_ops" USING btree ("created_at") WHERE state in ('planned', 'sent', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "strategy_purchases_one_live_key" ON "strategy_purchases" USING btree ("buyer_id","listing_id") WHERE status in ('pending', 'completed', 'quarantined');--> statement-breakpoint
CREATE UNIQUE INDEX "strategy_purchases_checkout_reference_key" ON "strategy_purchases" USING btree ("provider","checkout_reference");--> statement-breakpoint
CREATE INDEX "strategy_purchases_buyer_idx" ON "strategy_purchases" USING btree ("buyer_id","id");--> statement-breakpoint
CREATE INDEX "strategy_purchases_creator_idx" ON "strategy_purchases" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "strategy_purchases_listing_idx" ON "strategy_purchases" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "strategy_purchases_sweep_idx" ON "strategy_purchases" USING btree ("next_check_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "audit_log_subject_idx" ON "audit_log" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "email_outbox_open_idx" ON "email_outbox" USING btree ("created_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "strategies_creator_id_idx" ON "strategies" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "strategy_versions_creator_id_idx" ON "strategy_versions" USING btree ("creator_id");--> statement-breakpoint
CREATE POLICY "user_strategy_access_app_select" ON "user_strategy_access" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "user_strategy_access_app_insert" ON "user_strategy_access" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "user_strategy_access_app_update" ON "user_strategy_access" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "installs_app_select" ON "installs" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "installs_app_insert" ON "installs" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "installs_app_update" ON "installs" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "ledger_accounts_app_select" ON "ledger_accounts" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "ledger_accounts_app_insert" ON "ledger_accounts" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "ledger_accounts_owner_all" ON "ledger_accounts" AS PERMISSIVE FOR ALL TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger_entries_app_select" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "ledger_entries_app_insert" ON "ledger_entries" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "ledger_entries_owner_select" ON "ledger_entries" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "ledger_transactions_app_select" ON "ledger_transactions" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "ledger_transactions_app_insert" ON "ledger_transactions" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "ledger_transactions_owner_select" ON "ledger_transactions" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "listing_drafts_app_select" ON "listing_drafts" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_drafts_app_insert" ON "listing_drafts" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "listing_drafts_app_update" ON "listing_drafts" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_prices_app_select" ON "listing_prices" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "listing_prices_app_insert" ON "listing_prices" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system') or exists (select 1 from strategy_marketplace l where l.id = listing_prices.listing_id and l.creator_id = (select app.actor_id())));--> statement-breakpoint
CREATE POLICY "listing_prices_reader_select" ON "listing_prices" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "listing_versions_app_select" ON "listing_versions" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "listing_versions_app_insert" ON "listing_versions" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_versions_reader_select" ON "listing_versions" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "strategy_marketplace_app_select" ON "strategy_marketplace" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (status = 'published' or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system') or exists (select 1 from strategy_purchases p where p.listing_id = strategy_marketplace.id and p.buyer_id = (select app.actor_id())));--> statement-breakpoint
CREATE POLICY "strategy_marketplace_app_insert" ON "strategy_marketplace" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "strategy_marketplace_app_update" ON "strategy_marketplace" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "strategy_marketplace_reader_select" ON "strategy_marketplace" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (status = 'published');--> statement-breakpoint
CREATE POLICY "moderation_decisions_app_select" ON "moderation_decisions" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "moderation_decisions_app_insert" ON "moderation_decisions" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system') and moderator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "listing_tag_counts_app_select" ON "listing_tag_counts" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "listing_tag_counts_owner_all" ON "listing_tag_counts" AS PERMISSIVE FOR ALL TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "listing_tag_counts_reader_select" ON "listing_tag_counts" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "accounts_auth_all" ON "accounts" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "creator_profiles_app_select" ON "creator_profiles" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (true);--> statement-breakpoint
CREATE POLICY "creator_profiles_app_insert" ON "creator_profiles" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "creator_profiles_app_update" ON "creator_profiles" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "creator_profiles_reader_select" ON "creator_profiles" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "device_codes_auth_all" ON "device_codes" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rate_limits_auth_all" ON "rate_limits" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_auth_all" ON "sessions" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_app_select" ON "users" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "users_auth_all" ON "users" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "verifications_auth_all" ON "verifications" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "provider_events_app_select" ON "provider_events" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "provider_events_app_insert" ON "provider_events" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "provider_events_app_update" ON "provider_events" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "provider_ops_app_select" ON "provider_ops" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "provider_ops_app_insert" ON "provider_ops" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "provider_ops_app_update" ON "provider_ops" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('system')) WITH CHECK (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "strategy_purchases_app_select" ON "strategy_purchases" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (buyer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "strategy_purchases_app_insert" ON "strategy_purchases" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (buyer_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "strategy_purchases_app_update" ON "strategy_purchases" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (buyer_id = (select app.actor_id()) or (select app.actor_role()) in ('system')) WITH CHECK (buyer_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "audit_head_owner_all" ON "audit_head" AS PERMISSIVE FOR ALL TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_head_app_select" ON "audit_head" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "audit_log_app_select" ON "audit_log" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "audit_log_app_insert" ON "audit_log" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (actor_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "audit_log_owner_select" ON "audit_log" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "email_outbox_app_select" ON "email_outbox" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "email_outbox_app_insert" ON "email_outbox" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "email_outbox_app_update" ON "email_outbox" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "strategies_app_select" ON "strategies" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "strategies_app_insert" ON "strategies" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "strategy_versions_app_select" ON "strategy_versions" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system') or exists (select 1 from listing_versions p where p.version_id = strategy_versions.id));--> statement-breakpoint
CREATE POLICY "strategy_versions_app_insert" ON "strategy_versions" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "strategy_versions_reader_select" ON "strategy_versions" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (exists (select 1 from listing_versions p where p.version_id = strategy_versions.id));