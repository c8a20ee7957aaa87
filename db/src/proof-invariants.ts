/** What must always hold of verifications, and of what published listings are ranked by. */
export const proofInvariants = {
  "every published listing has the evidence for its version": `
    SELECT l.id::text AS broken FROM strategy_marketplace l LEFT JOIN listing_evidence e ON e.listing_id = l.id
    WHERE l.published_at IS NOT NULL AND e.version_id IS DISTINCT FROM l.version_id`,
  "what counts as verified was run, passed, and is what the receipt says": `
    SELECT e.listing_id::text AS broken FROM listing_evidence e LEFT JOIN backtest_runs r ON r.id = e.run_id
    WHERE (e.tier = 'verified' AND NOT coalesce(r.state = 'passed' AND r.version_id = e.version_id
        AND r.receipt #>> '{payload,resultHash}' = r.result_hash, false))
       OR (e.tier = 'attached') <> EXISTS (SELECT 1 FROM strategy_versions v WHERE v.id = e.version_id AND v.kind = 'attached')`,
  "no verification runs for longer than an hour": `
    SELECT id::text AS broken FROM backtest_runs WHERE state = 'running' AND started_at < now() - interval '1 hour'`,
} as const;
