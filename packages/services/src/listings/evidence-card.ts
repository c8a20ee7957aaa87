import { type EvidenceCard, evidenceCard, type ListingId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import { z } from "zod";

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
    sql`select ${sql.raw(evidenceJson("e"))} as proof from listing_evidence e where e.listing_id = ${uuidFromId("lst", listingId)}`,
  );
  return z.array(z.object({ proof: evidenceCard })).parse(rows)[0]?.proof ?? null;
};
