-- Makes somebody one of the people who work here, or ends that, and answers with the role that was theirs; null where
-- nobody is there. The system alone does it, for an operator's command.
CREATE FUNCTION app.set_role(person uuid, new_role text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE before text;
BEGIN
  IF app.actor_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'only the system gives roles' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT role INTO before FROM users WHERE id = person AND erased_at IS NULL FOR UPDATE;
  UPDATE users SET role = new_role, updated_at = now() WHERE id = person AND erased_at IS NULL AND role <> new_role;
  RETURN before;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.set_role(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.set_role(uuid, text) TO boltz_app;
