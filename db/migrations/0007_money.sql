CREATE TABLE "coupons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"listing_id" uuid,
	"code" text NOT NULL,
	"percent" integer,
	"amount_minor" bigint,
	"minimum_minor" bigint,
	"currency" char(3),
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"max_uses" integer,
	"max_uses_per_buyer" integer,
	"claimed" integer DEFAULT 0 NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coupons_code_check" CHECK (code = upper(code)),
	CONSTRAINT "coupons_scope_check" CHECK ("scope" in ('listing', 'creator', 'platform')),
	CONSTRAINT "coupons_currency_check" CHECK (currency is null or "currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "coupons_listing_check" CHECK ((scope = 'listing') = (listing_id is not null)),
	CONSTRAINT "coupons_discount_check" CHECK ((percent is null) <> (amount_minor is null) and coalesce(percent between 1 and 100, amount_minor > 0)),
	CONSTRAINT "coupons_money_check" CHECK ((currency is not null) = (amount_minor is not null or minimum_minor is not null)),
	CONSTRAINT "coupons_claimed_check" CHECK (claimed >= 0 and (max_uses is null or claimed <= max_uses))
);
--> statement-breakpoint
ALTER TABLE "coupons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payout_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"reference" text,
	"status" text DEFAULT 'planned' NOT NULL,
	"country" text NOT NULL,
	"requirements" text[] DEFAULT '{}' NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"held_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_check_at" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "payout_accounts_status_check" CHECK ("status" in ('planned', 'onboarding', 'pending', 'active', 'restricted', 'rejected')),
	CONSTRAINT "payout_accounts_reference_check" CHECK ((status = 'planned') = (reference is null))
);
--> statement-breakpoint
ALTER TABLE "payout_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payout_reviews" (
	"creator_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"started_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payout_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payout_skips" (
	"id" uuid PRIMARY KEY NOT NULL,
	"creator_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"run" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_skips_run_key" UNIQUE("creator_id","currency","run"),
	CONSTRAINT "payout_skips_reason_check" CHECK ("reason" in ('nothing_available', 'below_minimum', 'no_account', 'account_onboarding', 'account_pending', 'account_restricted', 'security_hold', 'withdraw_suspended', 'creator_suspended', 'under_review')),
	CONSTRAINT "payout_skips_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "payout_skips" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "creator_payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"creator_id" uuid NOT NULL,
	"payout_account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"origin" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"account_id" uuid NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"provider_reference" text,
	"reversed_minor" bigint DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "creator_payouts_idempotency_key" UNIQUE("creator_id","idempotency_key"),
	CONSTRAINT "creator_payouts_account_from_key" UNIQUE("account_id","from_position"),
	CONSTRAINT "creator_payouts_status_check" CHECK ("status" in ('queued', 'sent', 'unknown', 'paid', 'failed', 'reversed')),
	CONSTRAINT "creator_payouts_origin_check" CHECK ("origin" in ('creator', 'weekly')),
	CONSTRAINT "creator_payouts_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "creator_payouts_amount_check" CHECK (amount_minor > 0 and reversed_minor between 0 and amount_minor and from_position <= to_position),
	CONSTRAINT "creator_payouts_ended_check" CHECK ((status in ('paid', 'failed', 'reversed')) = (ended_at is not null))
);
--> statement-breakpoint
ALTER TABLE "creator_payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transfer_reversals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payout_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"refund_id" uuid,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"provider_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "transfer_reversals_status_check" CHECK ("status" in ('planned', 'unknown', 'succeeded', 'refused')),
	CONSTRAINT "transfer_reversals_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "transfer_reversals_amount_check" CHECK (amount_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "transfer_reversals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "two_factors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "provider_movements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"object_reference" text,
	"gross_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"transaction_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_movements_reference_key" UNIQUE("provider","reference"),
	CONSTRAINT "provider_movements_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "provider_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconciliation_differences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"what" text NOT NULL,
	"our_minor" bigint,
	"our_reference" text,
	"their_minor" bigint,
	"their_reference" text,
	"currency" char(3) NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"explanation" text,
	"explained_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "reconciliation_differences_subject_key" UNIQUE("provider","subject"),
	CONSTRAINT "reconciliation_differences_kind_check" CHECK ("kind" in ('missing_in_ledger', 'missing_at_provider', 'amount_differs')),
	CONSTRAINT "reconciliation_differences_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "reconciliation_differences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconciliation_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"movements" integer DEFAULT 0 NOT NULL,
	"totals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "reconciliation_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coupon_redemptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"coupon_id" uuid NOT NULL,
	"coupon_owner_id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"discount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "coupon_redemptions_purchase_id_unique" UNIQUE("purchase_id"),
	CONSTRAINT "coupon_redemptions_state_check" CHECK ("state" in ('held', 'used', 'released')),
	CONSTRAINT "coupon_redemptions_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD'))
);
--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text NOT NULL,
	"purchase_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reason" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"earning_minor" bigint DEFAULT 0 NOT NULL,
	"withdrawn_minor" bigint DEFAULT 0 NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	"evidence_due_at" timestamp with time zone,
	"evidence_sent_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_check_at" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "disputes_provider_reference_key" UNIQUE("provider","provider_reference"),
	CONSTRAINT "disputes_status_check" CHECK ("status" in ('open', 'under_review', 'won', 'lost')),
	CONSTRAINT "disputes_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "disputes_amount_check" CHECK (amount_minor > 0 and withdrawn_minor >= 0 and cost_minor >= 0),
	CONSTRAINT "disputes_closed_check" CHECK ((status in ('won', 'lost')) = (closed_at is not null))
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"requested_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"earning_minor" bigint DEFAULT 0 NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text,
	"failure" text,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "refunds_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "refunds_status_check" CHECK ("status" in ('planned', 'pending', 'succeeded', 'failed')),
	CONSTRAINT "refunds_origin_check" CHECK ("origin" in ('buyer', 'staff', 'provider')),
	CONSTRAINT "refunds_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "refunds_amount_check" CHECK (amount_minor > 0 and fee_minor >= 0 and earning_minor >= 0),
	CONSTRAINT "refunds_ended_check" CHECK ((status in ('succeeded', 'failed')) = (ended_at is not null))
);
--> statement-breakpoint
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_views" (
	"listing_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"day" date NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "listing_views_listing_id_day_pk" PRIMARY KEY("listing_id","day"),
	CONSTRAINT "listing_views_views_check" CHECK (views >= 0)
);
--> statement-breakpoint
ALTER TABLE "listing_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ledger_transactions" DROP CONSTRAINT "ledger_transactions_source_type_check";--> statement-breakpoint
ALTER TABLE "provider_ops" DROP CONSTRAINT "provider_ops_kind_check";--> statement-breakpoint
ALTER TABLE "strategy_purchases" DROP CONSTRAINT "strategy_purchases_status_check";--> statement-breakpoint
ALTER TABLE "strategy_purchases" DROP CONSTRAINT "strategy_purchases_completed_check";--> statement-breakpoint
ALTER TABLE "provider_ops" DROP CONSTRAINT "provider_ops_purchase_id_strategy_purchases_id_fk";
--> statement-breakpoint
DROP INDEX "ledger_entries_account_id_idx";--> statement-breakpoint
DROP INDEX "provider_ops_purchase_id_idx";--> statement-breakpoint
DROP INDEX "provider_ops_open_idx";--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD COLUMN "entry_count" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "position" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD COLUMN "purchase_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "second_factor_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "two_factor_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_events" ADD COLUMN "object_kind" text;--> statement-breakpoint
ALTER TABLE "provider_events" ADD COLUMN "object_reference" text;--> statement-breakpoint
ALTER TABLE "provider_ops" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "provider_ops" ADD COLUMN "next_try_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "list_price_minor" bigint;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "coupon_id" uuid;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "payment_method" text;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "paid_minor" bigint;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "paid_currency" char(3);--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "returned_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "fee_returned_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "release_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
-- The owner's own statements pass no policy: the tables are forced again in the migration that follows.
ALTER TABLE strategy_purchases NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE provider_ops NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE provider_events NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ledger_accounts NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ledger_transactions NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ledger_entries NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ledger_transactions DISABLE TRIGGER ledger_transactions_append_only;--> statement-breakpoint
ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;--> statement-breakpoint
UPDATE strategy_purchases SET list_price_minor = price_minor,
  paid_minor = CASE WHEN status IN ('completed', 'refunded') THEN price_minor END,
  paid_currency = CASE WHEN status IN ('completed', 'refunded') THEN currency END,
  payment_method = CASE WHEN provider IS NOT NULL THEN 'card' END,
  release_at = completed_at + interval '7 days';--> statement-breakpoint
