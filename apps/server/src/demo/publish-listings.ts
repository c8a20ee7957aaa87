import type {
  CreateListingInput,
  ListingId,
  OwnListing,
  StrategyDocument,
  StrategyView,
  UserId,
} from "@boltz/contract";
import { personOf } from "@boltz/domain";
import {
  addVersion,
  type Context,
  createListing,
  createStrategy,
  decideListing,
  listMyListings,
  listMyStrategies,
  submitListing,
} from "@boltz/services";
import { demoListings, readDemoDocument } from "./catalogue/catalogue.ts";
import type { DeskListing } from "./desk-listing.ts";
import { deskListings } from "./desk-listings.ts";

interface OnSale {
  listingId: ListingId;
  price: CreateListingInput["price"];
  creatorId: UserId;
}

export type Published = ReadonlyMap<string, OnSale>;

interface Publication {
  name: string;
  listing: Omit<CreateListingInput, "strategyId">;
  versions: { version: string; changelog: string; document: StrategyDocument }[];
  isApproved: boolean;
}

const submitAndDecide = async (
  author: Context,
  moderator: Context,
  listingId: ListingId,
  isApproved: boolean,
) => {
  const { revision } = await submitListing({ ctx: author, input: { listingId } });
  if (isApproved)
    await decideListing({ ctx: moderator, input: { listingId, revision, outcome: "approved" } });
};

/** Somebody who publishes, and what they have already. */
export interface Author {
  ctx: Context;
  strategies: StrategyView[];
  listings: OwnListing[];
}

export const authorOf = async (ctx: Context): Promise<Author> => ({
  ctx,
  strategies: await listMyStrategies({ ctx }),
  listings: await listMyListings({ ctx }),
});

/** Adds what is missing of a publication, and takes each new version through review. */
const publish = async (
  { ctx, strategies, listings }: Author,
  moderator: Context,
  { name, listing, versions, isApproved }: Publication,
): Promise<ListingId> => {
  let strategy = strategies.find((one) => one.name === name);
  let own = listings.find((one) => one.strategyId === strategy?.id);
  for (const version of versions) {
    const isNew = strategy?.versions.every((one) => one.version !== version.version) ?? true;
    if (strategy === undefined) strategy = await createStrategy({ ctx, input: { name, ...version } });
    else if (isNew) strategy = await addVersion({ ctx, input: { strategyId: strategy.id, ...version } });
    const isDraft = own === undefined || own.status === "draft";
    own ??= await createListing({ ctx, input: { strategyId: strategy.id, ...listing } });
    if (!isNew && !isDraft) continue;
    await submitAndDecide(ctx, moderator, own.id, isApproved);
    own = { ...own, status: isApproved ? "published" : "submitted" };
  }
  if (own === undefined) throw new Error(`${name} has no version`);
  return own.id;
};

/** Takes the catalogue and the desk through review; answers what is on sale, by the strategies' names. */
export const publishAll = async (
  authors: ReadonlyMap<string, Author>,
  desk: Author,
  moderator: Context,
): Promise<Published> => {
  const published = new Map<string, OnSale>();
  const oldestFirst = demoListings.toSorted((a, b) => b.createdDaysAgo - a.createdDaysAgo);
  for (const { creatorKey, name, versions, createdDaysAgo: _days, ...listing } of oldestFirst) {
    const author = authors.get(creatorKey);
    if (author === undefined) throw new Error(`the catalogue names no creator ${creatorKey}`);
    const documents = versions.map(({ version, changelog, file }) => ({
      version,
      changelog,
      document: readDemoDocument(file),
    }));
    const publication = { name, listing, versions: documents, isApproved: true };
    const listingId = await publish(author, moderator, publication);
    published.set(name, { listingId, price: listing.price, creatorId: personOf(author.ctx.actor).id });
  }
  const creatorId = personOf(desk.ctx.actor).id;
  for (const deskListing of deskListings) {
    const { name, listing, isApproved } = deskListing;
    const listingId = await publishOnDesk(desk, moderator, deskListing);
    if (isApproved) published.set(name, { listingId, price: listing.price, creatorId });
  }
  return published;
};

/** Submits one listing of the demo's own creator, and has it approved where it is to be on sale. */
export const publishOnDesk = (
  desk: Author,
  moderator: Context,
  { document, ...listing }: DeskListing,
): Promise<ListingId> => {
  const versions = [{ version: "1.0.0", changelog: "First release.", document }];
  return publish(desk, moderator, { ...listing, versions });
};
