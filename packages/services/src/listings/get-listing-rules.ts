import { checkStrategy, describeStrategy, type RuleSection } from "@boltz/backtest";
import { type ListingId, type ListingRules, MarketError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { and, desc, eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { readDocument } from "../strategies/checked-document.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { requireReadable } from "./readable-listing.ts";

export interface ListingRulesInput {
  listingId: ListingId;
  version?: string | undefined;
}

/** What a version does, in plain words beside its document. Without a version: the one that is for sale. */
export const getListingRules = async ({ ctx, input }: Call<ListingRulesInput>): Promise<ListingRules> => {
  const found = (await findPublished(ctx, input)) ?? (await findPrivate(ctx, input));
  if (found === undefined) throw new MarketError("not_found");
  return {
    version: found.version,
    specHash: found.spec_hash,
    sections: describeDocument(found.document),
    document: readDocument(found.document),
  };
};

/** A stored document's rules in plain words; none where the language has moved on since it was accepted. */
export const describeDocument = (text: string): RuleSection[] => {
  const result = checkStrategy(JSON.parse(text));
  return result.ok ? describeStrategy(result.strategy) : [];
};

interface VersionRow {
  version: string;
  spec_hash: string;
  document: string;
}

const findPublished = async ({ reader }: Context, { listingId, version }: ListingRulesInput) => {
  const [row] = await reader<VersionRow[]>`
    select v.version, v.spec_hash, v.document
    from strategy_marketplace l
      join listing_versions p on p.listing_id = l.id
      join strategy_versions v on v.id = p.version_id
    where l.id = ${uuidFromId("lst", listingId)}
      and ${version === undefined ? reader`v.id = l.version_id` : reader`v.version = ${version}`}`;
  return row;
};

const findPrivate = ({ actor, database }: Context, { listingId, version }: ListingRulesInput) =>
  database.withActor(actor, async (tx): Promise<VersionRow | undefined> => {
    const { strategyId } = await requireReadable(tx, actor, listingId);
    const ofStrategy = eq(strategyVersions.strategyId, strategyId);
    const [row] = await tx
      .select({
        version: strategyVersions.version,
        spec_hash: strategyVersions.specHash,
        document: strategyVersions.document,
      })
      .from(strategyVersions)
      .where(version === undefined ? ofStrategy : and(ofStrategy, eq(strategyVersions.version, version)))
      .orderBy(desc(versionOrder))
      .limit(1);
    return row;
  });