UPDATE provider_ops SET subject_id = purchase_id;--> statement-breakpoint
UPDATE provider_events SET object_kind = 'checkout', object_reference = checkout_reference
  WHERE checkout_reference IS NOT NULL;--> statement-breakpoint
UPDATE ledger_transactions SET purchase_id = source_id WHERE source_type = 'purchase';--> statement-breakpoint
UPDATE ledger_entries e SET position = o.position
  FROM (SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY id) AS position FROM ledger_entries) o
  WHERE o.id = e.id;--> statement-breakpoint
UPDATE ledger_accounts a SET entry_count = (SELECT count(*) FROM ledger_entries e WHERE e.account_id = a.id);--> statement-breakpoint
ALTER TABLE ledger_transactions ENABLE TRIGGER ledger_transactions_append_only;--> statement-breakpoint
ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_append_only;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ALTER COLUMN "list_price_minor" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_ops" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_accounts" ADD CONSTRAINT "payout_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_reviews" ADD CONSTRAINT "payout_reviews_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_reviews" ADD CONSTRAINT "payout_reviews_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_skips" ADD CONSTRAINT "payout_skips_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_payouts" ADD CONSTRAINT "creator_payouts_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_payouts" ADD CONSTRAINT "creator_payouts_payout_account_id_payout_accounts_id_fk" FOREIGN KEY ("payout_account_id") REFERENCES "public"."payout_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creator_payouts" ADD CONSTRAINT "creator_payouts_account_id_ledger_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_payout_id_creator_payouts_id_fk" FOREIGN KEY ("payout_id") REFERENCES "public"."creator_payouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_movements" ADD CONSTRAINT "provider_movements_transaction_id_ledger_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_run_id_reconciliation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."reconciliation_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_explained_by_users_id_fk" FOREIGN KEY ("explained_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ADD CONSTRAINT "coupon_redemptions_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ADD CONSTRAINT "coupon_redemptions_coupon_owner_id_users_id_fk" FOREIGN KEY ("coupon_owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ADD CONSTRAINT "coupon_redemptions_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_redemptions" ADD CONSTRAINT "coupon_redemptions_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_views" ADD CONSTRAINT "listing_views_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_views" ADD CONSTRAINT "listing_views_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "coupons_code_key" ON "coupons" USING btree ("code");--> statement-breakpoint
CREATE INDEX "coupons_owner_id_idx" ON "coupons" USING btree ("owner_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_accounts_current_key" ON "payout_accounts" USING btree ("user_id","provider") WHERE is_current;--> statement-breakpoint
CREATE UNIQUE INDEX "payout_accounts_reference_key" ON "payout_accounts" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "payout_accounts_sweep_idx" ON "payout_accounts" USING btree ("next_check_at") WHERE is_current;--> statement-breakpoint
CREATE UNIQUE INDEX "creator_payouts_provider_reference_key" ON "creator_payouts" USING btree ("provider","provider_reference");--> statement-breakpoint
CREATE INDEX "creator_payouts_creator_idx" ON "creator_payouts" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "creator_payouts_status_idx" ON "creator_payouts" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "creator_payouts_sweep_idx" ON "creator_payouts" USING btree ("next_check_at") WHERE status in ('queued', 'sent', 'unknown');--> statement-breakpoint
CREATE INDEX "transfer_reversals_payout_id_idx" ON "transfer_reversals" USING btree ("payout_id");--> statement-breakpoint
CREATE INDEX "transfer_reversals_creator_id_idx" ON "transfer_reversals" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "two_factors_user_id_idx" ON "two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "provider_movements_occurred_idx" ON "provider_movements" USING btree ("provider","occurred_at");--> statement-breakpoint
CREATE INDEX "provider_movements_transaction_idx" ON "provider_movements" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "reconciliation_differences_open_idx" ON "reconciliation_differences" USING btree ("id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "reconciliation_runs_provider_idx" ON "reconciliation_runs" USING btree ("provider","to_at");--> statement-breakpoint
CREATE INDEX "coupon_redemptions_coupon_idx" ON "coupon_redemptions" USING btree ("coupon_id","buyer_id");--> statement-breakpoint
CREATE INDEX "disputes_purchase_id_idx" ON "disputes" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "disputes_creator_id_idx" ON "disputes" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "disputes_sweep_idx" ON "disputes" USING btree ("next_check_at") WHERE status in ('open', 'under_review');--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_provider_reference_key" ON "refunds" USING btree ("provider","provider_reference");--> statement-breakpoint
CREATE INDEX "refunds_purchase_id_idx" ON "refunds" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "refunds_creator_id_idx" ON "refunds" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "refunds_sweep_idx" ON "refunds" USING btree ("next_check_at") WHERE status in ('planned', 'pending');--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_transactions_purchase_id_idx" ON "ledger_transactions" USING btree ("purchase_id");--> statement-breakpoint
CREATE INDEX "provider_ops_subject_idx" ON "provider_ops" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "strategy_purchases_payment_idx" ON "strategy_purchases" USING btree ("provider","payment_reference");--> statement-breakpoint
CREATE INDEX "strategy_purchases_release_idx" ON "strategy_purchases" USING btree ("release_at") WHERE status = 'completed' and released_at is null;--> statement-breakpoint
CREATE INDEX "strategy_purchases_creator_release_idx" ON "strategy_purchases" USING btree ("creator_id","release_at") WHERE status = 'completed' and released_at is null;--> statement-breakpoint
CREATE INDEX "strategy_purchases_creator_completed_idx" ON "strategy_purchases" USING btree ("creator_id","completed_at");--> statement-breakpoint
CREATE INDEX "provider_ops_open_idx" ON "provider_ops" USING btree ("next_try_at") WHERE state in ('planned', 'sent', 'unknown');--> statement-breakpoint
ALTER TABLE "provider_events" DROP COLUMN "checkout_reference";--> statement-breakpoint
ALTER TABLE "provider_ops" DROP COLUMN "purchase_id";--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_position_key" UNIQUE("account_id","position");--> statement-breakpoint
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_creator_balance_check" CHECK (owner_id is null or case when name like '%:debt' then balance_minor <= 0 else balance_minor >= 0 end);--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD CONSTRAINT "ledger_transactions_source_type_check" CHECK ("source_type" in ('purchase', 'refund', 'dispute', 'payout', 'hold_release', 'transfer_reversal', 'provider_movement'));--> statement-breakpoint
ALTER TABLE "provider_ops" ADD CONSTRAINT "provider_ops_kind_check" CHECK ("kind" in ('create_checkout', 'refund', 'payout', 'reverse_transfer', 'create_account', 'submit_evidence'));--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_discount_check" CHECK (discount_minor >= 0 and list_price_minor - discount_minor = price_minor);--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_returned_check" CHECK (returned_minor between 0 and price_minor and fee_returned_minor between 0 and fee_minor);--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_paid_check" CHECK ((paid_minor is null) = (paid_currency is null));--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_status_check" CHECK ("status" in ('pending', 'completed', 'failed', 'expired', 'refunded', 'charged_back', 'quarantined'));--> statement-breakpoint
ALTER TABLE "strategy_purchases" ADD CONSTRAINT "strategy_purchases_completed_check" CHECK (case status when 'completed' then completed_at is not null when 'charged_back' then completed_at is not null when 'refunded' then true else completed_at is null end);--> statement-breakpoint
CREATE POLICY "coupons_app_select" ON "coupons" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "coupons_app_insert" ON "coupons" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (owner_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "coupons_app_update" ON "coupons" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('system')) WITH CHECK (owner_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "payout_accounts_app_select" ON "payout_accounts" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "payout_accounts_app_insert" ON "payout_accounts" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "payout_accounts_app_update" ON "payout_accounts" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "payout_reviews_app_select" ON "payout_reviews" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "payout_reviews_app_insert" ON "payout_reviews" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "payout_reviews_app_delete" ON "payout_reviews" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "payout_skips_app_select" ON "payout_skips" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "payout_skips_app_insert" ON "payout_skips" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "creator_payouts_app_select" ON "creator_payouts" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "creator_payouts_app_insert" ON "creator_payouts" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "creator_payouts_app_update" ON "creator_payouts" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "transfer_reversals_app_select" ON "transfer_reversals" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "transfer_reversals_app_insert" ON "transfer_reversals" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "transfer_reversals_app_update" ON "transfer_reversals" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "two_factors_auth_all" ON "two_factors" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "provider_movements_app_select" ON "provider_movements" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "provider_movements_app_insert" ON "provider_movements" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "provider_movements_app_update" ON "provider_movements" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "reconciliation_differences_app_select" ON "reconciliation_differences" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "reconciliation_differences_app_insert" ON "reconciliation_differences" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "reconciliation_differences_app_update" ON "reconciliation_differences" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system')) WITH CHECK ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "reconciliation_runs_app_select" ON "reconciliation_runs" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "reconciliation_runs_app_insert" ON "reconciliation_runs" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "reconciliation_runs_app_update" ON "reconciliation_runs" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "coupon_redemptions_app_select" ON "coupon_redemptions" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (buyer_id = (select app.actor_id()) or coupon_owner_id = (select app.actor_id()) or (select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "coupon_redemptions_app_insert" ON "coupon_redemptions" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "coupon_redemptions_app_update" ON "coupon_redemptions" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "disputes_app_select" ON "disputes" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (buyer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "disputes_app_insert" ON "disputes" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "disputes_app_update" ON "disputes" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "refunds_app_select" ON "refunds" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (buyer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "refunds_app_insert" ON "refunds" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "refunds_app_update" ON "refunds" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "listing_views_app_select" ON "listing_views" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_views_app_insert" ON "listing_views" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "listing_views_app_update" ON "listing_views" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));