-- Forced, so that not even the owner's own statements pass a policy by.
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.oid::regclass AS name FROM pg_class c
           WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
             AND pg_get_userbyid(c.relowner) = current_user LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON users, creator_profiles, strategies, strategy_versions, strategy_marketplace, listing_drafts,
  listing_versions, listing_prices, moderation_decisions, listing_tag_counts, strategy_purchases, provider_ops,
  provider_events, user_strategy_access, installs, ledger_accounts, ledger_transactions, ledger_entries,
  audit_log, audit_head, email_outbox TO boltz_app;
--> statement-breakpoint
GRANT INSERT ON creator_profiles, strategies, strategy_versions, strategy_marketplace, listing_drafts,
  listing_versions, listing_prices, moderation_decisions, strategy_purchases, provider_ops, provider_events,
  user_strategy_access, installs, ledger_accounts, ledger_transactions, ledger_entries, audit_log,
  email_outbox TO boltz_app;
--> statement-breakpoint
GRANT UPDATE ON creator_profiles, strategy_marketplace, listing_drafts, strategy_purchases, provider_ops,
  provider_events, user_strategy_access, installs, email_outbox TO boltz_app;
--> statement-breakpoint
GRANT SELECT ON strategy_marketplace, listing_versions, strategy_versions, listing_prices, listing_tag_counts,
  creator_profiles TO boltz_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON users, sessions, accounts, verifications, device_codes, rate_limits TO boltz_auth;
--> statement-breakpoint
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER strategy_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON strategy_versions
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE FUNCTION app.carry_entry() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE ledger_accounts a SET balance_minor = a.balance_minor + NEW.amount_minor
    FROM ledger_transactions t
   WHERE a.id = NEW.account_id AND t.id = NEW.transaction_id AND t.currency = a.currency
     AND a.owner_id IS NOT DISTINCT FROM NEW.owner_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ledger entry % does not fit its account', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_carry AFTER INSERT ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION app.carry_entry();
--> statement-breakpoint
CREATE FUNCTION app.check_balanced() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE checked uuid; total numeric; entries bigint;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entries' THEN checked := NEW.transaction_id; ELSE checked := NEW.id; END IF;
  SELECT coalesce(sum(amount_minor), 0), count(*) INTO total, entries FROM ledger_entries WHERE transaction_id = checked;
  IF total <> 0 OR entries < 2 THEN
    RAISE EXCEPTION 'ledger transaction % is not balanced', checked USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_entries_balanced AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_balanced();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_transactions_balanced AFTER INSERT ON ledger_transactions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_balanced();
--> statement-breakpoint
CREATE FUNCTION app.audit_digest(prev text, r audit_log) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\n', prev, r.seq, r.id, coalesce(r.actor_id::text, '-'), r.actor_label,
    r.action, r.subject_type, r.subject_id, r.detail::text,
    to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));
--> statement-breakpoint
CREATE FUNCTION app.link_audit() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE head audit_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_head WHERE id = 1 FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := app.audit_digest(head.hash, NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE id = 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_link BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION app.link_audit();
--> statement-breakpoint
CREATE FUNCTION app.guard_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.listing_id, NEW.strategy_id, NEW.version_id, NEW.buyer_id, NEW.creator_id, NEW.price_minor,
      NEW.currency, NEW.fee_minor, NEW.earning_minor, NEW.fee_bps, NEW.refund_days, NEW.idempotency_key,
      NEW.request_hash, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.listing_id, OLD.strategy_id, OLD.version_id, OLD.buyer_id, OLD.creator_id, OLD.price_minor,
      OLD.currency, OLD.fee_minor, OLD.earning_minor, OLD.fee_bps, OLD.refund_days, OLD.idempotency_key,
      OLD.request_hash, OLD.created_at) OR NEW.provider IS DISTINCT FROM OLD.provider THEN
    RAISE EXCEPTION 'the snapshot of purchase % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (
       (OLD.status = 'pending' AND NEW.status IN ('completed', 'failed', 'expired', 'quarantined'))
    OR (OLD.status IN ('failed', 'expired') AND NEW.status IN ('completed', 'quarantined'))
    OR (OLD.status = 'quarantined' AND NEW.status IN ('completed', 'failed', 'refunded'))
    OR (OLD.status = 'completed' AND NEW.status = 'refunded')) THEN
    RAISE EXCEPTION 'purchase % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('completed', 'refunded') AND NEW.status <> OLD.status
     AND app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only settlement completes a purchase' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_purchases_guard BEFORE UPDATE ON strategy_purchases
  FOR EACH ROW EXECUTE FUNCTION app.guard_purchase();
--> statement-breakpoint
CREATE FUNCTION app.guard_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.strategy_id, NEW.creator_id, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.strategy_id, OLD.creator_id, OLD.created_at) THEN
    RAISE EXCEPTION 'listing % cannot change hands', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.total_sales <> OLD.total_sales AND app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only settlement counts sales' USING ERRCODE = 'insufficient_privilege';
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
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_guard BEFORE UPDATE ON strategy_marketplace
  FOR EACH ROW EXECUTE FUNCTION app.guard_listing();
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION app.words (COPY = pg_catalog.english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION app.words
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
--> statement-breakpoint
CREATE FUNCTION app.index_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := setweight(to_tsvector('app.words', NEW.title), 'A')
    || setweight(to_tsvector('app.words', array_to_string(NEW.tags, ' ')), 'B')
    || setweight(to_tsvector('app.words', NEW.summary), 'C')
    || setweight(to_tsvector('app.words', left(NEW.description, 20000)), 'D');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_index BEFORE INSERT OR UPDATE OF title, tags, summary, description
  ON strategy_marketplace FOR EACH ROW EXECUTE FUNCTION app.index_listing();
--> statement-breakpoint
CREATE FUNCTION app.count_tags() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'published' THEN
    UPDATE listing_tag_counts SET count = count - 1 WHERE tag = ANY (OLD.tags);
  END IF;
  IF NEW.status = 'published' THEN
    INSERT INTO listing_tag_counts (tag, count) SELECT t, 1 FROM unnest(NEW.tags) t ORDER BY t
      ON CONFLICT (tag) DO UPDATE SET count = listing_tag_counts.count + 1;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_count_tags AFTER INSERT ON strategy_marketplace
  FOR EACH ROW EXECUTE FUNCTION app.count_tags();
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_recount_tags AFTER UPDATE OF status, tags ON strategy_marketplace
  FOR EACH ROW WHEN (OLD.status <> NEW.status OR OLD.tags <> NEW.tags) EXECUTE FUNCTION app.count_tags();
