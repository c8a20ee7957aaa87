import type { ListingId, ListingPage } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { Actor } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { type CardRow, cardColumns, listingCardOf } from "./listing-card.ts";
import { readPrivatePage } from "./private-page.ts";

type Page = Omit<ListingPage, "viewer">;

/** A listing's page: public where it is published, otherwise for its creator and for moderators. */
export const getListing = async ({ ctx, input }: Call<{ listingId: ListingId }>): Promise<ListingPage> => {
  const [published, purchase] = await Promise.all([
    findPublishedPage(ctx, input.listingId),
    findOwnPurchase(ctx, input.listingId),
  ]);
  const page =
    published ??
    (await ctx.database.withActor(ctx.actor, (tx) => readPrivatePage(tx, ctx.actor, input.listingId)));
  return { ...page, viewer: { ...purchase, isCreator: isPerson(ctx.actor, page.creator.id) } };
};

const isPerson = (actor: Actor, id: ListingPage["creator"]["id"]) =>
  actor.kind === "person" && actor.id === id;

interface VersionRow {
  id: string;
  version: string;
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
    (select json_agg(json_build_object('id', v.id, 'version', v.version, 'spec_hash', v.spec_hash,
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
    specHash: version.spec_hash,
    changelog: version.changelog,
    createdAt: new Date(version.created_at).toISOString(),
  }));
  const latestId = idFromUuid("ver", row.version_id);
  return {
    ...listingCardOf(row),
    description: row.description,
    status: "published",
    strategyId: idFromUuid("str", row.strategy_id),
    style: row.style,
    versions,
    latestVersion: versions.find(({ id }) => id === latestId) ?? null,
  };
};

/** What the person asking has bought of it; nothing is asked for a visitor. */
const findOwnPurchase = async ({ actor, database }: Context, listingId: ListingId) => {
  if (actor.kind !== "person") return { owns: false, pendingPurchaseId: null };
  const listing = uuidFromId("lst", listingId);
  const person = uuidFromId("usr", actor.id);
  const { rows } = await database.withActor(actor, (tx) =>
    tx.execute<{ owns: boolean; pending: string | null }>(sql`
      select exists (select 1 from user_strategy_access a where a.user_id = ${person} and a.listing_id = ${listing}
                     and a.state in ('active', 'frozen')) as owns,
             (select p.id from strategy_purchases p where p.buyer_id = ${person} and p.listing_id = ${listing}
              and p.status = 'pending') as pending`),
  );
  const [found] = rows;
  const pending = found?.pending ?? null;
  return {
    owns: found?.owns ?? false,
    pendingPurchaseId: pending === null ? null : idFromUuid("pur", pending),
  };
};
