ALTER TABLE listing_search FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE search_words FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
REVOKE ALL ON listing_search, search_words FROM PUBLIC;
--> statement-breakpoint
GRANT SELECT ON listing_search, search_words TO boltz_reader;
--> statement-breakpoint
-- With the ballast: the words go out of every row, and the title stays in it.
ALTER TABLE listing_search SET (toast_tuple_target = 256);
--> statement-breakpoint
ALTER TABLE listing_search ALTER COLUMN title SET STORAGE PLAIN, ALTER COLUMN words SET STORAGE EXTERNAL;
--> statement-breakpoint
DROP TRIGGER strategy_marketplace_index ON strategy_marketplace;
--> statement-breakpoint
DROP FUNCTION app.index_listing();
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION app.plain (COPY = pg_catalog.simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION app.plain
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
--> statement-breakpoint
-- Words as they are spelt, without accents: what a misspelt one is compared with.
CREATE FUNCTION app.spelt_words(head text) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(word ORDER BY word), '{}')
  FROM unnest(tsvector_to_array(to_tsvector('app.plain', head))) word WHERE length(word) BETWEEN 3 AND 40
$$;
--> statement-breakpoint
CREATE FUNCTION app.head_of(l strategy_marketplace) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ', l.title, array_to_string(l.tags, ' '), l.summary)
$$;
--> statement-breakpoint
-- What is filtered by, as lexemes that no text can contain, so that one index answers words and filters.
CREATE FUNCTION app.facets_of(l strategy_marketplace) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT '#' || tag FROM unnest(l.tags) tag) || ('$' || l.currency)
    || CASE WHEN l.price_minor = 0 THEN '%free' ELSE '%paid' END
    || array(SELECT '*' || step FROM generate_series(1.0, l.rating::numeric, 0.5) step)
$$;
--> statement-breakpoint
-- The number that is shown, in thousandths: JPY has no decimal places, KWD three, the others two.
CREATE FUNCTION app.shown_price(price_minor bigint, currency char(3)) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT price_minor * CASE currency WHEN 'JPY' THEN 1000 WHEN 'KWD' THEN 1 ELSE 10 END
$$;
--> statement-breakpoint
-- Bayesian mean rating, weighed with the logarithm of sales.
CREATE FUNCTION app.quality_of(rating_sum int, rating_count int, total_sales int) RETURNS double precision
  LANGUAGE sql IMMUTABLE AS $$
  SELECT (rating_sum + 35.0::double precision) / (rating_count + 10) + ln(1 + total_sales::double precision) / 2
$$;
--> statement-breakpoint
CREATE FUNCTION app.put_search_row(l strategy_marketplace) RETURNS void LANGUAGE sql AS $$
  INSERT INTO listing_search (listing_id, rating, quality, published_us, total_sales, price_minor, shown_price,
    title, words)
  SELECT l.id, coalesce(l.rating, 0), app.quality_of(l.rating_sum, l.rating_count, l.total_sales),
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
CREATE FUNCTION app.count_words(counted text[], step int) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_words (word, listings) SELECT word, step FROM unnest(counted) word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET listings = search_words.listings + step
$$;
--> statement-breakpoint
CREATE FUNCTION app.index_listing() RETURNS trigger
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
    UPDATE listing_search SET rating = coalesce(NEW.rating, 0), total_sales = NEW.total_sales,
      quality = app.quality_of(NEW.rating_sum, NEW.rating_count, NEW.total_sales),
      price_minor = NEW.price_minor, shown_price = app.shown_price(NEW.price_minor, NEW.currency)
    WHERE listing_id = NEW.id AND ((rating, price_minor) IS DISTINCT FROM (coalesce(NEW.rating, 0), NEW.price_minor)
      OR NEW.total_sales NOT BETWEEN total_sales AND total_sales * 1.01);
  ELSE
    PERFORM app.put_search_row(NEW);
  END IF;
  IF was AND NOT same_head THEN PERFORM app.count_words(app.spelt_words(app.head_of(OLD)), -1); END IF;
  IF shown AND NOT same_head THEN PERFORM app.count_words(app.spelt_words(app.head_of(NEW)), 1); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_index AFTER INSERT ON strategy_marketplace
  FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION app.index_listing();
--> statement-breakpoint
CREATE TRIGGER strategy_marketplace_reindex AFTER UPDATE ON strategy_marketplace
  FOR EACH ROW WHEN (OLD.status = 'published' OR NEW.status = 'published') EXECUTE FUNCTION app.index_listing();
--> statement-breakpoint
ALTER TABLE strategy_marketplace NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
SELECT app.put_search_row(l), app.count_words(app.spelt_words(app.head_of(l)), 1)
  FROM strategy_marketplace l WHERE l.status = 'published' ORDER BY l.id;
--> statement-breakpoint
ALTER TABLE strategy_marketplace FORCE ROW LEVEL SECURITY;
