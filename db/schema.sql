-- tables and columns
accounts.id uuid not null
accounts.user_id uuid not null
accounts.account_id text not null
accounts.provider_id text not null
accounts.password text
accounts.access_token text
accounts.refresh_token text
accounts.id_token text
accounts.access_token_expires_at timestamp with time zone
accounts.refresh_token_expires_at timestamp with time zone
accounts.scope text
accounts.created_at timestamp with time zone not null default now()
accounts.updated_at timestamp with time zone not null default now()
attached_files.version_id uuid not null
attached_files.creator_id uuid not null
attached_files.name text not null
attached_files.sha256 text not null
attached_files.data bytea not null
attached_files.created_at timestamp with time zone not null default now()
audit_anchors.id uuid not null
audit_anchors.day date not null
audit_anchors.seq bigint not null
audit_anchors.hash text not null
audit_anchors.created_at timestamp with time zone not null default now()
audit_head.id integer not null
audit_head.seq bigint not null
audit_head.hash text not null
audit_log.id uuid not null
audit_log.seq bigint not null default 0
audit_log.actor_id uuid
audit_log.actor_label text not null
audit_log.action text not null
audit_log.subject_type text not null
audit_log.subject_id uuid not null
audit_log.detail jsonb not null default '{}'::jsonb
audit_log.created_at timestamp with time zone not null default now()
audit_log.prev_hash text not null default ''::text
audit_log.hash text not null default ''::text
backtest_runs.id uuid not null
backtest_runs.version_id uuid not null
backtest_runs.strategy_id uuid not null
backtest_runs.creator_id uuid not null
backtest_runs.kind text not null default 'verification'::text
backtest_runs.state text not null default 'queued'::text
backtest_runs.progress real not null default 0
backtest_runs.stage text not null default ''::text
backtest_runs.attempts integer not null default 0
backtest_runs.missing_symbols text[] not null default '{}'::text[]
backtest_runs.report jsonb
backtest_runs.trades jsonb
backtest_runs.receipt jsonb
backtest_runs.result_hash text
backtest_runs.rule_tokens text[] not null default '{}'::text[]
backtest_runs.monthly jsonb
backtest_runs.created_at timestamp with time zone not null default now()
backtest_runs.started_at timestamp with time zone
backtest_runs.finished_at timestamp with time zone
backtest_trials.id uuid not null
backtest_trials.creator_id uuid not null
backtest_trials.spec_hash text not null
backtest_trials.document text not null
backtest_trials.symbols text[] not null
backtest_trials.timeframe text not null
backtest_trials.sharpe_per_bar double precision
backtest_trials.sharpe double precision
backtest_trials.trades integer not null
backtest_trials.created_at timestamp with time zone not null default now()
bars.dataset_id uuid not null
bars.first_bar integer not null
bars.count integer not null
bars.data bytea not null
call_limits.key text not null
call_limits.points integer not null default 0
call_limits.expire bigint
coupon_redemptions.id uuid not null
coupon_redemptions.coupon_id uuid not null
coupon_redemptions.coupon_owner_id uuid not null
coupon_redemptions.purchase_id uuid not null
coupon_redemptions.buyer_id uuid not null
coupon_redemptions.state text not null default 'held'::text
coupon_redemptions.discount_minor bigint not null
coupon_redemptions.currency character(3) not null
coupon_redemptions.created_at timestamp with time zone not null default now()
coupon_redemptions.ended_at timestamp with time zone
coupons.id uuid not null
coupons.owner_id uuid not null
coupons.scope text not null
coupons.listing_id uuid
coupons.code text not null
coupons.percent integer
coupons.amount_minor bigint
coupons.minimum_minor bigint
coupons.currency character(3)
coupons.starts_at timestamp with time zone
coupons.ends_at timestamp with time zone
coupons.max_uses integer
coupons.max_uses_per_buyer integer
coupons.claimed integer not null default 0
coupons.enabled boolean not null default true
coupons.created_at timestamp with time zone not null default now()
creator_payouts.id uuid not null
creator_payouts.creator_id uuid not null
creator_payouts.payout_account_id uuid not null
creator_payouts.provider text not null
creator_payouts.origin text not null
creator_payouts.idempotency_key text not null
creator_payouts.status text not null default 'queued'::text
creator_payouts.amount_minor bigint not null
creator_payouts.currency character(3) not null
creator_payouts.account_id uuid not null
creator_payouts.from_position bigint not null
creator_payouts.to_position bigint not null
creator_payouts.provider_reference text
creator_payouts.reversed_minor bigint not null default 0
creator_payouts.failure text
creator_payouts.created_at timestamp with time zone not null default now()
creator_payouts.sent_at timestamp with time zone
creator_payouts.ended_at timestamp with time zone
creator_payouts.next_check_at timestamp with time zone
creator_payouts.checks integer not null default 0
creator_profiles.user_id uuid not null
creator_profiles.display_name text not null
creator_profiles.bio text not null default ''::text
creator_profiles.may_publish boolean not null default true
creator_profiles.may_sell boolean not null default true
creator_profiles.may_withdraw boolean not null default true
creator_profiles.created_at timestamp with time zone not null default now()
data_exports.id uuid not null
data_exports.user_id uuid not null
data_exports.state text not null default 'queued'::text
data_exports.progress integer not null default 0
data_exports.step text not null default ''::text
data_exports.archive bytea
data_exports.bytes integer
data_exports.created_at timestamp with time zone not null default now()
data_exports.ready_at timestamp with time zone
data_exports.expires_at timestamp with time zone
datasets.id uuid not null
datasets.symbol text not null
datasets.timeframe text not null
datasets.asset_class text not null
datasets.name text not null
datasets.source text not null
datasets.licence text not null
datasets.is_synthetic boolean not null default false
datasets.bar_count integer not null default 0
datasets.bars_hash text not null
datasets.first_at timestamp with time zone not null
datasets.last_at timestamp with time zone not null
datasets.holdout_from timestamp with time zone not null
datasets.created_at timestamp with time zone not null default now()
datasets.updated_at timestamp with time zone not null default now()
device_codes.id uuid not null
device_codes.device_code text not null
device_codes.user_code text not null
device_codes.user_id uuid
device_codes.expires_at timestamp with time zone not null
device_codes.status text not null
device_codes.last_polled_at timestamp with time zone
device_codes.polling_interval integer
device_codes.client_id text
device_codes.scope text
disputes.id uuid not null
disputes.provider text not null
disputes.provider_reference text not null
disputes.purchase_id uuid not null
disputes.buyer_id uuid not null
disputes.creator_id uuid not null
disputes.status text not null default 'open'::text
disputes.reason text not null
disputes.amount_minor bigint not null
disputes.currency character(3) not null
disputes.fee_minor bigint not null default 0
disputes.earning_minor bigint not null default 0
disputes.withdrawn_minor bigint not null default 0
disputes.cost_minor bigint not null default 0
disputes.evidence_due_at timestamp with time zone
disputes.evidence_sent_at timestamp with time zone
disputes.opened_at timestamp with time zone not null
disputes.closed_at timestamp with time zone
disputes.created_at timestamp with time zone not null default now()
disputes.next_check_at timestamp with time zone
disputes.checks integer not null default 0
email_outbox.id uuid not null
email_outbox.user_id uuid not null
email_outbox.kind text not null
email_outbox.params jsonb not null
email_outbox.dedupe_key text not null
email_outbox.state text not null default 'queued'::text
email_outbox.attempts integer not null default 0
email_outbox.created_at timestamp with time zone not null default now()
email_outbox.sent_at timestamp with time zone
email_outbox.locked_until timestamp with time zone
erasure_requests.id uuid not null
erasure_requests.user_id uuid not null
erasure_requests.state text not null default 'scheduled'::text
erasure_requests.created_at timestamp with time zone not null default now()
erasure_requests.due_at timestamp with time zone not null
erasure_requests.blocks text[] not null default '{}'::text[]
erasure_requests.ended_at timestamp with time zone
erasure_requests.retain_until timestamp with time zone
erasure_requests.expired_at timestamp with time zone
follows.user_id uuid not null
follows.creator_id uuid not null
follows.created_at timestamp with time zone not null default now()
installs.id uuid not null
installs.entitlement_id uuid not null
installs.user_id uuid not null
installs.version_id uuid not null
installs.token_hash text not null
installs.expires_at timestamp with time zone not null
installs.downloaded_at timestamp with time zone
installs.created_at timestamp with time zone not null default now()
job_runs.job text not null
job_runs.started_at timestamp with time zone not null
job_runs.ok_at timestamp with time zone
job_runs.failed_at timestamp with time zone
job_runs.error text
job_runs.detail jsonb not null default '{}'::jsonb
ledger_accounts.id uuid not null
ledger_accounts.name text not null
ledger_accounts.currency character(3) not null
ledger_accounts.owner_id uuid
ledger_accounts.balance_minor bigint not null default 0
ledger_accounts.created_at timestamp with time zone not null default now()
ledger_accounts.entry_count bigint not null default 0
ledger_entries.id uuid not null
ledger_entries.transaction_id uuid not null
ledger_entries.account_id uuid not null
ledger_entries.owner_id uuid
ledger_entries.amount_minor bigint not null
ledger_entries.created_at timestamp with time zone not null default now()
ledger_entries.position bigint not null default 0
ledger_transactions.id uuid not null
ledger_transactions.source_type text not null
ledger_transactions.source_id uuid not null
ledger_transactions.kind text not null
ledger_transactions.currency character(3) not null
ledger_transactions.owner_id uuid
ledger_transactions.created_at timestamp with time zone not null default now()
ledger_transactions.purchase_id uuid
listing_drafts.listing_id uuid not null
listing_drafts.creator_id uuid not null
listing_drafts.state text not null default 'draft'::text
listing_drafts.revision integer not null default 1
listing_drafts.title text not null
listing_drafts.summary text not null
listing_drafts.description text not null
listing_drafts.tags text[] not null
listing_drafts.price_minor bigint not null
listing_drafts.currency character(3) not null
listing_drafts.refund_days integer not null
listing_drafts.version_id uuid
listing_drafts.submitted_at timestamp with time zone
listing_drafts.updated_at timestamp with time zone not null default now()
listing_evidence.listing_id uuid not null
listing_evidence.version_id uuid not null
listing_evidence.run_id uuid
listing_evidence.tier text not null
listing_evidence.evidence double precision
listing_evidence.asset_class text
listing_evidence.timeframe text
listing_evidence.symbols text[] not null
listing_evidence.style text
listing_evidence.holdout_return double precision
listing_evidence.holdout_sharpe double precision
listing_evidence.after_return double precision
listing_evidence.max_drawdown double precision
listing_evidence.trades integer
listing_evidence.years double precision
listing_evidence.dsr double precision
listing_evidence.pbo double precision
listing_evidence.trials integer
listing_evidence.rule_tokens text[] not null default '{}'::text[]
listing_evidence.monthly jsonb
listing_evidence.updated_at timestamp with time zone not null default now()
listing_flags.id uuid not null
listing_flags.listing_id uuid not null
listing_flags.review_id uuid
listing_flags.reporter_id uuid not null
listing_flags.reason text not null
listing_flags.note text not null default ''::text
listing_flags.state text not null default 'open'::text
listing_flags.created_at timestamp with time zone not null default now()
listing_flags.closed_at timestamp with time zone
listing_prices.id uuid not null
listing_prices.listing_id uuid not null
listing_prices.price_minor bigint not null
listing_prices.currency character(3) not null
listing_prices.created_at timestamp with time zone not null default now()
listing_search.listing_id uuid not null
listing_search.rating double precision not null
listing_search.quality double precision not null
listing_search.tier smallint not null generated always as (LEAST((6)::double precision, GREATEST((0)::double precision, floor(((quality - (3.5)::double precision) * (2)::double precision)))))::smallint
listing_search.published_us bigint not null
listing_search.total_sales integer not null
listing_search.price_minor bigint not null
listing_search.shown_price bigint not null
listing_search.title tsvector not null
listing_search.words tsvector not null
listing_search.ballast text not null default repeat(' '::text, 2100)
listing_search.evidence double precision not null default '-1'::integer
listing_search.max_drawdown double precision
listing_search.trades integer
listing_tag_counts.tag text not null
listing_tag_counts.count integer not null
listing_versions.listing_id uuid not null
listing_versions.version_id uuid not null
listing_versions.published_at timestamp with time zone not null default now()
listing_views.listing_id uuid not null
listing_views.creator_id uuid not null
listing_views.day date not null
listing_views.views integer not null default 0
moderation_appeals.id uuid not null
moderation_appeals.decision_id uuid not null
moderation_appeals.creator_id uuid not null
moderation_appeals.text text not null
moderation_appeals.outcome text
moderation_appeals.answer text not null default ''::text
moderation_appeals.answered_by uuid
moderation_appeals.created_at timestamp with time zone not null default now()
moderation_appeals.answered_at timestamp with time zone
moderation_cases.id uuid not null
moderation_cases.kind text not null
moderation_cases.listing_id uuid
moderation_cases.review_id uuid
moderation_cases.appeal_id uuid
moderation_cases.subject_id uuid not null
moderation_cases.concerns_id uuid not null
moderation_cases.opened_at timestamp with time zone not null default now()
moderation_cases.claimed_by uuid
moderation_cases.claimed_at timestamp with time zone
moderation_cases.closed_at timestamp with time zone
moderation_decisions.id uuid not null
moderation_decisions.listing_id uuid
moderation_decisions.creator_id uuid not null
moderation_decisions.moderator_id uuid
moderation_decisions.revision integer
moderation_decisions.outcome text not null
moderation_decisions.reason text not null default ''::text
moderation_decisions.created_at timestamp with time zone not null default now()
moderation_decisions.review_id uuid
moderation_decisions.origin text not null default 'person'::text
moderation_decisions.part text
moderation_decisions.harm boolean not null default false
moderation_decisions.cause_id uuid
notification_preferences.user_id uuid not null
notification_preferences.topic text not null
notification_preferences.in_app boolean not null
notification_preferences.mail boolean not null
notification_preferences.updated_at timestamp with time zone not null default now()
notifications.id uuid not null
notifications.user_id uuid not null
notifications.topic text not null
notifications.kind text not null
notifications.params jsonb not null
notifications.dedupe_key text not null
notifications.created_at timestamp with time zone not null default now()
notifications.read_at timestamp with time zone
payout_accounts.id uuid not null
payout_accounts.user_id uuid not null
payout_accounts.provider text not null
payout_accounts.reference text
payout_accounts.status text not null default 'planned'::text
payout_accounts.country text not null
payout_accounts.requirements text[] not null default '{}'::text[]
payout_accounts.is_current boolean not null default true
payout_accounts.held_until timestamp with time zone
payout_accounts.created_at timestamp with time zone not null default now()
payout_accounts.updated_at timestamp with time zone not null default now()
payout_accounts.next_check_at timestamp with time zone
payout_accounts.checks integer not null default 0
payout_reviews.creator_id uuid not null
payout_reviews.reason text not null
payout_reviews.started_by uuid not null
payout_reviews.created_at timestamp with time zone not null default now()
payout_skips.id uuid not null
payout_skips.creator_id uuid not null
payout_skips.currency character(3) not null
payout_skips.run text not null
payout_skips.amount_minor bigint not null
payout_skips.reason text not null
payout_skips.until timestamp with time zone
payout_skips.created_at timestamp with time zone not null default now()
provider_events.id uuid not null
provider_events.provider text not null
provider_events.event_id text not null
provider_events.type text not null
provider_events.livemode boolean not null
provider_events.state text not null default 'received'::text
provider_events.attempts integer not null default 0
provider_events.reason text
provider_events.occurred_at timestamp with time zone not null
provider_events.created_at timestamp with time zone not null default now()
provider_events.handled_at timestamp with time zone
provider_events.object_kind text
provider_events.object_reference text
provider_movements.id uuid not null
provider_movements.provider text not null
provider_movements.reference text not null
provider_movements.kind text not null
provider_movements.object_reference text
provider_movements.gross_minor bigint not null
provider_movements.fee_minor bigint not null
provider_movements.currency character(3) not null
provider_movements.transaction_id uuid
provider_movements.occurred_at timestamp with time zone not null
provider_movements.created_at timestamp with time zone not null default now()
provider_ops.id uuid not null
provider_ops.kind text not null
provider_ops.provider text not null
provider_ops.owner_id uuid not null
provider_ops.idem_key text not null
provider_ops.request_hash text not null
provider_ops.state text not null default 'planned'::text
provider_ops.attempts integer not null default 0
provider_ops.error text
provider_ops.created_at timestamp with time zone not null default now()
provider_ops.sent_at timestamp with time zone
provider_ops.updated_at timestamp with time zone not null default now()
provider_ops.subject_id uuid not null
provider_ops.next_try_at timestamp with time zone not null default now()
rate_limits.id uuid not null
rate_limits.key text not null
rate_limits.count integer not null
rate_limits.last_request bigint not null
reconciliation_differences.id uuid not null
reconciliation_differences.run_id uuid not null
reconciliation_differences.provider text not null
reconciliation_differences.kind text not null
reconciliation_differences.subject text not null
reconciliation_differences.what text not null
reconciliation_differences.our_minor bigint
reconciliation_differences.our_reference text
reconciliation_differences.their_minor bigint
reconciliation_differences.their_reference text
reconciliation_differences.currency character(3) not null
reconciliation_differences.occurred_at timestamp with time zone not null
reconciliation_differences.explanation text
reconciliation_differences.explained_by uuid
reconciliation_differences.created_at timestamp with time zone not null default now()
reconciliation_differences.ended_at timestamp with time zone
reconciliation_runs.id uuid not null
reconciliation_runs.provider text not null
reconciliation_runs.from_at timestamp with time zone not null
reconciliation_runs.to_at timestamp with time zone not null
reconciliation_runs.movements integer not null default 0
reconciliation_runs.totals jsonb not null default '[]'::jsonb
reconciliation_runs.failure text
reconciliation_runs.created_at timestamp with time zone not null default now()
reconciliation_runs.ended_at timestamp with time zone
refunds.id uuid not null
refunds.purchase_id uuid not null
refunds.buyer_id uuid not null
refunds.creator_id uuid not null
refunds.origin text not null
refunds.requested_by uuid
refunds.reason text not null default ''::text
refunds.status text not null default 'planned'::text
refunds.amount_minor bigint not null
refunds.currency character(3) not null
refunds.fee_minor bigint not null default 0
refunds.earning_minor bigint not null default 0
refunds.provider text not null
refunds.provider_reference text
refunds.failure text
refunds.idempotency_key text not null
refunds.created_at timestamp with time zone not null default now()
refunds.ended_at timestamp with time zone
refunds.next_check_at timestamp with time zone
refunds.checks integer not null default 0
search_words.word text not null
search_words.listings integer not null
sessions.id uuid not null
sessions.user_id uuid not null
sessions.token text not null
sessions.expires_at timestamp with time zone not null
sessions.ip_address text
sessions.user_agent text
sessions.created_at timestamp with time zone not null default now()
sessions.updated_at timestamp with time zone not null default now()
sessions.second_factor_at timestamp with time zone
strategies.id uuid not null
strategies.creator_id uuid not null
strategies.name text not null
strategies.created_at timestamp with time zone not null default now()
strategy_marketplace.id uuid not null
strategy_marketplace.strategy_id uuid not null
strategy_marketplace.creator_id uuid not null
strategy_marketplace.status text not null default 'unpublished'::text
strategy_marketplace.title text not null
strategy_marketplace.summary text not null
strategy_marketplace.description text not null
strategy_marketplace.tags text[] not null
strategy_marketplace.price_minor bigint not null
strategy_marketplace.currency character(3) not null
strategy_marketplace.refund_days integer not null
strategy_marketplace.version_id uuid
strategy_marketplace.style text
strategy_marketplace.total_sales integer not null default 0
strategy_marketplace.rating_sum integer not null default 0
strategy_marketplace.rating_count integer not null default 0
strategy_marketplace.rating double precision generated always as 
CASE
    WHEN (rating_count > 0) THEN ((rating_sum)::double precision / (rating_count)::double precision)
    ELSE NULL::double precision
