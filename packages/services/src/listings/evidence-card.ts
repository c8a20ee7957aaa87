import { type EvidenceCard, evidenceCard, type ListingId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingEvidence } from "@boltz/db/schema";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";

/** What `evidenceJson` selects: a card's evidence as it goes out. */
export type StoredEvidence = EvidenceCard;

/** Selects a row of `listing_evidence` (under the name `from`) as the card shows it. */
export const evidenceJson = (
  from: string,
): string => `json_build_object('tier', ${from}.tier, 'evidence', ${from}.evidence,
  'assetClass', ${from}.asset_class, 'timeframe', ${from}.timeframe, 'style', ${from}.style, 'symbols', ${from}.symbols,
  'holdoutReturn', ${from}.holdout_return, 'holdoutSharpe', ${from}.holdout_sharpe, 'afterReturn', ${from}.after_return,
  'maxDrawdown', ${from}.max_drawdown, 'trades', ${from}.trades, 'years', ${from}.years)`;

/** The evidence of a listing that was published once; null for every other one. */
export const readEvidence = async (tx: Transaction, listingId: ListingId): Promise<EvidenceCard | null> => {
  const { rows } = await tx.execute(
    sql`select ${sql.raw(evidenceJson("e"))} as proof from ${listingEvidence} e where ${eq(sql`e.listing_id`, listingEvidence.listingId.mapToDriverValue(listingId))}`,
  );
  return z.array(z.object({ proof: evidenceCard })).parse(rows)[0]?.proof ?? null;
};
