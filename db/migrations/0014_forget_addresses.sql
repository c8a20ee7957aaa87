CREATE POLICY "rate_limits_owner_select" ON "rate_limits" AS PERMISSIVE FOR SELECT TO "boltz_owner" USING (true);--> statement-breakpoint
CREATE POLICY "rate_limits_owner_delete" ON "rate_limits" AS PERMISSIVE FOR DELETE TO "boltz_owner" USING (true);--> statement-breakpoint
-- The sign-in library counts calls by network address and drops no count by itself. They matter for minutes only.
CREATE FUNCTION app.forget_addresses(counted_before timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system forgets' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM rate_limits WHERE last_request < extract(epoch FROM counted_before) * 1000;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.forget_addresses(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.forget_addresses(timestamptz) TO boltz_app;