END
strategy_marketplace.published_at timestamp with time zone
strategy_marketplace.created_at timestamp with time zone not null default now()
strategy_marketplace.updated_at timestamp with time zone not null default now()
strategy_marketplace.delisted_at timestamp with time zone
strategy_marketplace.is_harmful boolean not null default false
strategy_purchases.id uuid not null
strategy_purchases.listing_id uuid not null
strategy_purchases.strategy_id uuid not null
strategy_purchases.version_id uuid not null
strategy_purchases.buyer_id uuid not null
strategy_purchases.creator_id uuid not null
strategy_purchases.status text not null default 'pending'::text
strategy_purchases.listing_title text not null
strategy_purchases.price_minor bigint not null
strategy_purchases.currency character(3) not null
strategy_purchases.fee_minor bigint not null
strategy_purchases.earning_minor bigint not null
strategy_purchases.fee_bps integer not null
strategy_purchases.refund_days integer not null
strategy_purchases.provider text
strategy_purchases.idempotency_key text not null
strategy_purchases.request_hash text not null
strategy_purchases.checkout_reference text
strategy_purchases.checkout_url text
strategy_purchases.payment_reference text
strategy_purchases.last_failure text
strategy_purchases.quarantine_reason text
strategy_purchases.next_check_at timestamp with time zone
strategy_purchases.checks integer not null default 0
strategy_purchases.expires_at timestamp with time zone not null
strategy_purchases.created_at timestamp with time zone not null default now()
strategy_purchases.completed_at timestamp with time zone
strategy_purchases.list_price_minor bigint not null
strategy_purchases.discount_minor bigint not null default 0
strategy_purchases.coupon_id uuid
strategy_purchases.payment_method text
strategy_purchases.paid_minor bigint
strategy_purchases.paid_currency character(3)
strategy_purchases.returned_minor bigint not null default 0
strategy_purchases.fee_returned_minor bigint not null default 0
strategy_purchases.release_at timestamp with time zone
strategy_purchases.released_at timestamp with time zone
strategy_reviews.id uuid not null
strategy_reviews.purchase_id uuid not null
strategy_reviews.listing_id uuid not null
strategy_reviews.creator_id uuid not null
strategy_reviews.reviewer_id uuid not null
strategy_reviews.author text not null
strategy_reviews.rating smallint not null
strategy_reviews.body text not null
strategy_reviews.version text not null
strategy_reviews.days_installed integer
strategy_reviews.paid_minor bigint not null
strategy_reviews.currency character(3) not null
strategy_reviews.is_entitled boolean not null default true
strategy_reviews.is_hidden boolean not null default false
strategy_reviews.counts boolean generated always as (is_entitled AND (NOT is_hidden))
strategy_reviews.reply text
strategy_reviews.replied_at timestamp with time zone
strategy_reviews.created_at timestamp with time zone not null default now()
strategy_reviews.edited_at timestamp with time zone
strategy_versions.id uuid not null
strategy_versions.strategy_id uuid not null
strategy_versions.creator_id uuid not null
strategy_versions.version text not null
strategy_versions.document text not null
strategy_versions.spec_hash text not null
strategy_versions.summary jsonb not null
strategy_versions.changelog text not null default ''::text
strategy_versions.created_at timestamp with time zone not null default now()
strategy_versions.kind text not null default 'declared'::text
strategy_versions.attached_figures jsonb
transfer_reversals.id uuid not null
transfer_reversals.payout_id uuid not null
transfer_reversals.creator_id uuid not null
transfer_reversals.refund_id uuid
transfer_reversals.amount_minor bigint not null
transfer_reversals.currency character(3) not null
transfer_reversals.status text not null default 'planned'::text
transfer_reversals.provider_reference text
transfer_reversals.created_at timestamp with time zone not null default now()
transfer_reversals.ended_at timestamp with time zone
two_factors.id uuid not null
two_factors.user_id uuid not null
two_factors.secret text not null
two_factors.backup_codes text not null
two_factors.verified boolean not null default true
two_factors.failed_verification_count integer not null default 0
two_factors.locked_until timestamp with time zone
user_strategy_access.id uuid not null
user_strategy_access.user_id uuid not null
user_strategy_access.listing_id uuid not null
user_strategy_access.strategy_id uuid not null
user_strategy_access.version_id uuid not null
user_strategy_access.purchase_id uuid
user_strategy_access.state text not null default 'active'::text
user_strategy_access.granted_at timestamp with time zone not null default now()
user_strategy_access.ended_at timestamp with time zone
users.id uuid not null
users.name text not null
users.email text not null
users.email_verified boolean not null default false
users.image text
users.role text not null default 'user'::text
users.suspended_at timestamp with time zone
users.created_at timestamp with time zone not null default now()
users.updated_at timestamp with time zone not null default now()
users.two_factor_enabled boolean not null default false
users.erased_at timestamp with time zone
verifications.id uuid not null
verifications.identifier text not null
verifications.value text not null
verifications.expires_at timestamp with time zone not null
verifications.created_at timestamp with time zone not null default now()
verifications.updated_at timestamp with time zone not null default now()
wishes.user_id uuid not null
wishes.listing_id uuid not null
wishes.created_at timestamp with time zone not null default now()

