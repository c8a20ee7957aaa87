/** What must always hold of people who were erased. */
export const privacyInvariants = {
  "who was erased has no name, no address, no words on the market and nothing for sale": `
    SELECT u.id::text AS broken FROM erasure_requests e JOIN users u ON u.id = e.user_id
    LEFT JOIN creator_profiles p ON p.user_id = u.id
    WHERE e.state = 'done' AND (u.erased_at IS NULL OR u.name <> 'Erased person' OR u.email NOT LIKE '%@erased.invalid'
      OR u.image IS NOT NULL OR p.display_name NOT LIKE 'Erased creator %' OR p.bio <> ''
      OR EXISTS (SELECT 1 FROM strategy_marketplace l WHERE l.creator_id = u.id AND l.status IN ('published', 'archived'))
      OR EXISTS (SELECT 1 FROM strategy_reviews r WHERE r.reviewer_id = u.id AND r.author <> 'Erased person'))`,
} as const;
