import { jaccard } from "@boltz/backtest";
import type { ListingId, NearDuplicate } from "@boltz/contract";
import { idFromUuid, type Reader, uuidFromId } from "@boltz/db";
import { storedMarket } from "../verification/stored-market.ts";
import { tokensOf } from "../verification/write-evidence.ts";
import { correlationOf, type MonthlyVector, monthlyVector } from "./correlation.ts";

const CANDIDATES = 200;
const SHOWN = 10;
const sameRules = 0.85;
const sameReturns = 0.98;

export interface Original {
  listingId: ListingId;
  document: string;
  /** Null without a run that passed. */
  monthly: MonthlyVector | null;
  /** Null while it is not public. */
  publishedAt: Date | null;
}

/** Published listings with much the same rules, or much the same returns on the same bars; most alike first. */
export const findDuplicates = async (reader: Reader, original: Original): Promise<NearDuplicate[]> => {
  const [byRules, byReturns] = await Promise.all([
    likeRules(reader, original),
    likeReturns(reader, original),
  ]);
  const known = new Set(byRules.map(({ listingId }) => listingId));
  return [...byRules, ...byReturns.filter(({ listingId }) => !known.has(listingId))]
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, SHOWN);
};

interface Candidate {
  id: string;
  title: string;
  creator_id: string;
  creator_name: string;
  published_at: Date;
}

const duplicateOf = (
  { publishedAt }: Original,
  row: Candidate,
  likeness: Pick<NearDuplicate, "similarity" | "by">,
): NearDuplicate => ({
  ...likeness,
  listingId: idFromUuid("lst", row.id),
  title: row.title,
  creator: { id: idFromUuid("usr", row.creator_id), displayName: row.creator_name },
  isEarlier: publishedAt === null || row.published_at < publishedAt,
});

/**
 * Of two sets that share a part t of all their tokens, each shares one of any |A| − ⌈t·|A|⌉ + 1 tokens of
 * A: so the longest, which are the rarest, lead to every candidate and to few others.
 */
const leadsOf = (tokens: readonly string[]): string[] =>
  tokens
    .toSorted((a, b) => b.length - a.length)
    .slice(0, tokens.length - Math.ceil(sameRules * tokens.length) + 1);

const likeRules = async (reader: Reader, original: Original): Promise<NearDuplicate[]> => {
  const tokens = tokensOf(original.document);
  if (tokens.length === 0) return [];
  const rows = await reader<(Candidate & { rule_tokens: string[] })[]>`
    select l.id, l.title, l.creator_id, c.display_name as creator_name, l.published_at, e.rule_tokens
    from (select e.listing_id, e.rule_tokens from listing_evidence e
          where e.rule_tokens && ${leadsOf(tokens)} and cardinality(e.rule_tokens) between
            ${Math.ceil(sameRules * tokens.length)} and ${Math.floor(tokens.length / sameRules)}
            and e.listing_id <> ${uuidFromId("lst", original.listingId)} limit ${CANDIDATES}) e
      join strategy_marketplace l on l.id = e.listing_id join creator_profiles c on c.user_id = l.creator_id`;
  return rows.flatMap((row) => {
    const similarity = jaccard(tokens, row.rule_tokens);
    return similarity < sameRules ? [] : [duplicateOf(original, row, { similarity, by: "rules" })];
  });
};

const likeReturns = async (reader: Reader, original: Original): Promise<NearDuplicate[]> => {
  const { monthly } = original;
  if (monthly === null) return [];
  const { market, timeframe } = storedMarket(JSON.parse(original.document));
  const rows = await reader<(Candidate & { monthly: unknown })[]>`
    select l.id, l.title, l.creator_id, c.display_name as creator_name, l.published_at, e.monthly
    from (select e.listing_id, e.monthly from listing_evidence e
          where e.tier = 'verified' and e.timeframe = ${timeframe} and e.symbols = ${market.symbols.toSorted()}
            and e.listing_id <> ${uuidFromId("lst", original.listingId)} limit ${CANDIDATES}) e
      join strategy_marketplace l on l.id = e.listing_id join creator_profiles c on c.user_id = l.creator_id`;
  return rows.flatMap((row) => {
    const similarity = correlationOf(monthly, monthlyVector.parse(row.monthly));
    if (similarity === null || similarity < sameReturns) return [];
    return [duplicateOf(original, row, { similarity: Math.min(similarity, 1), by: "returns" })];
  });
};
