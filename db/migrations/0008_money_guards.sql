DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.oid::regclass AS name FROM pg_class c
           WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
             AND pg_get_userbyid(c.relowner) = current_user AND NOT (c.relrowsecurity AND c.relforcerowsecurity) LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON coupons, coupon_redemptions, refunds, disputes, payout_accounts, creator_payouts,
  transfer_reversals, provider_movements, reconciliation_runs, reconciliation_differences, listing_views TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON payout_skips TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON payout_reviews TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON two_factors TO boltz_auth;
--> statement-breakpoint
-- The entry's place in its account comes with the lock that moves the balance, so that no place is taken twice.
CREATE OR REPLACE FUNCTION app.carry_entry() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
END $$;
--> statement-breakpoint
DROP TRIGGER ledger_entries_carry ON ledger_entries;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_carry BEFORE INSERT ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION app.carry_entry();
--> statement-breakpoint
-- Locks the creators' accounts, always in the same order and before any account of the house.
CREATE FUNCTION app.lock_accounts(creators uuid[], in_currency char(3)) RETURNS SETOF ledger_accounts
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system moves money' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT * FROM ledger_accounts
    WHERE owner_id = ANY (creators) AND (in_currency IS NULL OR currency = in_currency) ORDER BY id FOR UPDATE;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.lock_accounts(uuid[], char) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.lock_accounts(uuid[], char) TO boltz_app;
--> statement-breakpoint
-- What a payout is made of: the entries of its range. Its own reserve entry comes right behind and belongs to none.
CREATE VIEW payout_entries WITH (security_invoker = true) AS
  SELECT p.id AS payout_id, e.id AS entry_id, e.transaction_id, e.amount_minor, e.position, e.created_at
  FROM creator_payouts p
  JOIN ledger_entries e ON e.account_id = p.account_id AND e.position BETWEEN p.from_position AND p.to_position;
--> statement-breakpoint
GRANT SELECT ON payout_entries TO boltz_app;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.guard_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
CREATE FUNCTION app.guard_payout() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
CREATE TRIGGER creator_payouts_guard BEFORE UPDATE ON creator_payouts
  FOR EACH ROW EXECUTE FUNCTION app.guard_payout();
--> statement-breakpoint
CREATE FUNCTION app.guard_refund() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_guard BEFORE UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION app.guard_refund();
--> statement-breakpoint
CREATE FUNCTION app.guard_coupon() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
CREATE TRIGGER coupons_guard BEFORE UPDATE ON coupons FOR EACH ROW EXECUTE FUNCTION app.guard_coupon();
