/**
 * What is wrong with the audit chain, as rows of `seq` and `fault` (contract's `chainFaults`), in one reading
 * of the table. A gap at the begin or in the middle is `missing`; behind the last row only the head can tell.
 */
export const auditFaults = `
  WITH links AS MATERIALIZED (
    SELECT a.seq, a.hash, a.prev_hash, app.audit_digest(a.prev_hash, a) AS digest,
      lag(a.seq, 1, 0::bigint) OVER chain AS seq_before, lag(a.hash, 1, repeat('0', 64)) OVER chain AS hash_before
    FROM audit_log a WINDOW chain AS (ORDER BY a.seq)),
  ends AS (
    SELECT coalesce(h.seq, 0) AS head_seq, h.hash AS head_hash, coalesce(l.seq, 0) AS last_seq,
      coalesce(l.hash, repeat('0', 64)) AS last_hash
    FROM (SELECT 1) one LEFT JOIN audit_head h ON true
      LEFT JOIN LATERAL (SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1) l ON true)
  SELECT seq, 'altered' AS fault FROM links WHERE hash <> digest
  UNION ALL SELECT seq, 'unlinked' FROM links WHERE seq = seq_before + 1 AND prev_hash <> hash_before
  UNION ALL SELECT gone, 'missing' FROM links, generate_series(seq_before + 1, least(seq - 1, seq_before + 100)) gone
    WHERE seq > seq_before + 1
  UNION ALL SELECT CASE WHEN head_seq > last_seq THEN last_seq + 1 ELSE last_seq END, 'cut' FROM ends
    WHERE head_seq <> last_seq OR head_hash IS DISTINCT FROM last_hash
  UNION ALL SELECT n.seq, 'anchor' FROM audit_anchors n LEFT JOIN audit_log a ON a.seq = n.seq
    WHERE a.hash IS DISTINCT FROM n.hash`;
