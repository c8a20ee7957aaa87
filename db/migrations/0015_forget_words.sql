-- A word that no published listing says any more is kept for nobody, and may be somebody's.
CREATE FUNCTION app.forget_words() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system forgets' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM search_words WHERE listings <= 0;
  DELETE FROM listing_tag_counts WHERE count = 0;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.forget_words() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.forget_words() TO boltz_app;
