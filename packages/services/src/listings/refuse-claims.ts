import { type FieldIssue, MarketError } from "@boltz/contract";
import { type Claim, claimSentences, findClaims } from "@boltz/domain";

const fields = ["title", "summary", "description", "changelog"] as const;

/** The words that are searched: a copy of a listing, with what its version says it changed. */
type Words = Record<(typeof fields)[number], string>;

const onOneLine = ({ words }: Claim) => words.replaceAll(/\s+/gu, " ");
const spelling = (claim: Claim) => onOneLine(claim).toLowerCase();

/**
 * Throws `claims_refused`, naming every promise that nobody can keep, with its field. What the public copy
 * promises in the same words has been approved by a person, whose decision outranks this automatic one.
 */
export const refuseClaims = (submitted: Words, published: Words | null): void => {
  const issues: FieldIssue[] = fields.flatMap((field) => {
    const approved = new Set(published === null ? [] : findClaims(published[field]).map(spelling));
    return findClaims(submitted[field])
      .filter((claim) => !approved.has(spelling(claim)))
      .map((claim) => ({
        path: [field],
        message: `"${onOneLine(claim)}": ${claimSentences[claim.rule]}`,
      }));
  });
  if (issues.length > 0) throw new MarketError("claims_refused", { issues });
};