-- constraints
accounts: accounts_pkey PRIMARY KEY (id)
accounts: accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
attached_files: attached_files_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
attached_files: attached_files_sha256_check CHECK ((sha256 = encode(sha256(data), 'hex'::text)))
attached_files: attached_files_size_check CHECK ((octet_length(data) <= 4194304))
attached_files: attached_files_version_id_name_pk PRIMARY KEY (version_id, name)
attached_files: attached_files_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
audit_anchors: audit_anchors_day_unique UNIQUE (day)
audit_anchors: audit_anchors_pkey PRIMARY KEY (id)
audit_head: audit_head_pkey PRIMARY KEY (id)
audit_head: audit_head_single_check CHECK ((id = 1))
audit_log: audit_log_actor_id_users_id_fk FOREIGN KEY (actor_id) REFERENCES users(id)
audit_log: audit_log_pkey PRIMARY KEY (id)
audit_log: audit_log_seq_unique UNIQUE (seq)
backtest_runs: backtest_runs_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
backtest_runs: backtest_runs_kind_check CHECK ((kind = ANY (ARRAY['verification'::text, 'extension'::text])))
backtest_runs: backtest_runs_passed_check CHECK (((state <> 'passed'::text) OR ((report IS NOT NULL) AND (trades IS NOT NULL) AND (receipt IS NOT NULL) AND (result_hash IS NOT NULL))))
backtest_runs: backtest_runs_pkey PRIMARY KEY (id)
backtest_runs: backtest_runs_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
backtest_runs: backtest_runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'passed'::text, 'failed'::text, 'unavailable'::text])))
backtest_runs: backtest_runs_strategy_id_strategies_id_fk FOREIGN KEY (strategy_id) REFERENCES strategies(id)
backtest_runs: backtest_runs_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
backtest_trials: backtest_trials_creator_id_spec_hash_key UNIQUE (creator_id, spec_hash)
backtest_trials: backtest_trials_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
backtest_trials: backtest_trials_pkey PRIMARY KEY (id)
backtest_trials: backtest_trials_spec_hash_check CHECK ((spec_hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text)))
bars: bars_count_check CHECK (((count > 0) AND (octet_length(data) = (count * 48))))
bars: bars_dataset_id_datasets_id_fk FOREIGN KEY (dataset_id) REFERENCES datasets(id)
bars: bars_dataset_id_first_bar_pk PRIMARY KEY (dataset_id, first_bar)
call_limits: call_limits_pkey PRIMARY KEY (key)
coupon_redemptions: coupon_redemptions_buyer_id_users_id_fk FOREIGN KEY (buyer_id) REFERENCES users(id)
coupon_redemptions: coupon_redemptions_coupon_id_coupons_id_fk FOREIGN KEY (coupon_id) REFERENCES coupons(id)
coupon_redemptions: coupon_redemptions_coupon_owner_id_users_id_fk FOREIGN KEY (coupon_owner_id) REFERENCES users(id)
coupon_redemptions: coupon_redemptions_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
coupon_redemptions: coupon_redemptions_pkey PRIMARY KEY (id)
coupon_redemptions: coupon_redemptions_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
coupon_redemptions: coupon_redemptions_purchase_id_unique UNIQUE (purchase_id)
coupon_redemptions: coupon_redemptions_state_check CHECK ((state = ANY (ARRAY['held'::text, 'used'::text, 'released'::text])))
coupons: coupons_claimed_check CHECK (((claimed >= 0) AND ((max_uses IS NULL) OR (claimed <= max_uses))))
coupons: coupons_code_check CHECK ((code = upper(code)))
coupons: coupons_currency_check CHECK (((currency IS NULL) OR (currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar]))))
coupons: coupons_discount_check CHECK ((((percent IS NULL) <> (amount_minor IS NULL)) AND COALESCE(((percent >= 1) AND (percent <= 100)), (amount_minor > 0))))
coupons: coupons_listing_check CHECK (((scope = 'listing'::text) = (listing_id IS NOT NULL)))
coupons: coupons_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
coupons: coupons_money_check CHECK (((currency IS NOT NULL) = ((amount_minor IS NOT NULL) OR (minimum_minor IS NOT NULL))))
coupons: coupons_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES users(id)
coupons: coupons_pkey PRIMARY KEY (id)
coupons: coupons_scope_check CHECK ((scope = ANY (ARRAY['listing'::text, 'creator'::text, 'platform'::text])))
creator_payouts: creator_payouts_account_from_key UNIQUE (account_id, from_position)
creator_payouts: creator_payouts_account_id_ledger_accounts_id_fk FOREIGN KEY (account_id) REFERENCES ledger_accounts(id)
creator_payouts: creator_payouts_amount_check CHECK (((amount_minor > 0) AND ((reversed_minor >= 0) AND (reversed_minor <= amount_minor)) AND (from_position <= to_position)))
creator_payouts: creator_payouts_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
creator_payouts: creator_payouts_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
creator_payouts: creator_payouts_ended_check CHECK (((status = ANY (ARRAY['paid'::text, 'failed'::text, 'reversed'::text])) = (ended_at IS NOT NULL)))
creator_payouts: creator_payouts_idempotency_key UNIQUE (creator_id, idempotency_key)
creator_payouts: creator_payouts_origin_check CHECK ((origin = ANY (ARRAY['creator'::text, 'weekly'::text])))
creator_payouts: creator_payouts_payout_account_id_payout_accounts_id_fk FOREIGN KEY (payout_account_id) REFERENCES payout_accounts(id)
creator_payouts: creator_payouts_pkey PRIMARY KEY (id)
creator_payouts: creator_payouts_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'unknown'::text, 'paid'::text, 'failed'::text, 'reversed'::text])))
creator_profiles: creator_profiles_pkey PRIMARY KEY (user_id)
creator_profiles: creator_profiles_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
data_exports: data_exports_archive_check CHECK (((state = 'ready'::text) = (archive IS NOT NULL)))
data_exports: data_exports_pkey PRIMARY KEY (id)
data_exports: data_exports_progress_check CHECK (((progress >= 0) AND (progress <= 100)))
data_exports: data_exports_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'ready'::text, 'failed'::text, 'expired'::text])))
data_exports: data_exports_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
datasets: datasets_asset_class_check CHECK ((asset_class = ANY (ARRAY['stocks'::text, 'etfs'::text, 'crypto'::text, 'forex'::text, 'futures'::text, 'commodities'::text])))
datasets: datasets_bars_hash_check CHECK ((bars_hash ~ '^[0-9a-f]{64}$'::text))
datasets: datasets_order_check CHECK (((first_at <= last_at) AND (bar_count > 0)))
datasets: datasets_pkey PRIMARY KEY (id)
datasets: datasets_symbol_timeframe_key UNIQUE (symbol, timeframe)
datasets: datasets_timeframe_check CHECK ((timeframe = ANY (ARRAY['1m'::text, '5m'::text, '15m'::text, '30m'::text, '1h'::text, '4h'::text, '1d'::text, '1w'::text])))
device_codes: device_codes_device_code_unique UNIQUE (device_code)
device_codes: device_codes_pkey PRIMARY KEY (id)
device_codes: device_codes_user_code_unique UNIQUE (user_code)
device_codes: device_codes_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
disputes: disputes_amount_check CHECK (((amount_minor > 0) AND (withdrawn_minor >= 0) AND (cost_minor >= 0)))
disputes: disputes_buyer_id_users_id_fk FOREIGN KEY (buyer_id) REFERENCES users(id)
disputes: disputes_closed_check CHECK (((status = ANY (ARRAY['won'::text, 'lost'::text])) = (closed_at IS NOT NULL)))
disputes: disputes_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
disputes: disputes_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
disputes: disputes_pkey PRIMARY KEY (id)
disputes: disputes_provider_reference_key UNIQUE (provider, provider_reference)
disputes: disputes_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
disputes: disputes_status_check CHECK ((status = ANY (ARRAY['open'::text, 'under_review'::text, 'won'::text, 'lost'::text])))
email_outbox: email_outbox_dedupe_key_unique UNIQUE (dedupe_key)
email_outbox: email_outbox_pkey PRIMARY KEY (id)
email_outbox: email_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
email_outbox: email_outbox_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
erasure_requests: erasure_requests_ended_check CHECK (((state = 'scheduled'::text) = (ended_at IS NULL)))
erasure_requests: erasure_requests_pkey PRIMARY KEY (id)
erasure_requests: erasure_requests_retain_check CHECK (((state = 'done'::text) = (retain_until IS NOT NULL)))
erasure_requests: erasure_requests_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'cancelled'::text, 'done'::text])))
erasure_requests: erasure_requests_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
follows: follows_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
follows: follows_not_self_check CHECK ((user_id <> creator_id))
follows: follows_user_id_creator_id_pk PRIMARY KEY (user_id, creator_id)
follows: follows_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
installs: installs_entitlement_id_user_strategy_access_id_fk FOREIGN KEY (entitlement_id) REFERENCES user_strategy_access(id)
installs: installs_pkey PRIMARY KEY (id)
installs: installs_token_hash_unique UNIQUE (token_hash)
installs: installs_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
installs: installs_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
job_runs: job_runs_pkey PRIMARY KEY (job)
ledger_accounts: ledger_accounts_creator_balance_check CHECK (((owner_id IS NULL) OR
CASE
    WHEN (name ~~ '%:debt'::text) THEN (balance_minor <= 0)
    ELSE (balance_minor >= 0)
END))
ledger_accounts: ledger_accounts_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
ledger_accounts: ledger_accounts_name_currency_key UNIQUE (name, currency)
ledger_accounts: ledger_accounts_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES users(id)
ledger_accounts: ledger_accounts_pkey PRIMARY KEY (id)
ledger_entries: ledger_entries_account_id_ledger_accounts_id_fk FOREIGN KEY (account_id) REFERENCES ledger_accounts(id)
ledger_entries: ledger_entries_account_position_key UNIQUE (account_id, "position")
ledger_entries: ledger_entries_amount_check CHECK ((amount_minor <> 0))
ledger_entries: ledger_entries_balanced TRIGGER DEFERRABLE INITIALLY DEFERRED
ledger_entries: ledger_entries_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES users(id)
ledger_entries: ledger_entries_pkey PRIMARY KEY (id)
ledger_entries: ledger_entries_transaction_id_ledger_transactions_id_fk FOREIGN KEY (transaction_id) REFERENCES ledger_transactions(id)
ledger_transactions: ledger_transactions_balanced TRIGGER DEFERRABLE INITIALLY DEFERRED
ledger_transactions: ledger_transactions_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
ledger_transactions: ledger_transactions_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES users(id)
ledger_transactions: ledger_transactions_pkey PRIMARY KEY (id)
ledger_transactions: ledger_transactions_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
ledger_transactions: ledger_transactions_source_key UNIQUE (source_type, source_id, kind)
ledger_transactions: ledger_transactions_source_type_check CHECK ((source_type = ANY (ARRAY['purchase'::text, 'refund'::text, 'dispute'::text, 'payout'::text, 'hold_release'::text, 'transfer_reversal'::text, 'provider_movement'::text])))
listing_drafts: listing_drafts_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
listing_drafts: listing_drafts_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
listing_drafts: listing_drafts_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_drafts: listing_drafts_pkey PRIMARY KEY (listing_id)
listing_drafts: listing_drafts_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'rejected'::text, 'approved'::text])))
listing_drafts: listing_drafts_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
listing_evidence: listing_evidence_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_evidence: listing_evidence_pkey PRIMARY KEY (listing_id)
listing_evidence: listing_evidence_run_id_backtest_runs_id_fk FOREIGN KEY (run_id) REFERENCES backtest_runs(id)
listing_evidence: listing_evidence_tier_check CHECK ((tier = ANY (ARRAY['verified'::text, 'unverified'::text, 'attached'::text])))
listing_evidence: listing_evidence_verified_check CHECK (((tier = 'verified'::text) = (run_id IS NOT NULL)))
listing_evidence: listing_evidence_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
listing_flags: listing_flags_closed_check CHECK (((state = 'open'::text) = (closed_at IS NULL)))
listing_flags: listing_flags_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_flags: listing_flags_pkey PRIMARY KEY (id)
listing_flags: listing_flags_reason_check CHECK ((reason = ANY (ARRAY['misleading'::text, 'copied'::text, 'harmful'::text, 'spam'::text, 'broken'::text, 'other'::text])))
listing_flags: listing_flags_reporter_id_users_id_fk FOREIGN KEY (reporter_id) REFERENCES users(id)
listing_flags: listing_flags_review_id_strategy_reviews_id_fk FOREIGN KEY (review_id) REFERENCES strategy_reviews(id)
listing_flags: listing_flags_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'dismissed'::text])))
listing_prices: listing_prices_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_prices: listing_prices_pkey PRIMARY KEY (id)
listing_search: listing_search_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_search: listing_search_pkey PRIMARY KEY (listing_id)
listing_tag_counts: listing_tag_counts_count_check CHECK ((count >= 0))
listing_tag_counts: listing_tag_counts_pkey PRIMARY KEY (tag)
listing_versions: listing_versions_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_versions: listing_versions_listing_id_version_id_pk PRIMARY KEY (listing_id, version_id)
listing_versions: listing_versions_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
listing_views: listing_views_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
listing_views: listing_views_listing_id_day_pk PRIMARY KEY (listing_id, day)
listing_views: listing_views_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
listing_views: listing_views_views_check CHECK ((views >= 0))
moderation_appeals: moderation_appeals_answered_by_users_id_fk FOREIGN KEY (answered_by) REFERENCES users(id)
moderation_appeals: moderation_appeals_answered_check CHECK (((outcome IS NULL) = (answered_at IS NULL)))
moderation_appeals: moderation_appeals_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
moderation_appeals: moderation_appeals_decision_id_moderation_decisions_id_fk FOREIGN KEY (decision_id) REFERENCES moderation_decisions(id)
moderation_appeals: moderation_appeals_decision_id_unique UNIQUE (decision_id)
moderation_appeals: moderation_appeals_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'denied'::text])))
moderation_appeals: moderation_appeals_pkey PRIMARY KEY (id)
moderation_cases: moderation_cases_about_check CHECK (
CASE kind
    WHEN 'appeal'::text THEN (appeal_id = subject_id)
    WHEN 'flagged_review'::text THEN (review_id = subject_id)
    ELSE (listing_id = subject_id)
END)
moderation_cases: moderation_cases_appeal_id_moderation_appeals_id_fk FOREIGN KEY (appeal_id) REFERENCES moderation_appeals(id)
moderation_cases: moderation_cases_appeal_id_unique UNIQUE (appeal_id)
moderation_cases: moderation_cases_claim_check CHECK (((claimed_by IS NULL) = (claimed_at IS NULL)))
moderation_cases: moderation_cases_claimed_by_users_id_fk FOREIGN KEY (claimed_by) REFERENCES users(id)
moderation_cases: moderation_cases_concerns_id_users_id_fk FOREIGN KEY (concerns_id) REFERENCES users(id)
moderation_cases: moderation_cases_kind_check CHECK ((kind = ANY (ARRAY['submission'::text, 'flagged_listing'::text, 'flagged_review'::text, 'appeal'::text])))
moderation_cases: moderation_cases_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
moderation_cases: moderation_cases_pkey PRIMARY KEY (id)
moderation_cases: moderation_cases_review_id_strategy_reviews_id_fk FOREIGN KEY (review_id) REFERENCES strategy_reviews(id)
moderation_decisions: moderation_decisions_about_check CHECK (((part IS NULL) = (listing_id IS NOT NULL)))
moderation_decisions: moderation_decisions_cause_id_moderation_decisions_id_fk FOREIGN KEY (cause_id) REFERENCES moderation_decisions(id)
moderation_decisions: moderation_decisions_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
moderation_decisions: moderation_decisions_harm_check CHECK (((NOT harm) OR (outcome = 'removed'::text)))
moderation_decisions: moderation_decisions_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
moderation_decisions: moderation_decisions_moderator_id_users_id_fk FOREIGN KEY (moderator_id) REFERENCES users(id)
moderation_decisions: moderation_decisions_not_own_check CHECK ((moderator_id <> creator_id))
moderation_decisions: moderation_decisions_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'automatic'::text])))
moderation_decisions: moderation_decisions_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text, 'removed'::text, 'restored'::text, 'kept'::text, 'hidden'::text, 'restricted'::text, 'allowed'::text, 'banned'::text, 'unbanned'::text])))
moderation_decisions: moderation_decisions_part_check CHECK (((part IS NULL) OR (part = ANY (ARRAY['publish'::text, 'sell'::text, 'withdraw'::text, 'account'::text]))))
moderation_decisions: moderation_decisions_person_check CHECK (((origin = 'person'::text) = (moderator_id IS NOT NULL)))
moderation_decisions: moderation_decisions_pkey PRIMARY KEY (id)
moderation_decisions: moderation_decisions_reason_check CHECK (((NOT (outcome = ANY (ARRAY['rejected'::text, 'removed'::text, 'hidden'::text, 'restricted'::text, 'banned'::text]))) OR (length(reason) >= 10)))
moderation_decisions: moderation_decisions_review_id_strategy_reviews_id_fk FOREIGN KEY (review_id) REFERENCES strategy_reviews(id)
notification_preferences: notification_preferences_locked_check CHECK ((mail OR (topic <> ALL (ARRAY['purchases'::text, 'security'::text]))))
notification_preferences: notification_preferences_topic_check CHECK ((topic = ANY (ARRAY['purchases'::text, 'versions'::text, 'following'::text, 'wishlist'::text, 'reviews'::text, 'moderation'::text, 'payouts'::text, 'security'::text])))
notification_preferences: notification_preferences_user_id_topic_pk PRIMARY KEY (user_id, topic)
notification_preferences: notification_preferences_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
notifications: notifications_dedupe_key_unique UNIQUE (dedupe_key)
notifications: notifications_pkey PRIMARY KEY (id)
notifications: notifications_topic_check CHECK ((topic = ANY (ARRAY['purchases'::text, 'versions'::text, 'following'::text, 'wishlist'::text, 'reviews'::text, 'moderation'::text, 'payouts'::text, 'security'::text])))
notifications: notifications_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
payout_accounts: payout_accounts_pkey PRIMARY KEY (id)
payout_accounts: payout_accounts_reference_check CHECK (((status = 'planned'::text) = (reference IS NULL)))
payout_accounts: payout_accounts_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'onboarding'::text, 'pending'::text, 'active'::text, 'restricted'::text, 'rejected'::text])))
payout_accounts: payout_accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
payout_reviews: payout_reviews_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
payout_reviews: payout_reviews_pkey PRIMARY KEY (creator_id)
payout_reviews: payout_reviews_started_by_users_id_fk FOREIGN KEY (started_by) REFERENCES users(id)
payout_skips: payout_skips_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
payout_skips: payout_skips_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
payout_skips: payout_skips_pkey PRIMARY KEY (id)
payout_skips: payout_skips_reason_check CHECK ((reason = ANY (ARRAY['nothing_available'::text, 'below_minimum'::text, 'no_account'::text, 'account_onboarding'::text, 'account_pending'::text, 'account_restricted'::text, 'security_hold'::text, 'withdraw_suspended'::text, 'creator_suspended'::text, 'under_review'::text])))
payout_skips: payout_skips_run_key UNIQUE (creator_id, currency, run)
provider_events: provider_events_pkey PRIMARY KEY (id)
provider_events: provider_events_provider_event_id_key UNIQUE (provider, event_id)
provider_events: provider_events_state_check CHECK ((state = ANY (ARRAY['received'::text, 'handled'::text, 'ignored'::text, 'quarantined'::text])))
provider_movements: provider_movements_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
provider_movements: provider_movements_pkey PRIMARY KEY (id)
provider_movements: provider_movements_reference_key UNIQUE (provider, reference)
provider_movements: provider_movements_transaction_id_ledger_transactions_id_fk FOREIGN KEY (transaction_id) REFERENCES ledger_transactions(id)
provider_ops: provider_ops_idem_key_unique UNIQUE (idem_key)
provider_ops: provider_ops_kind_check CHECK ((kind = ANY (ARRAY['create_checkout'::text, 'refund'::text, 'payout'::text, 'reverse_transfer'::text, 'create_account'::text, 'submit_evidence'::text])))
provider_ops: provider_ops_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES users(id)
provider_ops: provider_ops_pkey PRIMARY KEY (id)
provider_ops: provider_ops_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'sent'::text, 'ok'::text, 'failed'::text, 'unknown'::text])))
rate_limits: rate_limits_key_unique UNIQUE (key)
rate_limits: rate_limits_pkey PRIMARY KEY (id)
reconciliation_differences: reconciliation_differences_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
reconciliation_differences: reconciliation_differences_explained_by_users_id_fk FOREIGN KEY (explained_by) REFERENCES users(id)
reconciliation_differences: reconciliation_differences_kind_check CHECK ((kind = ANY (ARRAY['missing_in_ledger'::text, 'missing_at_provider'::text, 'amount_differs'::text])))
reconciliation_differences: reconciliation_differences_pkey PRIMARY KEY (id)
reconciliation_differences: reconciliation_differences_run_id_reconciliation_runs_id_fk FOREIGN KEY (run_id) REFERENCES reconciliation_runs(id)
reconciliation_differences: reconciliation_differences_subject_key UNIQUE (provider, subject)
reconciliation_runs: reconciliation_runs_pkey PRIMARY KEY (id)
refunds: refunds_amount_check CHECK (((amount_minor > 0) AND (fee_minor >= 0) AND (earning_minor >= 0)))
refunds: refunds_buyer_id_users_id_fk FOREIGN KEY (buyer_id) REFERENCES users(id)
refunds: refunds_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
refunds: refunds_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
refunds: refunds_ended_check CHECK (((status = ANY (ARRAY['succeeded'::text, 'failed'::text])) = (ended_at IS NOT NULL)))
refunds: refunds_idempotency_key_unique UNIQUE (idempotency_key)
refunds: refunds_origin_check CHECK ((origin = ANY (ARRAY['buyer'::text, 'staff'::text, 'provider'::text])))
refunds: refunds_pkey PRIMARY KEY (id)
refunds: refunds_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
refunds: refunds_requested_by_users_id_fk FOREIGN KEY (requested_by) REFERENCES users(id)
refunds: refunds_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'pending'::text, 'succeeded'::text, 'failed'::text])))
search_words: search_words_pkey PRIMARY KEY (word)
sessions: sessions_pkey PRIMARY KEY (id)
sessions: sessions_token_unique UNIQUE (token)
sessions: sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
strategies: strategies_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
strategies: strategies_pkey PRIMARY KEY (id)
strategy_marketplace: strategy_marketplace_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
strategy_marketplace: strategy_marketplace_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
strategy_marketplace: strategy_marketplace_harmful_check CHECK (((NOT is_harmful) OR (status = 'removed'::text)))
strategy_marketplace: strategy_marketplace_pkey PRIMARY KEY (id)
strategy_marketplace: strategy_marketplace_price_check CHECK ((price_minor >= 0))
strategy_marketplace: strategy_marketplace_published_check CHECK (((status = 'unpublished'::text) OR ((version_id IS NOT NULL) AND (published_at IS NOT NULL))))
strategy_marketplace: strategy_marketplace_refund_days_check CHECK ((refund_days = ANY (ARRAY[0, 7, 14, 30])))
strategy_marketplace: strategy_marketplace_status_check CHECK ((status = ANY (ARRAY['unpublished'::text, 'published'::text, 'archived'::text, 'removed'::text])))
strategy_marketplace: strategy_marketplace_strategy_id_strategies_id_fk FOREIGN KEY (strategy_id) REFERENCES strategies(id)
strategy_marketplace: strategy_marketplace_strategy_id_unique UNIQUE (strategy_id)
strategy_marketplace: strategy_marketplace_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
strategy_purchases: strategy_purchases_buyer_id_idempotency_key_key UNIQUE (buyer_id, idempotency_key)
strategy_purchases: strategy_purchases_buyer_id_users_id_fk FOREIGN KEY (buyer_id) REFERENCES users(id)
strategy_purchases: strategy_purchases_completed_check CHECK (
CASE status
    WHEN 'completed'::text THEN (completed_at IS NOT NULL)
    WHEN 'charged_back'::text THEN (completed_at IS NOT NULL)
    WHEN 'refunded'::text THEN true
    ELSE (completed_at IS NULL)
END)
strategy_purchases: strategy_purchases_coupon_id_coupons_id_fk FOREIGN KEY (coupon_id) REFERENCES coupons(id)
strategy_purchases: strategy_purchases_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
strategy_purchases: strategy_purchases_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
strategy_purchases: strategy_purchases_discount_check CHECK (((discount_minor >= 0) AND ((list_price_minor - discount_minor) = price_minor)))
strategy_purchases: strategy_purchases_free_check CHECK (((price_minor = 0) = (provider IS NULL)))
strategy_purchases: strategy_purchases_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
strategy_purchases: strategy_purchases_not_own_check CHECK ((buyer_id <> creator_id))
strategy_purchases: strategy_purchases_paid_check CHECK (((paid_minor IS NULL) = (paid_currency IS NULL)))
strategy_purchases: strategy_purchases_pkey PRIMARY KEY (id)
strategy_purchases: strategy_purchases_provider_check CHECK (((provider IS NULL) OR (provider = ANY (ARRAY['stripe'::text, 'razorpay'::text]))))
strategy_purchases: strategy_purchases_returned_check CHECK ((((returned_minor >= 0) AND (returned_minor <= price_minor)) AND ((fee_returned_minor >= 0) AND (fee_returned_minor <= fee_minor))))
strategy_purchases: strategy_purchases_split_check CHECK (((price_minor >= 0) AND (fee_minor >= 0) AND (earning_minor >= 0) AND ((fee_minor + earning_minor) = price_minor)))
strategy_purchases: strategy_purchases_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'completed'::text, 'failed'::text, 'expired'::text, 'refunded'::text, 'charged_back'::text, 'quarantined'::text])))
strategy_purchases: strategy_purchases_strategy_id_strategies_id_fk FOREIGN KEY (strategy_id) REFERENCES strategies(id)
strategy_purchases: strategy_purchases_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
strategy_reviews: strategy_reviews_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
strategy_reviews: strategy_reviews_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
strategy_reviews: strategy_reviews_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
strategy_reviews: strategy_reviews_not_own_check CHECK ((reviewer_id <> creator_id))
strategy_reviews: strategy_reviews_pkey PRIMARY KEY (id)
strategy_reviews: strategy_reviews_purchase_id_key UNIQUE (purchase_id)
strategy_reviews: strategy_reviews_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
strategy_reviews: strategy_reviews_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
strategy_reviews: strategy_reviews_reply_check CHECK (((reply IS NULL) = (replied_at IS NULL)))
strategy_reviews: strategy_reviews_reviewer_id_users_id_fk FOREIGN KEY (reviewer_id) REFERENCES users(id)
strategy_versions: strategy_versions_attached_check CHECK (((kind = 'attached'::text) = (attached_figures IS NOT NULL)))
strategy_versions: strategy_versions_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
strategy_versions: strategy_versions_kind_check CHECK ((kind = ANY (ARRAY['declared'::text, 'attached'::text])))
strategy_versions: strategy_versions_pkey PRIMARY KEY (id)
strategy_versions: strategy_versions_spec_hash_check CHECK ((spec_hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text)))
strategy_versions: strategy_versions_strategy_id_spec_hash_key UNIQUE (strategy_id, spec_hash)
strategy_versions: strategy_versions_strategy_id_strategies_id_fk FOREIGN KEY (strategy_id) REFERENCES strategies(id)
strategy_versions: strategy_versions_strategy_id_version_key UNIQUE (strategy_id, version)
transfer_reversals: transfer_reversals_amount_check CHECK ((amount_minor > 0))
transfer_reversals: transfer_reversals_creator_id_users_id_fk FOREIGN KEY (creator_id) REFERENCES users(id)
transfer_reversals: transfer_reversals_currency_check CHECK ((currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar, 'INR'::bpchar, 'JPY'::bpchar, 'KWD'::bpchar])))
transfer_reversals: transfer_reversals_payout_id_creator_payouts_id_fk FOREIGN KEY (payout_id) REFERENCES creator_payouts(id)
transfer_reversals: transfer_reversals_pkey PRIMARY KEY (id)
transfer_reversals: transfer_reversals_refund_id_refunds_id_fk FOREIGN KEY (refund_id) REFERENCES refunds(id)
transfer_reversals: transfer_reversals_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'unknown'::text, 'succeeded'::text, 'refused'::text])))
two_factors: two_factors_pkey PRIMARY KEY (id)
two_factors: two_factors_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
user_strategy_access: user_strategy_access_ended_check CHECK (((state = 'revoked'::text) = (ended_at IS NOT NULL)))
user_strategy_access: user_strategy_access_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
user_strategy_access: user_strategy_access_pkey PRIMARY KEY (id)
user_strategy_access: user_strategy_access_purchase_id_strategy_purchases_id_fk FOREIGN KEY (purchase_id) REFERENCES strategy_purchases(id)
user_strategy_access: user_strategy_access_purchase_id_unique UNIQUE (purchase_id)
user_strategy_access: user_strategy_access_state_check CHECK ((state = ANY (ARRAY['active'::text, 'frozen'::text, 'revoked'::text])))
user_strategy_access: user_strategy_access_strategy_id_strategies_id_fk FOREIGN KEY (strategy_id) REFERENCES strategies(id)
user_strategy_access: user_strategy_access_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)
user_strategy_access: user_strategy_access_version_id_strategy_versions_id_fk FOREIGN KEY (version_id) REFERENCES strategy_versions(id)
users: users_email_key UNIQUE (email)
users: users_email_lower_case_check CHECK ((email = lower(email)))
users: users_pkey PRIMARY KEY (id)
users: users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'moderator'::text, 'finance'::text, 'admin'::text])))
verifications: verifications_pkey PRIMARY KEY (id)
wishes: wishes_listing_id_strategy_marketplace_id_fk FOREIGN KEY (listing_id) REFERENCES strategy_marketplace(id)
wishes: wishes_user_id_listing_id_pk PRIMARY KEY (user_id, listing_id)
wishes: wishes_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id)

