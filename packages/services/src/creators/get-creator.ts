import {
  type CreatorPage,
  type EvidenceCard,
  type getCreatorInput,
  MarketError,
  type RecordedListing,
  type UserId,
} from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import {
  creatorProfiles,
  follows,
  listingEvidence,
  listings,
  listingVersions,
  reviews,
} from "@boltz/db/schema";
import { type Actor, system, weighedRating } from "@boltz/domain";
import { and, count, desc, eq, ne, type SQLWrapper, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { evidenceJson } from "../listings/evidence-card.ts";
import { reviewColumns, reviewViewOf } from "../reviews/review-view.ts";

const LATEST_REVIEWS = 10;
const MOST_LISTINGS = 500;

/**
 * A creator's public page. Whatever was once published stays in the record, also after it was archived or
 * removed, which only the system still reads.
 */
export const getCreator = async ({
  ctx,
  input,
}: Call<z.output<typeof getCreatorInput>>): Promise<CreatorPage> => {
  const { creatorId } = input;
  return ctx.database.withSnapshot(system("get-creator"), async (tx) => {
    const profile = await readProfile(tx, creatorId, ctx.actor);
    const record = await readRecord(tx, creatorId);
    const latest = await readLatestReviews(tx, creatorId);
    const { sum, rated, sales } = record[0]?.overall ?? { sum: 0, rated: 0, sales: 0 };
    return {
      id: creatorId,
      displayName: profile.displayName,
      bio: profile.bio,
      since: profile.createdAt.toISOString(),
      rating: {
        mean: rated === 0 ? null : sum / rated,
        weighed: rated === 0 ? null : weighedRating({ sum, count: rated }),
        count: rated,
      },
      totalSales: sales,
      followers: profile.followers,
      answered: { count: profile.answered, of: rated },
      listings: record.map(recordedOf),
      reviews: latest.map(({ listingTitle, ...row }) => ({
        ...reviewViewOf(row, ctx.actor),
        listingTitle,
        creatorId,
      })),
      viewer: {
        follows: profile.follows,
        isSelf: ctx.actor.kind === "person" && ctx.actor.id === creatorId,
      },
    };
  });
};

const readProfile = async (tx: Transaction, creatorId: UserId, viewer: Actor) => {
  const isViewer = viewer.kind === "person" ? eq(follows.userId, viewer.id) : sql`false`;
  const [profile] = await tx
    .select({
      displayName: creatorProfiles.displayName,
      bio: creatorProfiles.bio,
      createdAt: creatorProfiles.createdAt,
      followers: tx.$count(follows, eq(follows.creatorId, creatorId)),
      follows: sql<boolean>`exists (select from ${follows} where ${eq(follows.creatorId, creatorId)} and ${isViewer})`,
      answered: tx.$count(
        reviews,
        and(eq(reviews.creatorId, creatorId), reviews.counts, sql`${reviews.reply} is not null`),
      ),
    })
    .from(creatorProfiles)
    .where(eq(creatorProfiles.userId, creatorId));
  if (profile === undefined) throw new MarketError("not_found");
  return profile;
};

/** Over all rows that are found, however many of them are shown. */
const overall = (column: SQLWrapper) => sql`sum(${column}) over ()`.mapWith(Number);

/** What was ever published: what is for sale first, then what was taken off the market last. */
const readRecord = (tx: Transaction, creatorId: UserId) =>
  tx
    .select({
      id: listings.id,
      title: listings.title,
      status: listings.status,
      tags: listings.tags,
      priceMinor: listings.priceMinor,
      currency: listings.currency,
      rating: listings.rating,
      ratingSum: listings.ratingSum,
      ratingCount: listings.ratingCount,
      totalSales: listings.totalSales,
      publishedAt: listings.publishedAt,
      delistedAt: listings.delistedAt,
      versions: count(listingVersions.versionId),
      proof: sql<EvidenceCard | null>`(select ${sql.raw(evidenceJson("e"))} from ${listingEvidence} e where e.listing_id = ${listings.id})`,
      overall: {
        sum: overall(listings.ratingSum),
        rated: overall(listings.ratingCount),
        sales: overall(listings.totalSales),
      },
    })
    .from(listings)
    .leftJoin(listingVersions, eq(listingVersions.listingId, listings.id))
    .where(and(eq(listings.creatorId, creatorId), ne(listings.status, "unpublished")))
    .groupBy(listings.id)
    .orderBy(
      sql`${listings.status} <> 'published'`,
      sql`${listings.delistedAt} desc nulls first`,
      desc(listings.publishedAt),
      desc(listings.id),
    )
    .limit(MOST_LISTINGS);

type RecordRow = Awaited<ReturnType<typeof readRecord>>[number];

const recordedOf = (row: RecordRow): RecordedListing => {
  if (row.status === "unpublished" || row.publishedAt === null)
    throw new Error(`listing ${row.id} was never published`);
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    tags: row.tags,
    price: { amountMinor: row.priceMinor.toString(), currency: row.currency },
    rating: { mean: row.rating, count: row.ratingCount },
    totalSales: row.totalSales,
    publishedAt: row.publishedAt.toISOString(),
    delistedAt: row.delistedAt?.toISOString() ?? null,
    versions: row.versions,
    proof: row.proof,
  };
};

const readLatestReviews = (tx: Transaction, creatorId: UserId) =>
  tx
    .select({ ...reviewColumns, listingTitle: listings.title })
    .from(reviews)
    .innerJoin(listings, eq(listings.id, reviews.listingId))
    .where(and(eq(reviews.creatorId, creatorId), eq(reviews.isHidden, false)))
    .orderBy(desc(reviews.id))
    .limit(LATEST_REVIEWS);
