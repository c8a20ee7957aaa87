/** What must always hold of decisions, of what they touch, and of reviews. */
export const moderationInvariants = {
  "every moderation decision has its audit row, written with it": `
    SELECT d.id::text AS broken
    FROM (SELECT d.*, CASE WHEN d.part IS NOT NULL THEN 'creator' WHEN d.review_id IS NOT NULL THEN 'review' ELSE 'listing' END AS about
          FROM moderation_decisions d) d
    WHERE NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.subject_type = d.about
      AND g.subject_id = CASE d.about WHEN 'creator' THEN d.creator_id WHEN 'review' THEN d.review_id ELSE d.listing_id END
      AND g.action = d.about || '_' || d.outcome AND g.actor_id IS NOT DISTINCT FROM d.moderator_id
      AND g.created_at = d.created_at)`,
  "no listing of a suspended creator is for sale": `
    SELECT l.id::text AS broken FROM strategy_marketplace l JOIN users u ON u.id = l.creator_id
    WHERE l.status = 'published' AND u.suspended_at IS NOT NULL`,
  "what harms is removed, by a decision that says so": `
    SELECT l.id::text AS broken FROM strategy_marketplace l WHERE l.is_harmful AND (l.status <> 'removed'
      OR NOT EXISTS (SELECT 1 FROM moderation_decisions d WHERE d.listing_id = l.id AND d.outcome = 'removed' AND d.harm))`,
  "what is submitted waits for a moderator": `
    SELECT d.listing_id::text AS broken FROM listing_drafts d WHERE d.state = 'submitted' AND NOT EXISTS
      (SELECT 1 FROM moderation_cases c WHERE c.kind = 'submission' AND c.subject_id = d.listing_id AND c.closed_at IS NULL)`,
  "an appeal waits for a moderator until it is answered": `
    SELECT a.id::text AS broken FROM moderation_appeals a LEFT JOIN moderation_cases c ON c.appeal_id = a.id
    WHERE c.id IS NULL OR (a.outcome IS NULL) <> (c.closed_at IS NULL)`,
  "a listing's rating is a recount of its reviews that count": `
    SELECT l.id::text AS broken FROM strategy_marketplace l LEFT JOIN strategy_reviews r ON r.listing_id = l.id AND r.counts
    GROUP BY l.id HAVING l.rating_count <> count(r.id) OR l.rating_sum <> coalesce(sum(r.rating), 0)`,
  "a review is of what its writer bought, and counts while that is theirs": `
    SELECT r.id::text AS broken FROM strategy_reviews r
    LEFT JOIN strategy_purchases p ON p.id = r.purchase_id LEFT JOIN user_strategy_access a ON a.purchase_id = r.purchase_id
    WHERE NOT coalesce(p.completed_at IS NOT NULL AND (p.buyer_id, p.listing_id, p.creator_id) = (r.reviewer_id, r.listing_id, r.creator_id)
      AND r.is_entitled = (a.state = 'active'), false)`,
} as const;