-- indexes
CREATE UNIQUE INDEX accounts_pkey ON public.accounts USING btree (id)
CREATE INDEX accounts_user_id_idx ON public.accounts USING btree (user_id)
CREATE INDEX attached_files_creator_idx ON public.attached_files USING btree (creator_id)
CREATE UNIQUE INDEX attached_files_version_id_name_pk ON public.attached_files USING btree (version_id, name)
CREATE UNIQUE INDEX audit_anchors_day_unique ON public.audit_anchors USING btree (day)
CREATE UNIQUE INDEX audit_anchors_pkey ON public.audit_anchors USING btree (id)
CREATE INDEX audit_anchors_seq_idx ON public.audit_anchors USING btree (seq)
CREATE UNIQUE INDEX audit_head_pkey ON public.audit_head USING btree (id)
CREATE INDEX audit_log_action_idx ON public.audit_log USING btree (action, seq)
CREATE INDEX audit_log_actor_idx ON public.audit_log USING btree (actor_id, seq)
CREATE INDEX audit_log_created_at_idx ON public.audit_log USING btree (created_at)
CREATE UNIQUE INDEX audit_log_pkey ON public.audit_log USING btree (id)
CREATE UNIQUE INDEX audit_log_seq_unique ON public.audit_log USING btree (seq)
CREATE INDEX audit_log_subject_idx ON public.audit_log USING btree (subject_type, subject_id)
CREATE INDEX backtest_runs_creator_idx ON public.backtest_runs USING btree (creator_id, id)
CREATE UNIQUE INDEX backtest_runs_one_open_key ON public.backtest_runs USING btree (version_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
CREATE INDEX backtest_runs_open_idx ON public.backtest_runs USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
CREATE UNIQUE INDEX backtest_runs_pkey ON public.backtest_runs USING btree (id)
CREATE INDEX backtest_runs_strategy_idx ON public.backtest_runs USING btree (strategy_id)
CREATE INDEX backtest_runs_version_idx ON public.backtest_runs USING btree (version_id, id)
CREATE UNIQUE INDEX backtest_trials_creator_id_spec_hash_key ON public.backtest_trials USING btree (creator_id, spec_hash)
CREATE INDEX backtest_trials_creator_idx ON public.backtest_trials USING btree (creator_id, id)
CREATE UNIQUE INDEX backtest_trials_pkey ON public.backtest_trials USING btree (id)
CREATE UNIQUE INDEX bars_dataset_id_first_bar_pk ON public.bars USING btree (dataset_id, first_bar)
CREATE INDEX call_limits_expire_idx ON public.call_limits USING btree (expire)
CREATE UNIQUE INDEX call_limits_pkey ON public.call_limits USING btree (key)
CREATE INDEX coupon_redemptions_coupon_idx ON public.coupon_redemptions USING btree (coupon_id, buyer_id)
CREATE UNIQUE INDEX coupon_redemptions_pkey ON public.coupon_redemptions USING btree (id)
CREATE UNIQUE INDEX coupon_redemptions_purchase_id_unique ON public.coupon_redemptions USING btree (purchase_id)
CREATE UNIQUE INDEX coupons_code_key ON public.coupons USING btree (code)
CREATE INDEX coupons_owner_id_idx ON public.coupons USING btree (owner_id, id)
CREATE UNIQUE INDEX coupons_pkey ON public.coupons USING btree (id)
CREATE UNIQUE INDEX creator_payouts_account_from_key ON public.creator_payouts USING btree (account_id, from_position)
CREATE INDEX creator_payouts_creator_idx ON public.creator_payouts USING btree (creator_id, id)
CREATE UNIQUE INDEX creator_payouts_idempotency_key ON public.creator_payouts USING btree (creator_id, idempotency_key)
CREATE UNIQUE INDEX creator_payouts_pkey ON public.creator_payouts USING btree (id)
CREATE UNIQUE INDEX creator_payouts_provider_reference_key ON public.creator_payouts USING btree (provider, provider_reference)
CREATE INDEX creator_payouts_status_idx ON public.creator_payouts USING btree (status, id)
CREATE INDEX creator_payouts_sweep_idx ON public.creator_payouts USING btree (next_check_at) WHERE (status = ANY (ARRAY['queued'::text, 'sent'::text, 'unknown'::text]))
CREATE UNIQUE INDEX creator_profiles_display_name_key ON public.creator_profiles USING btree (lower(display_name))
CREATE UNIQUE INDEX creator_profiles_pkey ON public.creator_profiles USING btree (user_id)
CREATE UNIQUE INDEX data_exports_one_open_key ON public.data_exports USING btree (user_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
CREATE UNIQUE INDEX data_exports_pkey ON public.data_exports USING btree (id)
CREATE INDEX data_exports_user_idx ON public.data_exports USING btree (user_id, id)
CREATE UNIQUE INDEX datasets_pkey ON public.datasets USING btree (id)
CREATE UNIQUE INDEX datasets_symbol_timeframe_key ON public.datasets USING btree (symbol, timeframe)
CREATE UNIQUE INDEX device_codes_device_code_unique ON public.device_codes USING btree (device_code)
CREATE UNIQUE INDEX device_codes_pkey ON public.device_codes USING btree (id)
CREATE UNIQUE INDEX device_codes_user_code_unique ON public.device_codes USING btree (user_code)
CREATE INDEX disputes_creator_id_idx ON public.disputes USING btree (creator_id, id)
CREATE UNIQUE INDEX disputes_pkey ON public.disputes USING btree (id)
CREATE UNIQUE INDEX disputes_provider_reference_key ON public.disputes USING btree (provider, provider_reference)
CREATE INDEX disputes_purchase_id_idx ON public.disputes USING btree (purchase_id)
CREATE INDEX disputes_sweep_idx ON public.disputes USING btree (next_check_at) WHERE (next_check_at IS NOT NULL)
CREATE UNIQUE INDEX email_outbox_dedupe_key_unique ON public.email_outbox USING btree (dedupe_key)
CREATE INDEX email_outbox_open_idx ON public.email_outbox USING btree (created_at) WHERE (state = 'queued'::text)
CREATE UNIQUE INDEX email_outbox_pkey ON public.email_outbox USING btree (id)
CREATE INDEX email_outbox_user_idx ON public.email_outbox USING btree (user_id)
CREATE INDEX erasure_requests_due_idx ON public.erasure_requests USING btree (due_at) WHERE (state = 'scheduled'::text)
CREATE UNIQUE INDEX erasure_requests_one_open_key ON public.erasure_requests USING btree (user_id) WHERE (state = 'scheduled'::text)
CREATE UNIQUE INDEX erasure_requests_pkey ON public.erasure_requests USING btree (id)
CREATE INDEX erasure_requests_retained_idx ON public.erasure_requests USING btree (retain_until) WHERE ((state = 'done'::text) AND (expired_at IS NULL))
CREATE INDEX follows_creator_idx ON public.follows USING btree (creator_id)
CREATE UNIQUE INDEX follows_user_id_creator_id_pk ON public.follows USING btree (user_id, creator_id)
CREATE INDEX installs_entitlement_id_idx ON public.installs USING btree (entitlement_id, id)
CREATE UNIQUE INDEX installs_pkey ON public.installs USING btree (id)
CREATE UNIQUE INDEX installs_token_hash_unique ON public.installs USING btree (token_hash)
CREATE UNIQUE INDEX job_runs_pkey ON public.job_runs USING btree (job)
CREATE UNIQUE INDEX ledger_accounts_name_currency_key ON public.ledger_accounts USING btree (name, currency)
CREATE INDEX ledger_accounts_owner_id_idx ON public.ledger_accounts USING btree (owner_id)
CREATE UNIQUE INDEX ledger_accounts_pkey ON public.ledger_accounts USING btree (id)
CREATE UNIQUE INDEX ledger_entries_account_position_key ON public.ledger_entries USING btree (account_id, "position")
CREATE UNIQUE INDEX ledger_entries_pkey ON public.ledger_entries USING btree (id)
CREATE INDEX ledger_entries_transaction_id_idx ON public.ledger_entries USING btree (transaction_id)
CREATE INDEX ledger_transactions_owner_id_idx ON public.ledger_transactions USING btree (owner_id, id)
CREATE UNIQUE INDEX ledger_transactions_pkey ON public.ledger_transactions USING btree (id)
CREATE INDEX ledger_transactions_purchase_id_idx ON public.ledger_transactions USING btree (purchase_id)
CREATE UNIQUE INDEX ledger_transactions_source_key ON public.ledger_transactions USING btree (source_type, source_id, kind)
CREATE INDEX listing_drafts_creator_id_idx ON public.listing_drafts USING btree (creator_id)
CREATE UNIQUE INDEX listing_drafts_pkey ON public.listing_drafts USING btree (listing_id)
CREATE INDEX listing_drafts_queue_idx ON public.listing_drafts USING btree (submitted_at) WHERE (state = 'submitted'::text)
CREATE INDEX listing_evidence_market_idx ON public.listing_evidence USING btree (timeframe, symbols) WHERE (tier = 'verified'::text)
CREATE UNIQUE INDEX listing_evidence_pkey ON public.listing_evidence USING btree (listing_id)
CREATE INDEX listing_evidence_tokens_idx ON public.listing_evidence USING gin (rule_tokens)
CREATE INDEX listing_evidence_version_idx ON public.listing_evidence USING btree (version_id)
CREATE UNIQUE INDEX listing_flags_one_each_key ON public.listing_flags USING btree (listing_id, reporter_id) WHERE (review_id IS NULL)
CREATE INDEX listing_flags_open_idx ON public.listing_flags USING btree (listing_id, review_id) WHERE (state = 'open'::text)
CREATE UNIQUE INDEX listing_flags_pkey ON public.listing_flags USING btree (id)
CREATE INDEX listing_flags_reporter_idx ON public.listing_flags USING btree (reporter_id)
CREATE UNIQUE INDEX listing_flags_review_one_each_key ON public.listing_flags USING btree (review_id, reporter_id) WHERE (review_id IS NOT NULL)
CREATE INDEX listing_prices_listing_id_idx ON public.listing_prices USING btree (listing_id, created_at)
CREATE UNIQUE INDEX listing_prices_pkey ON public.listing_prices USING btree (id)
CREATE INDEX listing_search_evidence_idx ON public.listing_search USING btree (evidence, listing_id)
CREATE INDEX listing_search_newest_idx ON public.listing_search USING btree (published_us, listing_id)
CREATE UNIQUE INDEX listing_search_pkey ON public.listing_search USING btree (listing_id)
CREATE INDEX listing_search_price_idx ON public.listing_search USING btree (shown_price, listing_id)
CREATE INDEX listing_search_quality_idx ON public.listing_search USING btree (quality, listing_id)
CREATE INDEX listing_search_rating_idx ON public.listing_search USING btree (rating, listing_id)
CREATE INDEX listing_search_sales_idx ON public.listing_search USING btree (total_sales, listing_id)
CREATE INDEX listing_search_title_0_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 0)
CREATE INDEX listing_search_title_1_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 1)
CREATE INDEX listing_search_title_2_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 2)
CREATE INDEX listing_search_title_3_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 3)
CREATE INDEX listing_search_title_4_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 4)
CREATE INDEX listing_search_title_5_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 5)
CREATE INDEX listing_search_title_6_idx ON public.listing_search USING gin (title) WITH (fastupdate='false') WHERE (tier = 6)
CREATE INDEX listing_search_words_0_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 0)
CREATE INDEX listing_search_words_1_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 1)
CREATE INDEX listing_search_words_2_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 2)
CREATE INDEX listing_search_words_3_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 3)
CREATE INDEX listing_search_words_4_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 4)
CREATE INDEX listing_search_words_5_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 5)
CREATE INDEX listing_search_words_6_idx ON public.listing_search USING gin (words) WITH (fastupdate='false') WHERE (tier = 6)
CREATE UNIQUE INDEX listing_tag_counts_pkey ON public.listing_tag_counts USING btree (tag)
CREATE UNIQUE INDEX listing_versions_listing_id_version_id_pk ON public.listing_versions USING btree (listing_id, version_id)
CREATE INDEX listing_versions_version_id_idx ON public.listing_versions USING btree (version_id)
CREATE UNIQUE INDEX listing_views_listing_id_day_pk ON public.listing_views USING btree (listing_id, day)
CREATE INDEX moderation_appeals_creator_idx ON public.moderation_appeals USING btree (creator_id)
CREATE UNIQUE INDEX moderation_appeals_decision_id_unique ON public.moderation_appeals USING btree (decision_id)
CREATE UNIQUE INDEX moderation_appeals_pkey ON public.moderation_appeals USING btree (id)
CREATE UNIQUE INDEX moderation_cases_appeal_id_unique ON public.moderation_cases USING btree (appeal_id)
CREATE INDEX moderation_cases_listing_idx ON public.moderation_cases USING btree (listing_id)
CREATE UNIQUE INDEX moderation_cases_one_open_key ON public.moderation_cases USING btree (kind, subject_id) WHERE (closed_at IS NULL)
CREATE UNIQUE INDEX moderation_cases_pkey ON public.moderation_cases USING btree (id)
CREATE INDEX moderation_cases_queue_idx ON public.moderation_cases USING btree (opened_at, id) WHERE (closed_at IS NULL)
CREATE INDEX moderation_decisions_creator_idx ON public.moderation_decisions USING btree (creator_id, id)
CREATE INDEX moderation_decisions_listing_idx ON public.moderation_decisions USING btree (listing_id, id)
CREATE UNIQUE INDEX moderation_decisions_one_judgement_key ON public.moderation_decisions USING btree (listing_id, revision) WHERE ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text])) AND (cause_id IS NULL))
CREATE UNIQUE INDEX moderation_decisions_pkey ON public.moderation_decisions USING btree (id)
CREATE INDEX moderation_decisions_review_idx ON public.moderation_decisions USING btree (review_id)
CREATE UNIQUE INDEX notification_preferences_user_id_topic_pk ON public.notification_preferences USING btree (user_id, topic)
CREATE UNIQUE INDEX notifications_dedupe_key_unique ON public.notifications USING btree (dedupe_key)
CREATE UNIQUE INDEX notifications_pkey ON public.notifications USING btree (id)
CREATE INDEX notifications_unread_idx ON public.notifications USING btree (user_id) WHERE (read_at IS NULL)
CREATE INDEX notifications_user_idx ON public.notifications USING btree (user_id, id)
CREATE UNIQUE INDEX payout_accounts_current_key ON public.payout_accounts USING btree (user_id, provider) WHERE is_current
CREATE UNIQUE INDEX payout_accounts_pkey ON public.payout_accounts USING btree (id)
CREATE UNIQUE INDEX payout_accounts_reference_key ON public.payout_accounts USING btree (provider, reference)
CREATE INDEX payout_accounts_sweep_idx ON public.payout_accounts USING btree (next_check_at) WHERE is_current
CREATE UNIQUE INDEX payout_reviews_pkey ON public.payout_reviews USING btree (creator_id)
CREATE UNIQUE INDEX payout_skips_pkey ON public.payout_skips USING btree (id)
CREATE UNIQUE INDEX payout_skips_run_key ON public.payout_skips USING btree (creator_id, currency, run)
CREATE INDEX provider_events_open_idx ON public.provider_events USING btree (created_at) WHERE (state = 'received'::text)
CREATE UNIQUE INDEX provider_events_pkey ON public.provider_events USING btree (id)
CREATE UNIQUE INDEX provider_events_provider_event_id_key ON public.provider_events USING btree (provider, event_id)
CREATE INDEX provider_movements_occurred_idx ON public.provider_movements USING btree (provider, occurred_at)
CREATE UNIQUE INDEX provider_movements_pkey ON public.provider_movements USING btree (id)
CREATE UNIQUE INDEX provider_movements_reference_key ON public.provider_movements USING btree (provider, reference)
CREATE INDEX provider_movements_transaction_idx ON public.provider_movements USING btree (transaction_id)
CREATE UNIQUE INDEX provider_ops_idem_key_unique ON public.provider_ops USING btree (idem_key)
CREATE INDEX provider_ops_open_idx ON public.provider_ops USING btree (next_try_at) WHERE (state = ANY (ARRAY['planned'::text, 'sent'::text, 'unknown'::text]))
CREATE UNIQUE INDEX provider_ops_pkey ON public.provider_ops USING btree (id)
CREATE INDEX provider_ops_subject_idx ON public.provider_ops USING btree (subject_id)
CREATE UNIQUE INDEX rate_limits_key_unique ON public.rate_limits USING btree (key)
CREATE UNIQUE INDEX rate_limits_pkey ON public.rate_limits USING btree (id)
CREATE INDEX reconciliation_differences_open_idx ON public.reconciliation_differences USING btree (id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX reconciliation_differences_pkey ON public.reconciliation_differences USING btree (id)
CREATE UNIQUE INDEX reconciliation_differences_subject_key ON public.reconciliation_differences USING btree (provider, subject)
CREATE UNIQUE INDEX reconciliation_runs_pkey ON public.reconciliation_runs USING btree (id)
CREATE INDEX reconciliation_runs_provider_idx ON public.reconciliation_runs USING btree (provider, to_at)
CREATE INDEX refunds_creator_id_idx ON public.refunds USING btree (creator_id, id)
CREATE UNIQUE INDEX refunds_idempotency_key_unique ON public.refunds USING btree (idempotency_key)
CREATE UNIQUE INDEX refunds_pkey ON public.refunds USING btree (id)
CREATE UNIQUE INDEX refunds_provider_reference_key ON public.refunds USING btree (provider, provider_reference)
CREATE INDEX refunds_purchase_id_idx ON public.refunds USING btree (purchase_id)
CREATE INDEX refunds_sweep_idx ON public.refunds USING btree (next_check_at) WHERE (status = ANY (ARRAY['planned'::text, 'pending'::text]))
CREATE UNIQUE INDEX search_words_pkey ON public.search_words USING btree (word)
CREATE INDEX search_words_trigram_idx ON public.search_words USING gin (word gin_trgm_ops)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_unique ON public.sessions USING btree (token)
CREATE INDEX sessions_user_id_idx ON public.sessions USING btree (user_id)
CREATE INDEX strategies_creator_id_idx ON public.strategies USING btree (creator_id)
CREATE UNIQUE INDEX strategies_pkey ON public.strategies USING btree (id)
CREATE INDEX strategy_marketplace_creator_id_idx ON public.strategy_marketplace USING btree (creator_id)
CREATE UNIQUE INDEX strategy_marketplace_pkey ON public.strategy_marketplace USING btree (id)
CREATE UNIQUE INDEX strategy_marketplace_strategy_id_unique ON public.strategy_marketplace USING btree (strategy_id)
CREATE UNIQUE INDEX strategy_purchases_buyer_id_idempotency_key_key ON public.strategy_purchases USING btree (buyer_id, idempotency_key)
CREATE INDEX strategy_purchases_buyer_idx ON public.strategy_purchases USING btree (buyer_id, id)
CREATE UNIQUE INDEX strategy_purchases_checkout_reference_key ON public.strategy_purchases USING btree (provider, checkout_reference)
CREATE INDEX strategy_purchases_creator_completed_idx ON public.strategy_purchases USING btree (creator_id, completed_at)
CREATE INDEX strategy_purchases_creator_idx ON public.strategy_purchases USING btree (creator_id, id)
CREATE INDEX strategy_purchases_creator_release_idx ON public.strategy_purchases USING btree (creator_id, release_at) WHERE ((status = 'completed'::text) AND (released_at IS NULL))
CREATE INDEX strategy_purchases_listing_idx ON public.strategy_purchases USING btree (listing_id)
CREATE UNIQUE INDEX strategy_purchases_one_live_key ON public.strategy_purchases USING btree (buyer_id, listing_id) WHERE (status = ANY (ARRAY['pending'::text, 'completed'::text]))
CREATE INDEX strategy_purchases_payment_idx ON public.strategy_purchases USING btree (provider, payment_reference)
CREATE UNIQUE INDEX strategy_purchases_pkey ON public.strategy_purchases USING btree (id)
CREATE INDEX strategy_purchases_release_idx ON public.strategy_purchases USING btree (release_at) WHERE ((status = 'completed'::text) AND (released_at IS NULL))
CREATE INDEX strategy_purchases_sweep_idx ON public.strategy_purchases USING btree (next_check_at) WHERE (status = 'pending'::text)
CREATE INDEX strategy_reviews_creator_idx ON public.strategy_reviews USING btree (creator_id, id)
CREATE INDEX strategy_reviews_listing_idx ON public.strategy_reviews USING btree (listing_id, id)
CREATE INDEX strategy_reviews_listing_rating_idx ON public.strategy_reviews USING btree (listing_id, rating, id)
CREATE UNIQUE INDEX strategy_reviews_pkey ON public.strategy_reviews USING btree (id)
CREATE UNIQUE INDEX strategy_reviews_purchase_id_key ON public.strategy_reviews USING btree (purchase_id)
CREATE INDEX strategy_reviews_reviewer_idx ON public.strategy_reviews USING btree (reviewer_id, id)
CREATE INDEX strategy_versions_creator_id_idx ON public.strategy_versions USING btree (creator_id)
CREATE UNIQUE INDEX strategy_versions_pkey ON public.strategy_versions USING btree (id)
CREATE UNIQUE INDEX strategy_versions_strategy_id_spec_hash_key ON public.strategy_versions USING btree (strategy_id, spec_hash)
CREATE UNIQUE INDEX strategy_versions_strategy_id_version_key ON public.strategy_versions USING btree (strategy_id, version)
CREATE INDEX transfer_reversals_creator_id_idx ON public.transfer_reversals USING btree (creator_id, id)
CREATE INDEX transfer_reversals_payout_id_idx ON public.transfer_reversals USING btree (payout_id)
CREATE UNIQUE INDEX transfer_reversals_pkey ON public.transfer_reversals USING btree (id)
CREATE UNIQUE INDEX two_factors_pkey ON public.two_factors USING btree (id)
CREATE INDEX two_factors_user_id_idx ON public.two_factors USING btree (user_id)
CREATE INDEX user_strategy_access_listing_idx ON public.user_strategy_access USING btree (listing_id) WHERE (state = 'active'::text)
CREATE UNIQUE INDEX user_strategy_access_one_live_key ON public.user_strategy_access USING btree (user_id, strategy_id) WHERE (state = ANY (ARRAY['active'::text, 'frozen'::text]))
CREATE UNIQUE INDEX user_strategy_access_pkey ON public.user_strategy_access USING btree (id)
CREATE UNIQUE INDEX user_strategy_access_purchase_id_unique ON public.user_strategy_access USING btree (purchase_id)
CREATE INDEX user_strategy_access_user_idx ON public.user_strategy_access USING btree (user_id, id)
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE INDEX verifications_identifier_idx ON public.verifications USING btree (identifier)
CREATE UNIQUE INDEX verifications_pkey ON public.verifications USING btree (id)
CREATE INDEX wishes_listing_idx ON public.wishes USING btree (listing_id)
CREATE UNIQUE INDEX wishes_user_id_listing_id_pk ON public.wishes USING btree (user_id, listing_id)

-- row level security
accounts: enabled, forced
attached_files: enabled, forced
audit_anchors: enabled, forced
audit_head: enabled, forced
audit_log: enabled, forced
backtest_runs: enabled, forced
backtest_trials: enabled, forced
bars: enabled, forced
call_limits: enabled, forced
coupon_redemptions: enabled, forced
coupons: enabled, forced
creator_payouts: enabled, forced
creator_profiles: enabled, forced
data_exports: enabled, forced
datasets: enabled, forced
device_codes: enabled, forced
disputes: enabled, forced
email_outbox: enabled, forced
erasure_requests: enabled, forced
follows: enabled, forced
installs: enabled, forced
job_runs: enabled, forced
ledger_accounts: enabled, forced
ledger_entries: enabled, forced
ledger_transactions: enabled, forced
listing_drafts: enabled, forced
listing_evidence: enabled, forced
listing_flags: enabled, forced
listing_prices: enabled, forced
listing_search: enabled, forced
listing_tag_counts: enabled, forced
listing_versions: enabled, forced
listing_views: enabled, forced
moderation_appeals: enabled, forced
moderation_cases: enabled, forced
moderation_decisions: enabled, forced
notification_preferences: enabled, forced
notifications: enabled, forced
payout_accounts: enabled, forced
payout_reviews: enabled, forced
payout_skips: enabled, forced
provider_events: enabled, forced
provider_movements: enabled, forced
provider_ops: enabled, forced
rate_limits: enabled, forced
reconciliation_differences: enabled, forced
reconciliation_runs: enabled, forced
refunds: enabled, forced
search_words: enabled, forced
sessions: enabled, forced
strategies: enabled, forced
strategy_marketplace: enabled, forced
strategy_purchases: enabled, forced
strategy_reviews: enabled, forced
strategy_versions: enabled, forced
transfer_reversals: enabled, forced
two_factors: enabled, forced
user_strategy_access: enabled, forced
users: enabled, forced
verifications: enabled, forced
wishes: enabled, forced

-- policies
accounts: accounts_auth_all for all to boltz_auth using true with check true
accounts: accounts_owner_delete for delete to boltz_owner using true
accounts: accounts_owner_select for select to boltz_owner using true
attached_files: attached_files_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
attached_files: attached_files_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])) OR (EXISTS ( SELECT 1
   FROM (user_strategy_access a
     JOIN strategy_versions v ON ((v.strategy_id = a.strategy_id)))
  WHERE ((v.id = attached_files.version_id) AND (a.user_id = ( SELECT app.actor_id() AS actor_id)) AND (a.state = 'active'::text)))))
