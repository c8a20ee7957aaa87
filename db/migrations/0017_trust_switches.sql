-- What a creator may do is switched by moderators and the system, and never by the creator.
CREATE FUNCTION app.guard_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.may_publish, NEW.may_sell, NEW.may_withdraw)
     IS DISTINCT FROM (OLD.may_publish, OLD.may_sell, OLD.may_withdraw)
     AND current_user = 'boltz_app'
     AND (coalesce(app.actor_role(), '') NOT IN ('moderator', 'admin', 'system') OR app.actor_id() = OLD.user_id) THEN
    RAISE EXCEPTION 'nobody switches what they may do themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER creator_profiles_guard BEFORE UPDATE ON creator_profiles
  FOR EACH ROW EXECUTE FUNCTION app.guard_profile();
--> statement-breakpoint
-- Whose work it is and what was paid come from the purchase, and a review begins unanswered and visible.
CREATE OR REPLACE FUNCTION app.begin_review() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
END $$;
