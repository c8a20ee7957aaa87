-- The tables of sign-in are closed to the application. A person may read of the own rows what tells something,
-- without what would let somebody in.
CREATE FUNCTION app.own_sessions() RETURNS TABLE (began_at timestamptz, last_used_at timestamptz, expires_at timestamptz,
    second_factor_at timestamptz, ip_address text, user_agent text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT created_at, updated_at, expires_at, second_factor_at, ip_address, user_agent
  FROM sessions WHERE user_id = app.actor_id() ORDER BY id
$$;
--> statement-breakpoint
CREATE FUNCTION app.own_sign_in_methods() RETURNS TABLE (method text, name text, since timestamptz, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'account', provider_id, created_at, NULL FROM accounts WHERE user_id = app.actor_id()
  UNION ALL
  SELECT 'second factor', 'authenticator app', NULL, CASE WHEN verified THEN 'on' ELSE 'begun' END
  FROM two_factors WHERE user_id = app.actor_id()
  UNION ALL
  SELECT 'device code', client_id, NULL, status FROM device_codes WHERE user_id = app.actor_id()
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.own_sessions(), app.own_sign_in_methods() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.own_sessions(), app.own_sign_in_methods() TO boltz_app;