audit_anchors: audit_anchors_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
audit_anchors: audit_anchors_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
audit_head: audit_head_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
audit_head: audit_head_owner_all for all to boltz_owner using true with check true
audit_log: audit_log_app_insert for insert to boltz_app with check ((actor_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
audit_log: audit_log_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
audit_log: audit_log_owner_select for select to boltz_owner using true
backtest_runs: backtest_runs_app_insert for insert to boltz_app with check (((creator_id = ( SELECT app.actor_id() AS actor_id)) AND (state = ANY (ARRAY['queued'::text, 'unavailable'::text])) AND (report IS NULL)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
backtest_runs: backtest_runs_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])) OR (EXISTS ( SELECT 1
   FROM listing_versions p
  WHERE (p.version_id = backtest_runs.version_id))))
backtest_runs: backtest_runs_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
backtest_runs: backtest_runs_reader_select for select to boltz_reader using ((state = ANY (ARRAY['passed'::text, 'unavailable'::text])) AND (EXISTS ( SELECT 1
   FROM listing_versions p
  WHERE (p.version_id = backtest_runs.version_id))))
backtest_trials: backtest_trials_app_insert for insert to boltz_app with check ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
backtest_trials: backtest_trials_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
bars: bars_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
bars: bars_app_select for select to boltz_app using true
bars: bars_reader_select for select to boltz_reader using true
call_limits: call_limits_auth_all for all to boltz_auth using true with check true
coupon_redemptions: coupon_redemptions_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
coupon_redemptions: coupon_redemptions_app_select for select to boltz_app using ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (coupon_owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
coupon_redemptions: coupon_redemptions_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
coupons: coupons_app_insert for insert to boltz_app with check (owner_id = ( SELECT app.actor_id() AS actor_id))
coupons: coupons_app_select for select to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
coupons: coupons_app_update for update to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text)) with check ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
creator_payouts: creator_payouts_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
creator_payouts: creator_payouts_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
creator_payouts: creator_payouts_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
creator_profiles: creator_profiles_app_insert for insert to boltz_app with check (user_id = ( SELECT app.actor_id() AS actor_id))
creator_profiles: creator_profiles_app_select for select to boltz_app using true
creator_profiles: creator_profiles_app_update for update to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))) with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
creator_profiles: creator_profiles_reader_select for select to boltz_reader using true
data_exports: data_exports_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
data_exports: data_exports_app_insert for insert to boltz_app with check (user_id = ( SELECT app.actor_id() AS actor_id))
data_exports: data_exports_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
data_exports: data_exports_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
datasets: datasets_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
datasets: datasets_app_select for select to boltz_app using true
datasets: datasets_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
datasets: datasets_reader_select for select to boltz_reader using true
device_codes: device_codes_auth_all for all to boltz_auth using true with check true
device_codes: device_codes_owner_delete for delete to boltz_owner using true
device_codes: device_codes_owner_select for select to boltz_owner using true
disputes: disputes_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
disputes: disputes_app_select for select to boltz_app using ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
disputes: disputes_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
email_outbox: email_outbox_app_insert for insert to boltz_app with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
email_outbox: email_outbox_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
email_outbox: email_outbox_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
erasure_requests: erasure_requests_app_insert for insert to boltz_app with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
erasure_requests: erasure_requests_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
erasure_requests: erasure_requests_app_update for update to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text)) with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
follows: follows_app_delete for delete to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
follows: follows_app_insert for insert to boltz_app with check (user_id = ( SELECT app.actor_id() AS actor_id))
follows: follows_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
installs: installs_app_insert for insert to boltz_app with check (user_id = ( SELECT app.actor_id() AS actor_id))
installs: installs_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
installs: installs_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
job_runs: job_runs_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
job_runs: job_runs_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['admin'::text, 'system'::text]))
job_runs: job_runs_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
ledger_accounts: ledger_accounts_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
ledger_accounts: ledger_accounts_app_select for select to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
ledger_accounts: ledger_accounts_owner_all for all to boltz_owner using true with check true
ledger_entries: ledger_entries_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
ledger_entries: ledger_entries_app_select for select to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
ledger_entries: ledger_entries_owner_select for select to boltz_owner using true
ledger_transactions: ledger_transactions_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
ledger_transactions: ledger_transactions_app_select for select to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
ledger_transactions: ledger_transactions_owner_select for select to boltz_owner using true
listing_drafts: listing_drafts_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
listing_drafts: listing_drafts_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
listing_drafts: listing_drafts_app_update for update to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))) with check ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
listing_evidence: listing_evidence_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
listing_evidence: listing_evidence_app_select for select to boltz_app using true
listing_evidence: listing_evidence_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
listing_evidence: listing_evidence_owner_select for select to boltz_owner using true
listing_evidence: listing_evidence_reader_select for select to boltz_reader using (EXISTS ( SELECT 1
   FROM strategy_marketplace l
  WHERE ((l.id = listing_evidence.listing_id) AND (l.status = 'published'::text))))
