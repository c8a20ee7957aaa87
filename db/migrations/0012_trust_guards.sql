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
GRANT SELECT, INSERT, UPDATE ON moderation_appeals, moderation_cases, erasure_requests, job_runs TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON listing_flags, strategy_reviews, notifications, notification_preferences,
  data_exports TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON follows, wishes TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_anchors TO boltz_app;
--> statement-breakpoint
GRANT UPDATE ON moderation_decisions, strategies TO boltz_app;
--> statement-breakpoint
GRANT SELECT ON strategy_reviews TO boltz_reader;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON call_limits TO boltz_auth;
--> statement-breakpoint
-- Counts of the last minutes: a crash may forget them, and no disk has to see them.
ALTER TABLE call_limits SET UNLOGGED;
--> statement-breakpoint
CREATE TRIGGER audit_anchors_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_anchors
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- A review begins with the right that it stands on, locked: a refund at the same moment comes before or after.
CREATE FUNCTION app.begin_review() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE right_state text;
BEGIN
  SELECT a.state INTO right_state FROM user_strategy_access a
   WHERE a.purchase_id = NEW.purchase_id AND a.user_id = NEW.reviewer_id AND a.listing_id = NEW.listing_id FOR SHARE;
  IF right_state IS NULL THEN
    RAISE EXCEPTION 'review % is of nothing that was bought', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  NEW.is_entitled := right_state = 'active';
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_reviews_begin BEFORE INSERT ON strategy_reviews
  FOR EACH ROW EXECUTE FUNCTION app.begin_review();
--> statement-breakpoint
-- Each side changes what is its own: the buyer the review, the creator the one answer, a moderator whether it shows.
CREATE FUNCTION app.guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_reviews_guard BEFORE UPDATE ON strategy_reviews
  FOR EACH ROW EXECUTE FUNCTION app.guard_review();
--> statement-breakpoint
-- The rating moves by what changed, under the lock of the listing's row: no review is lost between two of them.
CREATE FUNCTION app.rate_listing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE stars int := 0; reviews int := 0;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.counts THEN stars := stars - OLD.rating; reviews := reviews - 1; END IF;
  IF TG_OP <> 'DELETE' AND NEW.counts THEN stars := stars + NEW.rating; reviews := reviews + 1; END IF;
  IF stars <> 0 OR reviews <> 0 THEN
    UPDATE strategy_marketplace SET rating_sum = rating_sum + stars, rating_count = rating_count + reviews
     WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.listing_id ELSE NEW.listing_id END;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_reviews_rate AFTER INSERT OR UPDATE OR DELETE ON strategy_reviews
  FOR EACH ROW EXECUTE FUNCTION app.rate_listing();
--> statement-breakpoint
CREATE FUNCTION app.follow_right() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE strategy_reviews SET is_entitled = (NEW.state = 'active')
   WHERE purchase_id = NEW.purchase_id AND is_entitled <> (NEW.state = 'active');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER user_strategy_access_review AFTER UPDATE OF state ON user_strategy_access
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION app.follow_right();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.guard_listing() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
--> statement-breakpoint
-- Suspends somebody, or ends that. Their sessions stay: they may read why, and appeal.
CREATE FUNCTION app.set_suspended(person uuid, suspended boolean) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF coalesce(app.actor_role(), '') NOT IN ('moderator', 'admin', 'system') OR app.actor_id() = person THEN
    RAISE EXCEPTION 'only a moderator suspends, and nobody themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE users SET suspended_at = CASE WHEN suspended THEN coalesce(suspended_at, now()) END, updated_at = now()
   WHERE id = person;
END $$;
--> statement-breakpoint
-- Takes the person out of the tables of sign-in; the row stays under a pseudonym for what hangs on it.
CREATE FUNCTION app.erase_identity(person uuid, public_id text, pseudonym text, no_address text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.set_suspended(uuid, boolean), app.erase_identity(uuid, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.set_suspended(uuid, boolean), app.erase_identity(uuid, text, text, text) TO boltz_app;
--> statement-breakpoint
-- Bayesian mean: ten reviews of three and a half stars are there before the first.
CREATE FUNCTION app.weighed_rating(rating_sum int, rating_count int) RETURNS double precision
  LANGUAGE sql IMMUTABLE AS $$
  SELECT (rating_sum + 35.0::double precision) / (rating_count + 10)
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.quality_of(rating_sum int, rating_count int, total_sales int) RETURNS double precision
  LANGUAGE sql IMMUTABLE AS $$
  SELECT app.weighed_rating(rating_sum, rating_count) + ln(1 + total_sales::double precision) / 2
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.put_search_row(l strategy_marketplace) RETURNS void LANGUAGE sql AS $$
  INSERT INTO listing_search (listing_id, rating, quality, published_us, total_sales, price_minor, shown_price,
    title, words)
  SELECT l.id, app.weighed_rating(l.rating_sum, l.rating_count),
    app.quality_of(l.rating_sum, l.rating_count, l.total_sales),
    (extract(epoch FROM l.published_at) * 1000000)::bigint, l.total_sales, l.price_minor,
    app.shown_price(l.price_minor, l.currency), t.title,
    t.title || to_tsvector('app.words',
      concat_ws(' ', array_to_string(l.tags, ' '), l.summary, left(l.description, 20000)))
  FROM (SELECT to_tsvector('app.words', l.title) || array_to_tsvector(app.facets_of(l)) AS title) t
  ON CONFLICT (listing_id) DO UPDATE SET (rating, quality, published_us, total_sales, price_minor, shown_price,
    title, words) = (excluded.rating, excluded.quality, excluded.published_us, excluded.total_sales,
    excluded.price_minor, excluded.shown_price, excluded.title, excluded.words)
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.index_listing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
      quality = app.quality_of(NEW.rating_sum, NEW.rating_count, NEW.total_sales),
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
END $$;
--> statement-breakpoint
UPDATE listing_search s SET rating = app.weighed_rating(l.rating_sum, l.rating_count)
  FROM strategy_marketplace l WHERE l.id = s.listing_id AND s.rating <> app.weighed_rating(l.rating_sum, l.rating_count);
--> statement-breakpoint
UPDATE strategy_marketplace SET delisted_at = updated_at WHERE status IN ('archived', 'removed');
--> statement-breakpoint
ALTER TABLE listing_drafts NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE moderation_cases NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO moderation_cases (id, kind, listing_id, subject_id, concerns_id, opened_at)
  SELECT gen_random_uuid(), 'submission', listing_id, listing_id, creator_id, coalesce(submitted_at, updated_at)
  FROM listing_drafts WHERE state = 'submitted';
--> statement-breakpoint
ALTER TABLE listing_drafts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE moderation_cases FORCE ROW LEVEL SECURITY;
