import { checkStrategy, describeStrategy, type RuleSection } from "@boltz/backtest";
import { type ListingId, type ListingRules, MarketError, type UserId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { mayDo } from "@boltz/domain";
import { and, desc, eq } from "drizzle-orm";
import { describeAttached, findAttached } from "../attached/attached-manifest.ts";
import type { Call, Context } from "../context.ts";
import { readDocument } from "../strategies/checked-document.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { findOwnPurchase } from "./own-purchase.ts";
import { requireReadable } from "./readable-listing.ts";

export interface ListingRulesInput {
  listingId: ListingId;
  version?: string | undefined;
}

/**
 * What a version does, in plain words; without a version, the one that is for sale. The document itself
 * comes along for those who may have it: of a paid listing its creator, its buyers and moderators.
 */
export const getListingRules = async ({ ctx, input }: Call<ListingRulesInput>): Promise<ListingRules> => {
  const found = (await findPublished(ctx, input)) ?? (await findPrivate(ctx, input));
  if (found === undefined) throw new MarketError("not_found");
  return {
    version: found.version,
    specHash: found.spec_hash,
    sections: describeDocument(found.document),
    document: (await mayHaveDocument(ctx, input.listingId, found)) ? readDocument(found.document) : null,
  };
};

const mayHaveDocument = async (ctx: Context, listingId: ListingId, found: VersionRow): Promise<boolean> => {
  const { isEntitled } = await findOwnPurchase(ctx, listingId);
  const resource = { ownerId: found.creatorId, isPublic: found.isPublic, isEntitled };
  return mayDo(ctx.actor, "document.read", resource);
};

/** A stored document's rules in plain words; none where the language has moved on since it was accepted. */
export const describeDocument = (text: string): RuleSection[] => {
  const document: unknown = JSON.parse(text);
  const files = findAttached(document);
  if (files !== undefined) return describeAttached(files);
  const result = checkStrategy(document);
  return result.ok ? describeStrategy(result.strategy) : [];
};

interface VersionRow {
  version: string;
  spec_hash: string;
  document: string;
  creatorId: UserId;
  /** Published and free: there is nothing to buy. */
  isPublic: boolean;
}

interface StoredTerms {
  creator_id: string;
  price_minor: bigint;
}

const findPublished = async (
  { reader }: Context,
  { listingId, version }: ListingRulesInput,
): Promise<VersionRow | undefined> => {
  const [row] = await reader<(Pick<VersionRow, "version" | "spec_hash" | "document"> & StoredTerms)[]>`
    select v.version, v.spec_hash, v.document, l.creator_id, l.price_minor
    from strategy_marketplace l
      join listing_versions p on p.listing_id = l.id
      join strategy_versions v on v.id = p.version_id
    where l.id = ${uuidFromId("lst", listingId)}
      and ${version === undefined ? reader`v.id = l.version_id` : reader`v.version = ${version}`}`;
  if (row === undefined) return undefined;
  const { creator_id, price_minor, ...found } = row;
  return { ...found, creatorId: idFromUuid("usr", creator_id), isPublic: price_minor === 0n };
};

const findPrivate = ({ actor, database }: Context, { listingId, version }: ListingRulesInput) =>
  database.withActor(actor, async (tx): Promise<VersionRow | undefined> => {
    const { strategyId, creatorId } = await requireReadable(tx, actor, listingId);
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
    return row && { ...row, creatorId, isPublic: false };
  });