listing_flags: listing_flags_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
listing_flags: listing_flags_app_insert for insert to boltz_app with check (reporter_id = ( SELECT app.actor_id() AS actor_id))
listing_flags: listing_flags_app_select for select to boltz_app using ((reporter_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
listing_flags: listing_flags_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])) with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))
listing_prices: listing_prices_app_insert for insert to boltz_app with check ((( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])) OR (EXISTS ( SELECT 1
   FROM strategy_marketplace l
  WHERE ((l.id = listing_prices.listing_id) AND (l.creator_id = ( SELECT app.actor_id() AS actor_id))))))
listing_prices: listing_prices_app_select for select to boltz_app using true
listing_prices: listing_prices_reader_select for select to boltz_reader using true
listing_search: listing_search_owner_all for all to boltz_owner using true with check true
listing_search: listing_search_reader_select for select to boltz_reader using true
listing_tag_counts: listing_tag_counts_app_select for select to boltz_app using true
listing_tag_counts: listing_tag_counts_owner_all for all to boltz_owner using true with check true
listing_tag_counts: listing_tag_counts_reader_select for select to boltz_reader using true
listing_versions: listing_versions_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))
listing_versions: listing_versions_app_select for select to boltz_app using true
listing_versions: listing_versions_reader_select for select to boltz_reader using true
listing_views: listing_views_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
listing_views: listing_views_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
listing_views: listing_views_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
moderation_appeals: moderation_appeals_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
moderation_appeals: moderation_appeals_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
moderation_appeals: moderation_appeals_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])) with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))
moderation_cases: moderation_cases_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
moderation_cases: moderation_cases_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))
moderation_cases: moderation_cases_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])) with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))
moderation_decisions: moderation_decisions_app_insert for insert to boltz_app with check (((( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])) AND (moderator_id = ( SELECT app.actor_id() AS actor_id))) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
moderation_decisions: moderation_decisions_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
moderation_decisions: moderation_decisions_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
notification_preferences: notification_preferences_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
notification_preferences: notification_preferences_app_insert for insert to boltz_app with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
notification_preferences: notification_preferences_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
notification_preferences: notification_preferences_app_update for update to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text)) with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
notifications: notifications_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
notifications: notifications_app_insert for insert to boltz_app with check ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
notifications: notifications_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
notifications: notifications_app_update for update to boltz_app using (user_id = ( SELECT app.actor_id() AS actor_id)) with check (user_id = ( SELECT app.actor_id() AS actor_id))
payout_accounts: payout_accounts_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
payout_accounts: payout_accounts_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
payout_accounts: payout_accounts_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
payout_reviews: payout_reviews_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
payout_reviews: payout_reviews_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
payout_reviews: payout_reviews_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
payout_skips: payout_skips_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
payout_skips: payout_skips_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
provider_events: provider_events_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
provider_events: provider_events_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
provider_events: provider_events_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
provider_movements: provider_movements_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
provider_movements: provider_movements_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
provider_movements: provider_movements_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
provider_ops: provider_ops_app_insert for insert to boltz_app with check ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
provider_ops: provider_ops_app_select for select to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
provider_ops: provider_ops_app_update for update to boltz_app using ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text)) with check ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
rate_limits: rate_limits_auth_all for all to boltz_auth using true with check true
rate_limits: rate_limits_owner_delete for delete to boltz_owner using true
rate_limits: rate_limits_owner_select for select to boltz_owner using true
reconciliation_differences: reconciliation_differences_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
reconciliation_differences: reconciliation_differences_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
reconciliation_differences: reconciliation_differences_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])) with check (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
reconciliation_runs: reconciliation_runs_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
reconciliation_runs: reconciliation_runs_app_select for select to boltz_app using (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text]))
reconciliation_runs: reconciliation_runs_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
refunds: refunds_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
refunds: refunds_app_select for select to boltz_app using ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
refunds: refunds_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
search_words: search_words_owner_all for all to boltz_owner using true with check true
search_words: search_words_reader_select for select to boltz_reader using true
sessions: sessions_auth_all for all to boltz_auth using true with check true
sessions: sessions_owner_delete for delete to boltz_owner using true
sessions: sessions_owner_select for select to boltz_owner using true
strategies: strategies_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
strategies: strategies_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
strategies: strategies_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
strategy_marketplace: strategy_marketplace_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
strategy_marketplace: strategy_marketplace_app_select for select to boltz_app using ((status = 'published'::text) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])) OR (EXISTS ( SELECT 1
   FROM strategy_purchases p
  WHERE ((p.listing_id = strategy_marketplace.id) AND (p.buyer_id = ( SELECT app.actor_id() AS actor_id))))))
strategy_marketplace: strategy_marketplace_app_update for update to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))) with check ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
strategy_marketplace: strategy_marketplace_owner_select for select to boltz_owner using true
strategy_marketplace: strategy_marketplace_owner_update for update to boltz_owner using true with check true
strategy_marketplace: strategy_marketplace_reader_select for select to boltz_reader using (status = 'published'::text)
strategy_purchases: strategy_purchases_app_insert for insert to boltz_app with check (buyer_id = ( SELECT app.actor_id() AS actor_id))
strategy_purchases: strategy_purchases_app_select for select to boltz_app using ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
strategy_purchases: strategy_purchases_app_update for update to boltz_app using ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text)) with check ((buyer_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
strategy_purchases: strategy_purchases_owner_select for select to boltz_owner using true
strategy_reviews: strategy_reviews_app_delete for delete to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text)
strategy_reviews: strategy_reviews_app_insert for insert to boltz_app with check (reviewer_id = ( SELECT app.actor_id() AS actor_id))
strategy_reviews: strategy_reviews_app_select for select to boltz_app using ((NOT is_hidden) OR (reviewer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
strategy_reviews: strategy_reviews_app_update for update to boltz_app using ((reviewer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text]))) with check ((reviewer_id = ( SELECT app.actor_id() AS actor_id)) OR (creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'admin'::text, 'system'::text])))
strategy_reviews: strategy_reviews_owner_select for select to boltz_owner using true
strategy_reviews: strategy_reviews_owner_update for update to boltz_owner using true with check true
strategy_reviews: strategy_reviews_reader_select for select to boltz_reader using (NOT is_hidden)
strategy_versions: strategy_versions_app_insert for insert to boltz_app with check (creator_id = ( SELECT app.actor_id() AS actor_id))
strategy_versions: strategy_versions_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])) OR (EXISTS ( SELECT 1
   FROM listing_versions p
  WHERE (p.version_id = strategy_versions.id))))
