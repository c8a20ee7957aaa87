import type { ListingId, ListingPage, VersionView } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { Actor } from "@boltz/domain";
import type { Call, Context } from "../context.ts";
import { type CardRow, cardColumns, listingCardOf } from "./listing-card.ts";
import { findOwnPurchase } from "./own-purchase.ts";
import { readPrivatePage } from "./private-page.ts";

type Page = Omit<ListingPage, "viewer">;

/** A listing's page: public where it is published, otherwise for its creator and for moderators. */
export const getListing = async ({ ctx, input }: Call<{ listingId: ListingId }>): Promise<ListingPage> => {
  const [published, { owns, pendingPurchaseId, wished, flagged }] = await Promise.all([
    findPublishedPage(ctx, input.listingId),
    findOwnPurchase(ctx, input.listingId),
  ]);
  const page =
    published ??
    (await ctx.database.withActor(ctx.actor, (tx) => readPrivatePage(tx, ctx.actor, input.listingId)));
  const isCreator = isPerson(ctx.actor, page.creator.id);
  return { ...page, viewer: { owns, pendingPurchaseId, isCreator, wished, flagged } };
};

const isPerson = (actor: Actor, id: ListingPage["creator"]["id"]) =>
  actor.kind === "person" && actor.id === id;

interface VersionRow {
  id: string;
  version: string;
  kind: VersionView["kind"];
  spec_hash: string;
  changelog: string;
  created_at: string;
}

interface PageRow extends CardRow {
  description: string;
  strategy_id: string;
  version_id: string;
  style: string | null;
  versions: VersionRow[];
}

const pageStatement = `
  select ${cardColumns}, l.description, l.strategy_id, l.version_id, l.style,
    (select json_agg(json_build_object('id', v.id, 'version', v.version, 'kind', v.kind, 'spec_hash', v.spec_hash,
              'changelog', v.changelog, 'created_at', v.created_at) order by v.id desc)
       from listing_versions p join strategy_versions v on v.id = p.version_id
      where p.listing_id = l.id) as versions
  from strategy_marketplace l join creator_profiles c on c.user_id = l.creator_id
  where l.id = $1`;

const findPublishedPage = async ({ reader }: Context, listingId: ListingId): Promise<Page | undefined> => {
  const [row] = await reader.unsafe<PageRow[]>(pageStatement, [uuidFromId("lst", listingId)], {
    prepare: true,
  });
  if (row === undefined) return undefined;
  const versions = row.versions.map((version) => ({
    id: idFromUuid("ver", version.id),
    version: version.version,
    kind: version.kind,
    specHash: version.spec_hash,
    changelog: version.changelog,
    createdAt: new Date(version.created_at).toISOString(),
  }));
  const latestId = idFromUuid("ver", row.version_id);
  return {
    ...listingCardOf(row),
    description: row.description,
    status: "published",
    harmful: false,
    strategyId: idFromUuid("str", row.strategy_id),
    style: row.style,
    versions,
    latestVersion: versions.find(({ id }) => id === latestId) ?? null,
  };
};
