import { type FieldIssue, MarketError } from "@boltz/contract";
import type { listingDrafts, listings } from "@boltz/db/schema";
import { type Claim, claimSentences, findClaims } from "@boltz/domain";

const fields = ["title", "summary", "description"] as const;

const onOneLine = ({ words }: Claim) => words.replaceAll(/\s+/gu, " ");
const spelling = (claim: Claim) => onOneLine(claim).toLowerCase();

/**
 * Throws `claims_refused`, naming every promise that nobody can keep, with its field. What the public copy
 * promises in the same words has been approved by a person, whose decision outranks this automatic one.
 */
export const refuseClaims = (
  draft: typeof listingDrafts.$inferSelect,
  listing: typeof listings.$inferSelect,
): void => {
  const issues: FieldIssue[] = fields.flatMap((field) => {
    const approved = new Set(listing.publishedAt === null ? [] : findClaims(listing[field]).map(spelling));
    return findClaims(draft[field])
      .filter((claim) => !approved.has(spelling(claim)))
      .map((claim) => ({
        path: [field],
        message: `"${onOneLine(claim)}": ${claimSentences[claim.rule]}`,
      }));
  });
  if (issues.length > 0) throw new MarketError("claims_refused", { issues });
};