strategy_versions: strategy_versions_reader_select for select to boltz_reader using (EXISTS ( SELECT 1
   FROM listing_versions p
  WHERE (p.version_id = strategy_versions.id)))
transfer_reversals: transfer_reversals_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
transfer_reversals: transfer_reversals_app_select for select to boltz_app using ((creator_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['finance'::text, 'admin'::text, 'system'::text])))
transfer_reversals: transfer_reversals_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
two_factors: two_factors_auth_all for all to boltz_auth using true with check true
two_factors: two_factors_owner_delete for delete to boltz_owner using true
two_factors: two_factors_owner_select for select to boltz_owner using true
user_strategy_access: user_strategy_access_app_insert for insert to boltz_app with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
user_strategy_access: user_strategy_access_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
user_strategy_access: user_strategy_access_app_update for update to boltz_app using (( SELECT app.actor_role() AS actor_role) = 'system'::text) with check (( SELECT app.actor_role() AS actor_role) = 'system'::text)
user_strategy_access: user_strategy_access_owner_select for select to boltz_owner using true
user_strategy_access: user_strategy_access_owner_update for update to boltz_owner using true with check true
users: users_app_select for select to boltz_app using ((id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = ANY (ARRAY['moderator'::text, 'finance'::text, 'admin'::text, 'system'::text])))
users: users_auth_all for all to boltz_auth using true with check true
users: users_owner_select for select to boltz_owner using true
users: users_owner_update for update to boltz_owner using true with check true
verifications: verifications_auth_all for all to boltz_auth using true with check true
verifications: verifications_owner_delete for delete to boltz_owner using true
verifications: verifications_owner_select for select to boltz_owner using true
wishes: wishes_app_delete for delete to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))
wishes: wishes_app_insert for insert to boltz_app with check (user_id = ( SELECT app.actor_id() AS actor_id))
wishes: wishes_app_select for select to boltz_app using ((user_id = ( SELECT app.actor_id() AS actor_id)) OR (( SELECT app.actor_role() AS actor_role) = 'system'::text))

-- privileges
accounts: boltz_auth may delete, insert, select, update
attached_files: boltz_app may insert, select
audit_anchors: boltz_app may insert, select
audit_head: boltz_app may select
audit_log: boltz_app may insert, select
backtest_runs: boltz_app may insert, select, update
backtest_runs: boltz_reader may select
backtest_trials: boltz_app may insert, select
bars: boltz_app may insert, select
bars: boltz_reader may select
call_limits: boltz_auth may delete, insert, select, update
coupon_redemptions: boltz_app may insert, select, update
coupons: boltz_app may insert, select, update
creator_payouts: boltz_app may insert, select, update
creator_profiles: boltz_app may insert, select, update
creator_profiles: boltz_reader may select
data_exports: boltz_app may delete, insert, select, update
datasets: boltz_app may insert, select, update
datasets: boltz_reader may select
device_codes: boltz_auth may delete, insert, select, update
disputes: boltz_app may insert, select, update
email_outbox: boltz_app may insert, select, update
erasure_requests: boltz_app may insert, select, update
follows: boltz_app may delete, insert, select
installs: boltz_app may insert, select, update
job_runs: boltz_app may insert, select, update
ledger_accounts: boltz_app may insert, select
ledger_entries: boltz_app may insert, select
ledger_transactions: boltz_app may insert, select
listing_drafts: boltz_app may insert, select, update
listing_evidence: boltz_app may insert, select, update
listing_evidence: boltz_reader may select
listing_flags: boltz_app may delete, insert, select, update
listing_prices: boltz_app may insert, select
listing_prices: boltz_reader may select
listing_search: boltz_reader may select
listing_tag_counts: boltz_app may select
listing_tag_counts: boltz_reader may select
listing_versions: boltz_app may insert, select
listing_versions: boltz_reader may select
listing_views: boltz_app may insert, select, update
moderation_appeals: boltz_app may insert, select, update
moderation_cases: boltz_app may insert, select, update
moderation_decisions: boltz_app may insert, select, update
notification_preferences: boltz_app may delete, insert, select, update
notifications: boltz_app may delete, insert, select, update
payout_accounts: boltz_app may insert, select, update
payout_reviews: boltz_app may delete, insert, select
payout_skips: boltz_app may insert, select
provider_events: boltz_app may insert, select, update
provider_movements: boltz_app may insert, select, update
provider_ops: boltz_app may insert, select, update
rate_limits: boltz_auth may delete, insert, select, update
reconciliation_differences: boltz_app may insert, select, update
reconciliation_runs: boltz_app may insert, select, update
refunds: boltz_app may insert, select, update
search_words: boltz_reader may select
sessions: boltz_auth may delete, insert, select, update
strategies: boltz_app may insert, select, update
strategy_marketplace: boltz_app may insert, select, update
strategy_marketplace: boltz_reader may select
strategy_purchases: boltz_app may insert, select, update
strategy_reviews: boltz_app may delete, insert, select, update
strategy_reviews: boltz_reader may select
strategy_versions: boltz_app may insert, select
strategy_versions: boltz_reader may select
transfer_reversals: boltz_app may insert, select, update
two_factors: boltz_auth may delete, insert, select, update
user_strategy_access: boltz_app may insert, select, update
users: boltz_app may select
users: boltz_auth may delete, insert, select, update
verifications: boltz_auth may delete, insert, select, update
wishes: boltz_app may delete, insert, select

-- triggers
CREATE TRIGGER attached_files_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.attached_files FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER audit_anchors_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_anchors FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER audit_log_link BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION app.link_audit()
CREATE TRIGGER backtest_runs_guard BEFORE UPDATE ON public.backtest_runs FOR EACH ROW EXECUTE FUNCTION app.guard_backtest_run()
CREATE TRIGGER backtest_trials_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.backtest_trials FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER bars_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bars FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER coupons_guard BEFORE UPDATE ON public.coupons FOR EACH ROW EXECUTE FUNCTION app.guard_coupon()
CREATE TRIGGER creator_payouts_guard BEFORE UPDATE ON public.creator_payouts FOR EACH ROW EXECUTE FUNCTION app.guard_payout()
CREATE TRIGGER creator_profiles_guard BEFORE UPDATE ON public.creator_profiles FOR EACH ROW EXECUTE FUNCTION app.guard_profile()
CREATE TRIGGER datasets_guard BEFORE UPDATE ON public.datasets FOR EACH ROW EXECUTE FUNCTION app.guard_dataset()
CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE CONSTRAINT TRIGGER ledger_entries_balanced AFTER INSERT ON public.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_balanced()
CREATE TRIGGER ledger_entries_carry BEFORE INSERT ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION app.carry_entry()
CREATE TRIGGER ledger_transactions_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_transactions FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE CONSTRAINT TRIGGER ledger_transactions_balanced AFTER INSERT ON public.ledger_transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_balanced()
CREATE TRIGGER listing_evidence_index AFTER INSERT OR UPDATE ON public.listing_evidence FOR EACH ROW EXECUTE FUNCTION app.index_evidence()
CREATE TRIGGER refunds_guard BEFORE UPDATE ON public.refunds FOR EACH ROW EXECUTE FUNCTION app.guard_refund()
CREATE TRIGGER strategy_marketplace_count_tags AFTER INSERT ON public.strategy_marketplace FOR EACH ROW EXECUTE FUNCTION app.count_tags()
CREATE TRIGGER strategy_marketplace_guard BEFORE UPDATE ON public.strategy_marketplace FOR EACH ROW EXECUTE FUNCTION app.guard_listing()
CREATE TRIGGER strategy_marketplace_index AFTER INSERT ON public.strategy_marketplace FOR EACH ROW WHEN ((new.status = 'published'::text)) EXECUTE FUNCTION app.index_listing()
CREATE TRIGGER strategy_marketplace_recount_tags AFTER UPDATE OF status, tags ON public.strategy_marketplace FOR EACH ROW WHEN (((old.status <> new.status) OR (old.tags <> new.tags))) EXECUTE FUNCTION app.count_tags()
CREATE TRIGGER strategy_marketplace_reindex AFTER UPDATE ON public.strategy_marketplace FOR EACH ROW WHEN (((old.status = 'published'::text) OR (new.status = 'published'::text))) EXECUTE FUNCTION app.index_listing()
CREATE TRIGGER strategy_purchases_guard BEFORE UPDATE ON public.strategy_purchases FOR EACH ROW EXECUTE FUNCTION app.guard_purchase()
CREATE TRIGGER strategy_reviews_begin BEFORE INSERT ON public.strategy_reviews FOR EACH ROW EXECUTE FUNCTION app.begin_review()
CREATE TRIGGER strategy_reviews_guard BEFORE UPDATE ON public.strategy_reviews FOR EACH ROW EXECUTE FUNCTION app.guard_review()
CREATE TRIGGER strategy_reviews_rate AFTER INSERT OR DELETE OR UPDATE ON public.strategy_reviews FOR EACH ROW EXECUTE FUNCTION app.rate_listing()
CREATE TRIGGER strategy_versions_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.strategy_versions FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()
CREATE TRIGGER user_strategy_access_review AFTER UPDATE OF state ON public.user_strategy_access FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION app.follow_right()

-- functions
CREATE OR REPLACE FUNCTION app.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.actor_id', true), '')::uuid $function$
CREATE OR REPLACE FUNCTION app.actor_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.actor_role', true), '') $function$
CREATE OR REPLACE FUNCTION app.audit_digest(prev text, r audit_log)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT encode(sha256(convert_to(concat_ws(E'\n', prev, r.seq, r.id, coalesce(r.actor_id::text, '-'), r.actor_label,
    r.action, r.subject_type, r.subject_id, r.detail::text,
    to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8')), 'hex')
$function$
CREATE OR REPLACE FUNCTION app.begin_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE right_state text;
BEGIN
  SELECT a.state INTO right_state FROM user_strategy_access a
   WHERE a.purchase_id = NEW.purchase_id AND a.user_id = NEW.reviewer_id AND a.listing_id = NEW.listing_id FOR SHARE;
  IF right_state IS NULL THEN
    RAISE EXCEPTION 'review % is of nothing that was bought', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  NEW.is_entitled := right_state = 'active';
  IF app.actor_role() IS NOT NULL THEN
    SELECT p.creator_id, p.price_minor, p.currency INTO STRICT NEW.creator_id, NEW.paid_minor, NEW.currency
      FROM strategy_purchases p WHERE p.id = NEW.purchase_id;
    NEW.reply := NULL;
    NEW.replied_at := NULL;
    NEW.is_hidden := false;
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.carry_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE ledger_accounts a SET balance_minor = a.balance_minor + NEW.amount_minor, entry_count = a.entry_count + 1
    FROM ledger_transactions t
   WHERE a.id = NEW.account_id AND t.id = NEW.transaction_id AND t.currency = a.currency
     AND a.owner_id IS NOT DISTINCT FROM NEW.owner_id
  RETURNING a.entry_count INTO NEW.position;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ledger entry % does not fit its account', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.check_balanced()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE checked uuid; total numeric; entries bigint;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entries' THEN checked := NEW.transaction_id; ELSE checked := NEW.id; END IF;
  SELECT coalesce(sum(amount_minor), 0), count(*) INTO total, entries FROM ledger_entries WHERE transaction_id = checked;
  IF total <> 0 OR entries < 2 THEN
    RAISE EXCEPTION 'ledger transaction % is not balanced', checked USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.count_tags()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'published' THEN
    UPDATE listing_tag_counts SET count = count - 1 WHERE tag = ANY (OLD.tags);
  END IF;
  IF NEW.status = 'published' THEN
    INSERT INTO listing_tag_counts (tag, count) SELECT t, 1 FROM unnest(NEW.tags) t ORDER BY t
      ON CONFLICT (tag) DO UPDATE SET count = listing_tag_counts.count + 1;
  END IF;
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.count_words(counted text[], step integer)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO search_words (word, listings) SELECT word, step FROM unnest(counted) word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET listings = search_words.listings + step
$function$
CREATE OR REPLACE FUNCTION app.erase_identity(person uuid, public_id text, pseudonym text, no_address text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE address text;
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system erases' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT email INTO address FROM users WHERE id = person;
  DELETE FROM sessions WHERE user_id = person;
  DELETE FROM accounts WHERE user_id = person;
  DELETE FROM two_factors WHERE user_id = person;
  DELETE FROM device_codes WHERE user_id = person;
  DELETE FROM verifications WHERE strpos(value, public_id) > 0 OR strpos(value, address) > 0 OR strpos(identifier, address) > 0;
  UPDATE users SET name = pseudonym, email = no_address, email_verified = false, image = NULL, role = 'user',
    two_factor_enabled = false, erased_at = coalesce(erased_at, now()), updated_at = now() WHERE id = person;
END $function$
CREATE OR REPLACE FUNCTION app.facets_of(l strategy_marketplace)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  SELECT array(SELECT '#' || tag FROM unnest(l.tags) tag) || ('$' || l.currency)
    || CASE WHEN l.price_minor = 0 THEN '%free' ELSE '%paid' END
    || array(SELECT '*' || step FROM generate_series(1.0, l.rating::numeric, 0.5) step)
$function$
CREATE OR REPLACE FUNCTION app.follow_right()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE strategy_reviews SET is_entitled = (NEW.state = 'active')
   WHERE purchase_id = NEW.purchase_id AND is_entitled <> (NEW.state = 'active');
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.forget_addresses(counted_before timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system forgets' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM rate_limits WHERE last_request < extract(epoch FROM counted_before) * 1000;
END $function$
CREATE OR REPLACE FUNCTION app.forget_words()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system forgets' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM search_words WHERE listings <= 0;
  DELETE FROM listing_tag_counts WHERE count = 0;
END $function$
CREATE OR REPLACE FUNCTION app.guard_backtest_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state NOT IN ('queued', 'running')
     OR (NEW.id, NEW.version_id, NEW.strategy_id, NEW.creator_id, NEW.kind, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.version_id, OLD.strategy_id, OLD.creator_id, OLD.kind, OLD.created_at) THEN
    RAISE EXCEPTION 'a run that has ended does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_coupon()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.id, NEW.owner_id, NEW.scope, NEW.listing_id, NEW.code, NEW.percent, NEW.amount_minor, NEW.minimum_minor,
      NEW.currency, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.owner_id, OLD.scope, OLD.listing_id, OLD.code, OLD.percent, OLD.amount_minor, OLD.minimum_minor,
      OLD.currency, OLD.created_at) THEN
    RAISE EXCEPTION 'the terms of coupon % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.claimed <> OLD.claimed AND app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only a purchase uses a coupon' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_dataset()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.id, NEW.symbol, NEW.timeframe, NEW.asset_class, NEW.is_synthetic, NEW.first_at, NEW.holdout_from)
     IS DISTINCT FROM (OLD.id, OLD.symbol, OLD.timeframe, OLD.asset_class, OLD.is_synthetic, OLD.first_at, OLD.holdout_from)
     OR NEW.bar_count < OLD.bar_count OR NEW.last_at < OLD.last_at
     OR (NEW.bar_count = OLD.bar_count AND NEW.bars_hash <> OLD.bars_hash) THEN
    RAISE EXCEPTION 'a dataset only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_listing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.id, NEW.strategy_id, NEW.creator_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.strategy_id, OLD.creator_id, OLD.created_at) THEN
    RAISE EXCEPTION 'listing % cannot change hands', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.total_sales <> OLD.total_sales AND app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only settlement counts sales' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.rating_sum, NEW.rating_count) IS DISTINCT FROM (OLD.rating_sum, OLD.rating_count)
     AND current_user = 'boltz_app' THEN
    RAISE EXCEPTION 'only reviews rate a listing' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'unpublished' AND NEW.status IN ('published', 'removed'))
    OR (OLD.status = 'published' AND NEW.status IN ('archived', 'removed'))
    OR (OLD.status = 'archived' AND NEW.status IN ('published', 'removed'))
    OR (OLD.status = 'removed' AND NEW.status = 'published')) THEN
    RAISE EXCEPTION 'listing % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.status = 'unpublished' OR OLD.status = 'removed') AND NEW.status = 'published'
     AND app.actor_role() NOT IN ('moderator', 'admin') THEN
    RAISE EXCEPTION 'only a moderator publishes a listing' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status AND NEW.status = 'removed' AND app.actor_role() NOT IN ('moderator', 'admin', 'system') THEN
    RAISE EXCEPTION 'only a moderator removes a listing' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status THEN
    NEW.delisted_at := CASE WHEN NEW.status IN ('archived', 'removed') THEN coalesce(OLD.delisted_at, now()) END;
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_payout()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.id, NEW.creator_id, NEW.payout_account_id, NEW.provider, NEW.amount_minor, NEW.currency, NEW.account_id,
      NEW.from_position, NEW.to_position, NEW.idempotency_key, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.creator_id, OLD.payout_account_id, OLD.provider, OLD.amount_minor, OLD.currency, OLD.account_id,
      OLD.from_position, OLD.to_position, OLD.idempotency_key, OLD.created_at) THEN
    RAISE EXCEPTION 'payout % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'queued' AND NEW.status IN ('sent', 'unknown', 'paid', 'failed'))
    OR (OLD.status = 'sent' AND NEW.status IN ('unknown', 'paid', 'failed', 'reversed'))
    OR (OLD.status = 'unknown' AND NEW.status IN ('sent', 'paid', 'failed', 'reversed'))
    OR (OLD.status = 'paid' AND NEW.status = 'reversed')) THEN
    RAISE EXCEPTION 'payout % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_profile()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.may_publish, NEW.may_sell, NEW.may_withdraw)
     IS DISTINCT FROM (OLD.may_publish, OLD.may_sell, OLD.may_withdraw)
     AND current_user = 'boltz_app'
     AND (coalesce(app.actor_role(), '') NOT IN ('moderator', 'admin', 'system') OR app.actor_id() = OLD.user_id) THEN
    RAISE EXCEPTION 'nobody switches what they may do themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_purchase()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.id, NEW.listing_id, NEW.strategy_id, NEW.version_id, NEW.buyer_id, NEW.creator_id, NEW.price_minor,
      NEW.list_price_minor, NEW.discount_minor, NEW.currency, NEW.fee_minor, NEW.earning_minor, NEW.fee_bps,
      NEW.refund_days, NEW.idempotency_key, NEW.request_hash, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.listing_id, OLD.strategy_id, OLD.version_id, OLD.buyer_id, OLD.creator_id, OLD.price_minor,
      OLD.list_price_minor, OLD.discount_minor, OLD.currency, OLD.fee_minor, OLD.earning_minor, OLD.fee_bps,
      OLD.refund_days, OLD.idempotency_key, OLD.request_hash, OLD.created_at)
     OR NEW.provider IS DISTINCT FROM OLD.provider OR NEW.coupon_id IS DISTINCT FROM OLD.coupon_id THEN
    RAISE EXCEPTION 'the snapshot of purchase % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'pending' AND NEW.status IN ('completed', 'failed', 'expired', 'quarantined'))
    OR (OLD.status IN ('failed', 'expired') AND NEW.status IN ('completed', 'quarantined'))
    OR (OLD.status = 'quarantined' AND NEW.status IN ('completed', 'failed', 'refunded'))
    OR (OLD.status = 'completed' AND NEW.status IN ('refunded', 'charged_back'))
    OR (OLD.status IN ('refunded', 'charged_back') AND NEW.status = 'completed')) THEN
    RAISE EXCEPTION 'purchase % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF app.actor_role() IS DISTINCT FROM 'system'
     AND ((NEW.status IN ('completed', 'refunded', 'charged_back') AND NEW.status <> OLD.status)
       OR (NEW.returned_minor, NEW.fee_returned_minor) <> (OLD.returned_minor, OLD.fee_returned_minor)
       OR (NEW.paid_minor, NEW.release_at, NEW.released_at)
          IS DISTINCT FROM (OLD.paid_minor, OLD.release_at, OLD.released_at)) THEN
    RAISE EXCEPTION 'only settlement completes a purchase' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_refund()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.id, NEW.purchase_id, NEW.amount_minor, NEW.currency, NEW.origin, NEW.idempotency_key, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.purchase_id, OLD.amount_minor, OLD.currency, OLD.origin, OLD.idempotency_key, OLD.created_at) THEN
    RAISE EXCEPTION 'refund % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'planned' AND NEW.status IN ('pending', 'succeeded', 'failed'))
    OR (OLD.status = 'pending' AND NEW.status IN ('succeeded', 'failed'))
    OR (OLD.status = 'succeeded' AND NEW.status = 'failed')) THEN
    RAISE EXCEPTION 'refund % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.guard_review()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE actor uuid := app.actor_id();
