import { type ListingId, MarketError, type UserId } from "@boltz/contract";
import { personOf } from "@boltz/domain";
import {
  appealDecision,
  archiveListing,
  type Context,
  createReview,
  flagListing,
  flagReview,
  followCreator,
  getMyListing,
  listDecisions,
  listReviews,
  listWishes,
  removeListing,
  replyToReview,
  submitListing,
  suspendCreator,
  updateListing,
  wishForListing,
} from "@boltz/services";
import { buyInDemo } from "./demo-buying.ts";
import {
  type DemoReview,
  demoReviews,
  freeTaken,
  removalReason,
  reportedListing,
  reportedReview,
  restriction,
  rewording,
  type Speaker,
} from "./demo-opinions.ts";
import { archivedListing, removedListing } from "./desk-delisted.ts";
import { deskListings } from "./desk-listings.ts";
import type { Author } from "./publication.ts";
import { type Published, publishOnDesk } from "./publish-listings.ts";

interface TrustStory {
  moderator: Context;
  /** The demo's own creator. */
  desk: Author;
  /** Of the catalogue, by their keys. */
  authors: ReadonlyMap<string, Author>;
  speakers: ReadonlyMap<Speaker, Context>;
  published: Published;
}

const found = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demo has no ${String(key)}`);
  return value;
};

const listingOf = ({ published }: TrustStory, name: string): ListingId => found(published, name).listingId;
const speakerOf = ({ speakers }: TrustStory, speaker: Speaker): Context => found(speakers, speaker);

/** What was done before by a start that was cut off, is left as it is. */
const unlessDone = async (deed: Promise<unknown>, ...codes: MarketError["code"][]): Promise<void> => {
  await deed.catch((error: unknown) => {
    if (!(error instanceof MarketError && codes.includes(error.code))) throw error;
  });
};

/**
 * Gives the moderators' queue a case of every kind, strategies their reviews, and the demo's people what
 * they follow, wish for and are told. It is told once; cut off on the way, it goes on.
 */
export const tellTrustStory = async (story: TrustStory): Promise<void> => {
  if (await isTold(story)) return;
  await delist(story);
  for (const { reader, name } of freeTaken)
    await buyInDemo(speakerOf(story, reader), null, { listingId: listingOf(story, name) });
  for (const review of demoReviews) await tellReview(story, review);
  await revise(story);
  await reportThings(story);
  await restrictOne(story);
  await follow(story);
};

const wished = ["Fjord channel breakout", "Gold weekly channel"];

const isTold = async (story: TrustStory): Promise<boolean> =>
  (await listWishes({ ctx: speakerOf(story, "buyer") })).length === wished.length;

const delist = async ({ desk, moderator }: TrustStory): Promise<void> => {
  const archived = await publishOnDesk(desk, moderator, archivedListing);
  await unlessDone(archiveListing({ ctx: desk.ctx, input: { listingId: archived } }), "wrong_state");
  const removed = await publishOnDesk(desk, moderator, removedListing);
  const input = { listingId: removed, reason: removalReason, harm: false };
  await unlessDone(removeListing({ ctx: moderator, input }), "wrong_state");
};

/** Submits other words for what is on sale, so that a moderator has a change to read. */
const revise = async (story: TrustStory): Promise<void> => {
  const { ctx } = story.desk;
  const { name, summary, added } = rewording;
  const wanted = deskListings.find((one) => one.name === name);
  if (wanted === undefined) throw new Error(`the desk has no ${name}`);
  const listingId = listingOf(story, name);
  const { revision } = await getMyListing({ ctx, input: { listingId } });
  const description = `${wanted.listing.description}${added}`;
  await updateListing({ ctx, input: { ...wanted.listing, listingId, revision, summary, description } });
  await unlessDone(submitListing({ ctx, input: { listingId } }), "wrong_state");
};

const authorOf = ({ authors, desk }: TrustStory, creatorId: UserId): Context =>
  [desk, ...authors.values()].map(({ ctx }) => ctx).find(({ actor }) => personOf(actor).id === creatorId) ??
  desk.ctx;

const tellReview = async (story: TrustStory, { by, name, rating, text, reply }: DemoReview) => {
  const ctx = speakerOf(story, by);
  const listingId = listingOf(story, name);
  await unlessDone(createReview({ ctx, input: { listingId, rating, text } }), "conflict");
  if (reply === undefined) return;
  const reviewId = await ownReview(ctx, listingId);
  const creator = authorOf(story, found(story.published, name).creatorId);
  await unlessDone(replyToReview({ ctx: creator, input: { reviewId, text: reply } }), "already_replied");
};

const ownReview = async (ctx: Context, listingId: ListingId) => {
  const { mine } = await listReviews({ ctx, input: { listingId, sort: "newest", limit: 1 } });
  if (mine === null) throw new Error("a demo review is not there");
  return mine.id;
};

const reportThings = async (story: TrustStory): Promise<void> => {
  const listingId = listingOf(story, reportedListing.name);
  for (const { by, reason, note } of reportedListing.reports) {
    const input = { listingId, reason, note };
    await unlessDone(flagListing({ ctx: speakerOf(story, by), input }), "already_flagged");
  }
  const { review, by, reports } = reportedReview;
  const reviewId = await ownReview(speakerOf(story, review.by), listingOf(story, review.name));
  const input = { reviewId, ...reports };
  await unlessDone(flagReview({ ctx: speakerOf(story, by), input }), "already_flagged");
};

const restrictOne = async (story: TrustStory): Promise<void> => {
  const { ctx } = found(story.authors, restriction.creatorKey);
  const creatorId = personOf(ctx.actor).id;
  const restricted = async () =>
    (await listDecisions({ ctx, input: { limit: 50 } })).items.find(({ part }) => part === "withdraw");
  if ((await restricted()) === undefined) {
    const wish = { creatorId, part: "withdraw", allowed: false, reason: restriction.reason } as const;
    await suspendCreator({ ctx: story.moderator, input: wish });
  }
  const decision = await restricted();
  if (decision === undefined) throw new Error("the demo restricted nobody");
  const input = { decisionId: decision.id, text: restriction.appeal };
  await unlessDone(appealDecision({ ctx, input }), "already_appealed");
};

const follow = async (story: TrustStory): Promise<void> => {
  const followed = [story.desk, found(story.authors, "ingrid")].map(({ ctx }) => personOf(ctx.actor).id);
  for (const speaker of ["buyer", "nora"] as const)
    for (const creatorId of followed)
      await followCreator({ ctx: speakerOf(story, speaker), input: { creatorId, following: true } });
  for (const name of wished)
    await wishForListing({
      ctx: speakerOf(story, "buyer"),
      input: { listingId: listingOf(story, name), wished: true },
    });
};
