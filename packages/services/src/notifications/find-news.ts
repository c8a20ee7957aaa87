import type { Currency } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles, listings, strategyVersions } from "@boltz/db/schema";
import { moneyText } from "@boltz/domain";
import { eq, type SQL, sql } from "drizzle-orm";
import type { followingKinds } from "../mails/kinds/following.ts";
import type { MailParams } from "../mails/mail-kinds.ts";
import type { JobPayload } from "../queue.ts";

type Payload = JobPayload<"announce">;

type NewsKind = keyof typeof followingKinds;

/** One thing to be told to many people: the same words for all of them. */
export interface News {
  kind: NewsKind;
  params: MailParams<NewsKind>;
  /** With the person's id behind it, the key under which each is told once. */
  key: string;
  /** Selects the `user_id` of everybody concerned, some perhaps twice. */
  audience: SQL;
}

const newsOf = <Kind extends NewsKind>(news: News & { kind: Kind; params: MailParams<Kind> }): News => news;

/** What is to be told and to whom, as things stand now; undefined where it is no news any more. */
export const findNews = async (
  tx: Transaction,
  payload: Payload,
  publicUrl: string,
): Promise<News | undefined> => {
  const listing = await readListing(tx, payload.listingId);
  if (listing === undefined) return undefined;
  const about = {
    ...{ title: listing.title, creator: listing.creator, creatorId: listing.creatorId },
    url: `${publicUrl}/listings/${payload.listingId}`,
  };
  if (payload.what === "version") return versionNews(listing, payload, about);
  if (listing.status !== "published") return undefined;
  if (payload.what === "price") return priceNews(tx, payload, about);
  return newsOf({
    kind: "listing_by_followed",
    params: about,
    key: `listing ${payload.listingId}`,
    audience: sql`select user_id from follows where creator_id = ${uuidFromId("usr", listing.creatorId)}`,
  });
};

type Listing = NonNullable<Awaited<ReturnType<typeof readListing>>>;
type About = MailParams<"listing_by_followed">;

const readListing = async (tx: Transaction, listingId: Payload["listingId"]) => {
  const [listing] = await tx
    .select({
      title: listings.title,
      status: listings.status,
      creatorId: listings.creatorId,
      creator: creatorProfiles.displayName,
      versionId: listings.versionId,
      version: strategyVersions.version,
    })
    .from(listings)
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, listings.creatorId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, listings.versionId))
    .where(eq(listings.id, listingId));
  return listing;
};

const owners = (listing: string) =>
  sql`select user_id from user_strategy_access where listing_id = ${listing} and state = 'active'`;
const wishers = (listing: string) => sql`select user_id from wishes where listing_id = ${listing}`;

/** Who owns it hears of it also while it is off the market, for it goes on being kept up for them. */
const versionNews = (
  { status, versionId, version }: Listing,
  payload: Extract<Payload, { what: "version" }>,
  about: About,
): News | undefined => {
  if (status === "removed" || versionId !== payload.versionId) return undefined;
  const listing = uuidFromId("lst", payload.listingId);
  return newsOf({
    kind: "version_published",
    params: { ...about, version },
    key: `version ${payload.versionId}`,
    audience: status === "published" ? sql`${owners(listing)} union ${wishers(listing)}` : owners(listing),
  });
};

const priceText = (amountMinor: bigint, currency: Currency) =>
  amountMinor === 0n ? "free" : moneyText(amountMinor, currency);

/** Only a price below every one of the last 30 days is news: who goes up and down again tells nobody anything. */
const priceNews = async (
  tx: Transaction,
  payload: Extract<Payload, { what: "price" }>,
  about: About,
): Promise<News | undefined> => {
  const listing = uuidFromId("lst", payload.listingId);
  const { rows } = await tx.execute<{ now: string; before: string; currency: Currency }>(sql`
    with priced as (
      select id, price_minor, currency, created_at, lead(created_at) over (order by created_at, id) as until
      from listing_prices where listing_id = ${listing})
    select n.price_minor as now, n.currency, min(b.price_minor) as before
    from priced n join priced b on b.currency = n.currency and b.until > n.created_at - interval '30 days'
    where n.id = ${uuidFromId("pri", payload.priceId)} and n.until is null
    group by n.price_minor, n.currency having n.price_minor < min(b.price_minor)`);
  const [drop] = rows;
  if (drop === undefined) return undefined;
  const { now, before, currency } = drop;
  return newsOf({
    kind: "price_dropped",
    params: {
      ...about,
      before: priceText(BigInt(before), currency),
      now: priceText(BigInt(now), currency),
    },
    key: `price ${payload.priceId}`,
    audience: sql`select user_id from wishes w where listing_id = ${listing} and not exists (
      select 1 from user_strategy_access a
      where a.user_id = w.user_id and a.listing_id = w.listing_id and a.state in ('active', 'frozen'))`,
  });
};
