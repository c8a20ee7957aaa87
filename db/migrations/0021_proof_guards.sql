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
GRANT SELECT, INSERT, UPDATE ON datasets, backtest_runs, listing_evidence TO boltz_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON bars, backtest_trials, attached_files TO boltz_app;
--> statement-breakpoint
GRANT SELECT ON datasets, bars, backtest_runs, listing_evidence TO boltz_reader;
--> statement-breakpoint
CREATE TRIGGER bars_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bars
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER backtest_trials_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON backtest_trials
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER attached_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attached_files
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- Bars are only added at the end, and the seal never moves.
CREATE FUNCTION app.guard_dataset() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.symbol, NEW.timeframe, NEW.asset_class, NEW.is_synthetic, NEW.first_at, NEW.holdout_from)
     IS DISTINCT FROM (OLD.id, OLD.symbol, OLD.timeframe, OLD.asset_class, OLD.is_synthetic, OLD.first_at, OLD.holdout_from)
     OR NEW.bar_count < OLD.bar_count OR NEW.last_at < OLD.last_at
     OR (NEW.bar_count = OLD.bar_count AND NEW.bars_hash <> OLD.bars_hash) THEN
    RAISE EXCEPTION 'a dataset only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER datasets_guard BEFORE UPDATE ON datasets FOR EACH ROW EXECUTE FUNCTION app.guard_dataset();
--> statement-breakpoint
-- What a run gave never changes.
CREATE FUNCTION app.guard_backtest_run() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.state NOT IN ('queued', 'running')
     OR (NEW.id, NEW.version_id, NEW.strategy_id, NEW.creator_id, NEW.kind, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.version_id, OLD.strategy_id, OLD.creator_id, OLD.kind, OLD.created_at) THEN
    RAISE EXCEPTION 'a run that has ended does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER backtest_runs_guard BEFORE UPDATE ON backtest_runs FOR EACH ROW EXECUTE FUNCTION app.guard_backtest_run();
--> statement-breakpoint
-- What is on the market already was never run here.
ALTER TABLE strategy_marketplace NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE strategy_versions NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE listing_evidence NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO listing_evidence (listing_id, version_id, tier, asset_class, timeframe, symbols, style)
  SELECT l.id, v.id, 'unverified', v.summary -> 'market' ->> 'assetClass', v.summary ->> 'timeframe',
    coalesce((SELECT array_agg(s) FROM jsonb_array_elements_text(v.summary -> 'market' -> 'symbols') s), '{}'), l.style
  FROM strategy_marketplace l JOIN strategy_versions v ON v.id = l.version_id WHERE l.published_at IS NOT NULL;
--> statement-breakpoint
ALTER TABLE strategy_marketplace FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE strategy_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE listing_evidence FORCE ROW LEVEL SECURITY;
