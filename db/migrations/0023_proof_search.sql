ALTER TABLE "listing_search" ADD COLUMN "evidence" double precision DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE "listing_search" ADD COLUMN "max_drawdown" double precision;--> statement-breakpoint
ALTER TABLE "listing_search" ADD COLUMN "trades" integer;--> statement-breakpoint
CREATE INDEX "listing_search_evidence_idx" ON "listing_search" USING btree ("evidence","listing_id");--> statement-breakpoint
CREATE POLICY "listing_evidence_owner_select" ON "listing_evidence" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
-- What a proof is filtered by: market, length of a bar, style, and whether it was run here.
CREATE FUNCTION app.proof_facets(e listing_evidence) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_remove(ARRAY['@' || e.asset_class, '&' || e.timeframe, '=' || e.style,
    CASE e.tier WHEN 'verified' THEN '^verified' END], NULL)
$$;
--> statement-breakpoint
-- What a listing is ranked by: of a verified one the probability, which attached files never have.
CREATE FUNCTION app.ranked_evidence(e listing_evidence) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE e.tier WHEN 'verified' THEN coalesce(e.evidence, 0) ELSE -1 END
$$;
--> statement-breakpoint
-- Among what has the words: a verified listing stands a tier (half a point) higher, and up to one more by its evidence.
CREATE FUNCTION app.quality_of(rating_sum int, rating_count int, total_sales int, evidence double precision)
  RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT app.quality_of(rating_sum, rating_count, total_sales)
    + CASE WHEN evidence >= 0 THEN 0.5 + evidence / 2 ELSE 0 END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.put_search_row(l strategy_marketplace) RETURNS void LANGUAGE sql AS $$
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
END $$;
--> statement-breakpoint
-- A run that gave no other figures writes the row without moving it in the search.
CREATE FUNCTION app.index_evidence() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (app.proof_facets(OLD), app.ranked_evidence(OLD), OLD.max_drawdown, OLD.trades)
      IS DISTINCT FROM (app.proof_facets(NEW), app.ranked_evidence(NEW), NEW.max_drawdown, NEW.trades) THEN
    PERFORM app.put_search_row(l) FROM strategy_marketplace l WHERE l.id = NEW.listing_id AND l.status = 'published';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER listing_evidence_index AFTER INSERT OR UPDATE ON listing_evidence
  FOR EACH ROW EXECUTE FUNCTION app.index_evidence();
--> statement-breakpoint
SELECT app.put_search_row(l) FROM strategy_marketplace l WHERE l.status = 'published' ORDER BY l.id;
