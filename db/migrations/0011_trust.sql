CREATE TABLE "follows" (
	"user_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follows_user_id_creator_id_pk" PRIMARY KEY("user_id","creator_id"),
	CONSTRAINT "follows_not_self_check" CHECK (user_id <> creator_id)
);
--> statement-breakpoint
ALTER TABLE "follows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"in_app" boolean NOT NULL,
	"mail" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_user_id_topic_pk" PRIMARY KEY("user_id","topic"),
	CONSTRAINT "notification_preferences_topic_check" CHECK ("topic" in ('purchases', 'versions', 'following', 'wishlist', 'reviews', 'moderation', 'payouts', 'security')),
	CONSTRAINT "notification_preferences_locked_check" CHECK (mail or topic not in ('purchases', 'security'))
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"kind" text NOT NULL,
	"params" jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notifications_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "notifications_topic_check" CHECK ("topic" in ('purchases', 'versions', 'following', 'wishlist', 'reviews', 'moderation', 'payouts', 'security'))
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "wishes" (
	"user_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wishes_user_id_listing_id_pk" PRIMARY KEY("user_id","listing_id")
);
--> statement-breakpoint
ALTER TABLE "wishes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"text" text NOT NULL,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "moderation_appeals_decision_id_unique" UNIQUE("decision_id"),
	CONSTRAINT "moderation_appeals_outcome_check" CHECK (outcome in ('granted', 'denied')),
	CONSTRAINT "moderation_appeals_answered_check" CHECK ((outcome is null) = (answered_at is null))
);
--> statement-breakpoint
ALTER TABLE "moderation_appeals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moderation_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"listing_id" uuid,
	"review_id" uuid,
	"appeal_id" uuid,
	"subject_id" uuid NOT NULL,
	"concerns_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_by" uuid,
	"claimed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "moderation_cases_appeal_id_unique" UNIQUE("appeal_id"),
	CONSTRAINT "moderation_cases_kind_check" CHECK ("kind" in ('submission', 'flagged_listing', 'flagged_review', 'appeal')),
	CONSTRAINT "moderation_cases_claim_check" CHECK ((claimed_by is null) = (claimed_at is null)),
	CONSTRAINT "moderation_cases_about_check" CHECK (case kind when 'appeal' then appeal_id = subject_id when 'flagged_review' then review_id = subject_id else listing_id = subject_id end)
);
--> statement-breakpoint
ALTER TABLE "moderation_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "listing_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"review_id" uuid,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "listing_flags_reason_check" CHECK ("reason" in ('misleading', 'copied', 'harmful', 'spam', 'broken', 'other')),
	CONSTRAINT "listing_flags_state_check" CHECK ("state" in ('open', 'upheld', 'dismissed')),
	CONSTRAINT "listing_flags_closed_check" CHECK ((state = 'open') = (closed_at is null))
);
--> statement-breakpoint
ALTER TABLE "listing_flags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_anchors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_anchors_day_unique" UNIQUE("day")
);
--> statement-breakpoint
ALTER TABLE "audit_anchors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ok_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"error" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "call_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "data_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"step" text DEFAULT '' NOT NULL,
	"archive" "bytea",
	"bytes" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "data_exports_state_check" CHECK ("state" in ('queued', 'running', 'ready', 'failed', 'expired')),
	CONSTRAINT "data_exports_progress_check" CHECK (progress between 0 and 100),
	CONSTRAINT "data_exports_archive_check" CHECK ((state = 'ready') = (archive is not null))
);
--> statement-breakpoint
ALTER TABLE "data_exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'scheduled' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"blocks" text[] DEFAULT '{}' NOT NULL,
	"ended_at" timestamp with time zone,
	"retain_until" timestamp with time zone,
	"expired_at" timestamp with time zone,
	CONSTRAINT "erasure_requests_state_check" CHECK ("state" in ('scheduled', 'cancelled', 'done')),
	CONSTRAINT "erasure_requests_ended_check" CHECK ((state = 'scheduled') = (ended_at is null)),
	CONSTRAINT "erasure_requests_retain_check" CHECK ((state = 'done') = (retain_until is not null))
);
--> statement-breakpoint
ALTER TABLE "erasure_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "strategy_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"creator_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"author" text NOT NULL,
	"rating" smallint NOT NULL,
	"body" text NOT NULL,
	"version" text NOT NULL,
	"days_installed" integer,
	"paid_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"is_entitled" boolean DEFAULT true NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"counts" boolean GENERATED ALWAYS AS (is_entitled and not is_hidden) STORED,
	"reply" text,
	"replied_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	CONSTRAINT "strategy_reviews_purchase_id_key" UNIQUE("purchase_id"),
	CONSTRAINT "strategy_reviews_rating_check" CHECK (rating between 1 and 5),
	CONSTRAINT "strategy_reviews_currency_check" CHECK ("currency" in ('USD', 'EUR', 'GBP', 'INR', 'JPY', 'KWD')),
	CONSTRAINT "strategy_reviews_not_own_check" CHECK (reviewer_id <> creator_id),
	CONSTRAINT "strategy_reviews_reply_check" CHECK ((reply is null) = (replied_at is null))
);
--> statement-breakpoint
ALTER TABLE "strategy_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "moderation_decisions" DROP CONSTRAINT "moderation_decisions_listing_id_revision_key";--> statement-breakpoint
ALTER TABLE "moderation_decisions" DROP CONSTRAINT "moderation_decisions_outcome_check";--> statement-breakpoint
ALTER TABLE "moderation_decisions" DROP CONSTRAINT "moderation_decisions_reason_check";--> statement-breakpoint
ALTER TABLE "moderation_decisions" ALTER COLUMN "listing_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ALTER COLUMN "moderator_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ALTER COLUMN "revision" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD COLUMN "delisted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD COLUMN "is_harmful" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD COLUMN "review_id" uuid;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD COLUMN "origin" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD COLUMN "part" text;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD COLUMN "harm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "email_outbox" ADD COLUMN "locked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_decision_id_moderation_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."moderation_decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_appeals" ADD CONSTRAINT "moderation_appeals_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_review_id_strategy_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."strategy_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_appeal_id_moderation_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."moderation_appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_concerns_id_users_id_fk" FOREIGN KEY ("concerns_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_cases" ADD CONSTRAINT "moderation_cases_claimed_by_users_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_flags" ADD CONSTRAINT "listing_flags_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_flags" ADD CONSTRAINT "listing_flags_review_id_strategy_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."strategy_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_flags" ADD CONSTRAINT "listing_flags_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD CONSTRAINT "erasure_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_reviews" ADD CONSTRAINT "strategy_reviews_purchase_id_strategy_purchases_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."strategy_purchases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_reviews" ADD CONSTRAINT "strategy_reviews_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_reviews" ADD CONSTRAINT "strategy_reviews_creator_id_users_id_fk" FOREIGN KEY ("creator_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_reviews" ADD CONSTRAINT "strategy_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_creator_idx" ON "follows" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "notifications_user_idx" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notifications_unread_idx" ON "notifications" USING btree ("user_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "wishes_listing_idx" ON "wishes" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "moderation_appeals_creator_idx" ON "moderation_appeals" USING btree ("creator_id");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_one_open_key" ON "moderation_cases" USING btree ("kind","subject_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "moderation_cases_queue_idx" ON "moderation_cases" USING btree ("opened_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "moderation_cases_listing_idx" ON "moderation_cases" USING btree ("listing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "listing_flags_one_each_key" ON "listing_flags" USING btree ("listing_id","reporter_id") WHERE review_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "listing_flags_review_one_each_key" ON "listing_flags" USING btree ("review_id","reporter_id") WHERE review_id is not null;--> statement-breakpoint
CREATE INDEX "listing_flags_open_idx" ON "listing_flags" USING btree ("listing_id","review_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "listing_flags_reporter_idx" ON "listing_flags" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "audit_anchors_seq_idx" ON "audit_anchors" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "call_limits_expire_idx" ON "call_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "data_exports_user_idx" ON "data_exports" USING btree ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "data_exports_one_open_key" ON "data_exports" USING btree ("user_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_one_open_key" ON "erasure_requests" USING btree ("user_id") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "erasure_requests_due_idx" ON "erasure_requests" USING btree ("due_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "erasure_requests_retained_idx" ON "erasure_requests" USING btree ("retain_until") WHERE state = 'done' and expired_at is null;--> statement-breakpoint
CREATE INDEX "strategy_reviews_listing_idx" ON "strategy_reviews" USING btree ("listing_id","id");--> statement-breakpoint
CREATE INDEX "strategy_reviews_listing_rating_idx" ON "strategy_reviews" USING btree ("listing_id","rating","id");--> statement-breakpoint
CREATE INDEX "strategy_reviews_creator_idx" ON "strategy_reviews" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "strategy_reviews_reviewer_idx" ON "strategy_reviews" USING btree ("reviewer_id","id");--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_review_id_strategy_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."strategy_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_cause_id_moderation_decisions_id_fk" FOREIGN KEY ("cause_id") REFERENCES "public"."moderation_decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_decisions_one_judgement_key" ON "moderation_decisions" USING btree ("listing_id","revision") WHERE outcome in ('approved', 'rejected') and cause_id is null;--> statement-breakpoint
CREATE INDEX "moderation_decisions_creator_idx" ON "moderation_decisions" USING btree ("creator_id","id");--> statement-breakpoint
CREATE INDEX "moderation_decisions_listing_idx" ON "moderation_decisions" USING btree ("listing_id","id");--> statement-breakpoint
CREATE INDEX "moderation_decisions_review_idx" ON "moderation_decisions" USING btree ("review_id");--> statement-breakpoint
CREATE INDEX "audit_log_actor_idx" ON "audit_log" USING btree ("actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_log_action_idx" ON "audit_log" USING btree ("action","seq");--> statement-breakpoint
CREATE INDEX "audit_log_created_at_idx" ON "audit_log" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "email_outbox_user_idx" ON "email_outbox" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "strategy_marketplace" ADD CONSTRAINT "strategy_marketplace_harmful_check" CHECK (not is_harmful or status = 'removed');--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_origin_check" CHECK ("origin" in ('person', 'automatic'));--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_part_check" CHECK (part is null or "part" in ('publish', 'sell', 'withdraw', 'account'));--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_person_check" CHECK ((origin = 'person') = (moderator_id is not null));--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_about_check" CHECK ((part is null) = (listing_id is not null));--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_harm_check" CHECK (not harm or outcome = 'removed');--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_outcome_check" CHECK ("outcome" in ('approved', 'rejected', 'removed', 'restored', 'kept', 'hidden', 'restricted', 'allowed', 'banned', 'unbanned'));--> statement-breakpoint
ALTER TABLE "moderation_decisions" ADD CONSTRAINT "moderation_decisions_reason_check" CHECK (not ("outcome" in ('rejected', 'removed', 'hidden', 'restricted', 'banned')) or length(reason) >= 10);--> statement-breakpoint
CREATE POLICY "user_strategy_access_owner_select" ON "user_strategy_access" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "user_strategy_access_owner_update" ON "user_strategy_access" AS PERMISSIVE FOR UPDATE TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "strategy_marketplace_owner_select" ON "strategy_marketplace" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "strategy_marketplace_owner_update" ON "strategy_marketplace" AS PERMISSIVE FOR UPDATE TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "moderation_decisions_app_update" ON "moderation_decisions" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "accounts_owner_select" ON "accounts" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "accounts_owner_delete" ON "accounts" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "device_codes_owner_select" ON "device_codes" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "device_codes_owner_delete" ON "device_codes" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "sessions_owner_select" ON "sessions" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "sessions_owner_delete" ON "sessions" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "two_factors_owner_select" ON "two_factors" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "two_factors_owner_delete" ON "two_factors" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "users_owner_select" ON "users" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "users_owner_update" ON "users" AS PERMISSIVE FOR UPDATE TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "verifications_owner_select" ON "verifications" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "verifications_owner_delete" ON "verifications" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "strategies_app_update" ON "strategies" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "follows_app_select" ON "follows" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "follows_app_insert" ON "follows" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "follows_app_delete" ON "follows" AS PERMISSIVE FOR DELETE TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "notification_preferences_app_select" ON "notification_preferences" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "notification_preferences_app_insert" ON "notification_preferences" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "notification_preferences_app_update" ON "notification_preferences" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system')) WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "notification_preferences_app_delete" ON "notification_preferences" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "notifications_app_select" ON "notifications" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "notifications_app_insert" ON "notifications" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "notifications_app_update" ON "notifications" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (user_id = (select app.actor_id())) WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "notifications_app_delete" ON "notifications" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "wishes_app_select" ON "wishes" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "wishes_app_insert" ON "wishes" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "wishes_app_delete" ON "wishes" AS PERMISSIVE FOR DELETE TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "moderation_appeals_app_select" ON "moderation_appeals" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "moderation_appeals_app_insert" ON "moderation_appeals" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (creator_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "moderation_appeals_app_update" ON "moderation_appeals" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "moderation_cases_app_select" ON "moderation_cases" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "moderation_cases_app_insert" ON "moderation_cases" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "moderation_cases_app_update" ON "moderation_cases" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_flags_app_select" ON "listing_flags" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (reporter_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_flags_app_insert" ON "listing_flags" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (reporter_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "listing_flags_app_update" ON "listing_flags" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "listing_flags_app_delete" ON "listing_flags" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "audit_anchors_app_select" ON "audit_anchors" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('finance', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "audit_anchors_app_insert" ON "audit_anchors" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "job_runs_app_select" ON "job_runs" AS PERMISSIVE FOR SELECT TO "boltz_app" USING ((select app.actor_role()) in ('admin', 'system'));--> statement-breakpoint
CREATE POLICY "job_runs_app_insert" ON "job_runs" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "job_runs_app_update" ON "job_runs" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "call_limits_auth_all" ON "call_limits" AS PERMISSIVE FOR ALL TO "boltz_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "data_exports_app_select" ON "data_exports" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "data_exports_app_insert" ON "data_exports" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "data_exports_app_update" ON "data_exports" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING ((select app.actor_role()) in ('system')) WITH CHECK ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "data_exports_app_delete" ON "data_exports" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "erasure_requests_app_select" ON "erasure_requests" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "erasure_requests_app_insert" ON "erasure_requests" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "erasure_requests_app_update" ON "erasure_requests" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system')) WITH CHECK (user_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "strategy_reviews_owner_select" ON "strategy_reviews" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "strategy_reviews_owner_update" ON "strategy_reviews" AS PERMISSIVE FOR UPDATE TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "strategy_reviews_app_select" ON "strategy_reviews" AS PERMISSIVE FOR SELECT TO "boltz_app" USING (not is_hidden or reviewer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "strategy_reviews_app_insert" ON "strategy_reviews" AS PERMISSIVE FOR INSERT TO "boltz_app" WITH CHECK (reviewer_id = (select app.actor_id()));--> statement-breakpoint
CREATE POLICY "strategy_reviews_app_update" ON "strategy_reviews" AS PERMISSIVE FOR UPDATE TO "boltz_app" USING (reviewer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system')) WITH CHECK (reviewer_id = (select app.actor_id()) or creator_id = (select app.actor_id()) or (select app.actor_role()) in ('moderator', 'admin', 'system'));--> statement-breakpoint
CREATE POLICY "strategy_reviews_app_delete" ON "strategy_reviews" AS PERMISSIVE FOR DELETE TO "boltz_app" USING ((select app.actor_role()) in ('system'));--> statement-breakpoint
CREATE POLICY "strategy_reviews_reader_select" ON "strategy_reviews" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (not is_hidden);--> statement-breakpoint
ALTER POLICY "moderation_decisions_app_insert" ON "moderation_decisions" TO boltz_app WITH CHECK ((select app.actor_role()) in ('moderator', 'admin', 'system') and moderator_id = (select app.actor_id()) or (select app.actor_role()) in ('system'));