BEGIN
  IF (NEW.id, NEW.purchase_id, NEW.listing_id, NEW.creator_id, NEW.reviewer_id, NEW.paid_minor, NEW.currency, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.purchase_id, OLD.listing_id, OLD.creator_id, OLD.reviewer_id, OLD.paid_minor, OLD.currency, OLD.created_at) THEN
    RAISE EXCEPTION 'review % cannot change hands', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF current_user <> 'boltz_app' OR app.actor_role() = 'system' THEN RETURN NEW; END IF;
  IF (NEW.rating, NEW.body, NEW.author, NEW.version, NEW.days_installed, NEW.edited_at)
     IS DISTINCT FROM (OLD.rating, OLD.body, OLD.author, OLD.version, OLD.days_installed, OLD.edited_at)
     AND actor IS DISTINCT FROM OLD.reviewer_id THEN
    RAISE EXCEPTION 'only its writer changes a review' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.reply, NEW.replied_at) IS DISTINCT FROM (OLD.reply, OLD.replied_at)
     AND (actor IS DISTINCT FROM OLD.creator_id OR OLD.reply IS NOT NULL) THEN
    RAISE EXCEPTION 'a review is answered once, by the creator' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.is_hidden <> OLD.is_hidden
     AND (app.actor_role() NOT IN ('moderator', 'admin') OR actor IN (OLD.reviewer_id, OLD.creator_id)) THEN
    RAISE EXCEPTION 'only a moderator hides a review' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.is_entitled <> OLD.is_entitled THEN
    RAISE EXCEPTION 'a review follows its purchase' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.head_of(l strategy_marketplace)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT concat_ws(' ', l.title, array_to_string(l.tags, ' '), l.summary)
$function$
CREATE OR REPLACE FUNCTION app.index_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' OR (app.proof_facets(OLD), app.ranked_evidence(OLD), OLD.max_drawdown, OLD.trades)
      IS DISTINCT FROM (app.proof_facets(NEW), app.ranked_evidence(NEW), NEW.max_drawdown, NEW.trades) THEN
    PERFORM app.put_search_row(l) FROM strategy_marketplace l WHERE l.id = NEW.listing_id AND l.status = 'published';
  END IF;
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.index_listing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  was boolean := TG_OP = 'UPDATE' AND OLD.status = 'published';
  shown boolean := NEW.status = 'published';
  same_head boolean := was AND shown AND app.head_of(OLD) = app.head_of(NEW);
BEGIN
  IF NOT shown THEN
    DELETE FROM listing_search WHERE listing_id = NEW.id;
  ELSIF same_head AND OLD.description = NEW.description AND app.facets_of(OLD) = app.facets_of(NEW) THEN
    -- Moving a row writes to every word index, so a sale moves it only where it adds a hundredth or more.
    UPDATE listing_search SET rating = app.weighed_rating(NEW.rating_sum, NEW.rating_count), total_sales = NEW.total_sales,
      quality = app.quality_of(NEW.rating_sum, NEW.rating_count, NEW.total_sales, evidence),
      price_minor = NEW.price_minor, shown_price = app.shown_price(NEW.price_minor, NEW.currency)
    WHERE listing_id = NEW.id AND ((rating, price_minor)
        IS DISTINCT FROM (app.weighed_rating(NEW.rating_sum, NEW.rating_count), NEW.price_minor)
      OR NEW.total_sales NOT BETWEEN total_sales AND total_sales * 1.01);
  ELSE
    PERFORM app.put_search_row(NEW);
  END IF;
  IF was AND NOT same_head THEN PERFORM app.count_words(app.spelt_words(app.head_of(OLD)), -1); END IF;
  IF shown AND NOT same_head THEN PERFORM app.count_words(app.spelt_words(app.head_of(NEW)), 1); END IF;
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.link_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE head audit_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_head WHERE id = 1 FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := app.audit_digest(head.hash, NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1;
  RETURN NEW;
END $function$
CREATE OR REPLACE FUNCTION app.lock_accounts(creators uuid[], in_currency character)
 RETURNS SETOF ledger_accounts
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system moves money' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT * FROM ledger_accounts
    WHERE owner_id = ANY (creators) AND (in_currency IS NULL OR currency = in_currency) ORDER BY id FOR UPDATE;
END $function$
CREATE OR REPLACE FUNCTION app.own_sessions()
 RETURNS TABLE(began_at timestamp with time zone, last_used_at timestamp with time zone, expires_at timestamp with time zone, second_factor_at timestamp with time zone, ip_address text, user_agent text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT created_at, updated_at, expires_at, second_factor_at, ip_address, user_agent
  FROM sessions WHERE user_id = app.actor_id() ORDER BY id
$function$
CREATE OR REPLACE FUNCTION app.own_sign_in_methods()
 RETURNS TABLE(method text, name text, since timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT 'account', provider_id, created_at, NULL FROM accounts WHERE user_id = app.actor_id()
  UNION ALL
  SELECT 'second factor', 'authenticator app', NULL, CASE WHEN verified THEN 'on' ELSE 'begun' END
  FROM two_factors WHERE user_id = app.actor_id()
  UNION ALL
  SELECT 'device code', client_id, NULL, status FROM device_codes WHERE user_id = app.actor_id()
$function$
CREATE OR REPLACE FUNCTION app.proof_facets(e listing_evidence)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT array_remove(ARRAY['@' || e.asset_class, '&' || e.timeframe, '=' || e.style,
    CASE e.tier WHEN 'verified' THEN '^verified' END], NULL)
$function$
CREATE OR REPLACE FUNCTION app.put_search_row(l strategy_marketplace)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO listing_search (listing_id, rating, quality, published_us, total_sales, price_minor, shown_price,
    title, words, evidence, max_drawdown, trades)
  SELECT l.id, app.weighed_rating(l.rating_sum, l.rating_count),
    app.quality_of(l.rating_sum, l.rating_count, l.total_sales, p.evidence),
    (extract(epoch FROM l.published_at) * 1000000)::bigint, l.total_sales, l.price_minor,
    app.shown_price(l.price_minor, l.currency), t.title,
    t.title || to_tsvector('app.words',
      concat_ws(' ', array_to_string(l.tags, ' '), l.summary, left(l.description, 20000))),
    p.evidence, p.max_drawdown, p.trades
  FROM (SELECT coalesce(min(app.ranked_evidence(e)), -1) AS evidence,
      min(e.max_drawdown) FILTER (WHERE e.tier = 'verified') AS max_drawdown,
      min(e.trades) FILTER (WHERE e.tier = 'verified') AS trades, coalesce(min(app.proof_facets(e)), '{}') AS facets
    FROM listing_evidence e WHERE e.listing_id = l.id) p,
  LATERAL (SELECT to_tsvector('app.words', l.title) || array_to_tsvector(app.facets_of(l) || p.facets) AS title) t
  ON CONFLICT (listing_id) DO UPDATE SET (rating, quality, published_us, total_sales, price_minor, shown_price,
    title, words, evidence, max_drawdown, trades) = (excluded.rating, excluded.quality, excluded.published_us,
    excluded.total_sales, excluded.price_minor, excluded.shown_price, excluded.title, excluded.words,
    excluded.evidence, excluded.max_drawdown, excluded.trades)
$function$
CREATE OR REPLACE FUNCTION app.quality_of(rating_sum integer, rating_count integer, total_sales integer)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT app.weighed_rating(rating_sum, rating_count) + ln(1 + total_sales::double precision) / 2
$function$
CREATE OR REPLACE FUNCTION app.quality_of(rating_sum integer, rating_count integer, total_sales integer, evidence double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT app.quality_of(rating_sum, rating_count, total_sales)
    + CASE WHEN evidence >= 0 THEN 0.5 + evidence / 2 ELSE 0 END
$function$
CREATE OR REPLACE FUNCTION app.ranked_evidence(e listing_evidence)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT CASE e.tier WHEN 'verified' THEN coalesce(e.evidence, 0) ELSE -1 END
$function$
CREATE OR REPLACE FUNCTION app.rate_listing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE stars int := 0; reviews int := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.counts THEN stars := stars - OLD.rating; reviews := reviews - 1; END IF;
  IF TG_OP <> 'DELETE' AND NEW.counts THEN stars := stars + NEW.rating; reviews := reviews + 1; END IF;
  IF stars <> 0 OR reviews <> 0 THEN
    UPDATE strategy_marketplace SET rating_sum = rating_sum + stars, rating_count = rating_count + reviews
     WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.listing_id ELSE NEW.listing_id END;
  END IF;
  RETURN NULL;
END $function$
CREATE OR REPLACE FUNCTION app.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $function$
CREATE OR REPLACE FUNCTION app.set_role(person uuid, new_role text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE before text;
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system gives roles' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO before FROM users WHERE id = person AND erased_at IS NULL FOR UPDATE;
  UPDATE users SET role = new_role, updated_at = now() WHERE id = person AND erased_at IS NULL AND role <> new_role;
  RETURN before;
END $function$
CREATE OR REPLACE FUNCTION app.set_suspended(person uuid, suspended boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF coalesce(app.actor_role(), '') NOT IN ('moderator', 'admin', 'system') OR app.actor_id() = person THEN
    RAISE EXCEPTION 'only a moderator suspends, and nobody themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE users SET suspended_at = CASE WHEN suspended THEN coalesce(suspended_at, now()) END, updated_at = now()
   WHERE id = person;
END $function$
CREATE OR REPLACE FUNCTION app.shown_price(price_minor bigint, currency character)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT price_minor * CASE currency WHEN 'JPY' THEN 1000 WHEN 'KWD' THEN 1 ELSE 10 END
$function$
CREATE OR REPLACE FUNCTION app.spelt_words(head text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(array_agg(word ORDER BY word), '{}')
  FROM unnest(tsvector_to_array(to_tsvector('app.plain', head))) word WHERE length(word) BETWEEN 3 AND 40
$function$
CREATE OR REPLACE FUNCTION app.weighed_rating(rating_sum integer, rating_count integer)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT (rating_sum + 35.0::double precision) / (rating_count + 10)
$function$
