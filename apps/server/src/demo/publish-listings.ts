import { checkStrategy } from "@boltz/backtest";
import type { CreateListingInput, ListingId, StrategyDocument, UserId } from "@boltz/contract";
import { personOf } from "@boltz/domain";
import type { Context } from "@boltz/services";
import {
  attachedListings,
  demoListings,
  readAttachedFiles,
  readDemoDocument,
} from "./catalogue/catalogue.ts";
import { demoPublishedFrom } from "./demo-datasets.ts";
import type { DeskListing } from "./desk-listing.ts";
import { deskListings } from "./desk-listings.ts";
import { type Author, type Publication, publishTogether } from "./publication.ts";

interface OnSale {
  listingId: ListingId;
  price: CreateListingInput["price"];
  creatorId: UserId;
}

export type Published = ReadonlyMap<string, OnSale>;

interface Publishing {
  /** Of the catalogue, by their keys. */
  authors: ReadonlyMap<string, Author>;
  /** The demo's own creator. */
  desk: Author;
  moderator: Context;
  /** The catalogue came out a while ago, so that there are bars after it. */
  isDatedBack: boolean;
}

const dayMs = 86_400_000;
const oldestFirst = demoListings.toSorted((a, b) => b.createdDaysAgo - a.createdDaysAgo);

/** The catalogue comes out during the quarter behind the bars that its authors had. */
const publishedAt = (symbols: readonly string[], createdDaysAgo: number): Date => {
  const known = symbols.flatMap((one) => demoPublishedFrom.get(one) ?? []);
  const from = Math.max(...(known.length === 0 ? [...demoPublishedFrom.values()] : known).map(Number));
  const daysLater = ((oldestFirst[0]?.createdDaysAgo ?? 0) - createdDaysAgo) / 4;
  return new Date(from + daysLater * dayMs);
};

const symbolsOf = (document: StrategyDocument): readonly string[] => {
  const checked = checkStrategy(document);
  return checked.ok && "symbols" in checked.strategy.market ? checked.strategy.market.symbols : [];
};

const authorNamed = ({ authors }: Publishing, creatorKey: string): Author => {
  const author = authors.get(creatorKey);
  if (author === undefined) throw new Error(`the catalogue names no creator ${creatorKey}`);
  return author;
};

const catalogueOf = (publishing: Publishing): Publication[] =>
  oldestFirst.map(({ creatorKey, name, versions, createdDaysAgo: _days, ...listing }) => {
    const releases = versions.map(({ version, changelog, file, createdDaysAgo }) => {
      const document = readDemoDocument(file);
      const day = publishing.isDatedBack ? publishedAt(symbolsOf(document), createdDaysAgo) : null;
      return { version, changelog, content: { document }, publishedAt: day };
    });
    return { author: authorNamed(publishing, creatorKey), name, listing, releases, isApproved: true };
  });

const attachedOf = (publishing: Publishing): Publication[] =>
  attachedListings.map((attached) => {
    const { creatorKey, name, createdDaysAgo, file: _file, market, ...listing } = attached;
    const content = readAttachedFiles(attached);
    const { version, changelog } = content;
    const day = publishing.isDatedBack ? publishedAt(market.symbols, createdDaysAgo) : null;
    const releases = [{ version, changelog, content, publishedAt: day }];
    return { author: authorNamed(publishing, creatorKey), name, listing, releases, isApproved: true };
  });

const onDesk = (author: Author, { document, ...listing }: DeskListing): Publication => ({
  ...{ author, ...listing },
  releases: [{ version: "1.0.0", changelog: "First release.", content: { document }, publishedAt: null }],
});

/** Takes the catalogue and the desk through review; answers what is on sale, by the strategies' names. */
export const publishAll = async (publishing: Publishing): Promise<Published> => {
  const { desk, moderator } = publishing;
  const publications = [
    ...catalogueOf(publishing),
    ...attachedOf(publishing),
    ...deskListings.map((one) => onDesk(desk, one)),
  ];
  const ids = await publishTogether(publications, moderator);
  const published = new Map<string, OnSale>();
  for (const [place, { author, name, listing, isApproved }] of publications.entries()) {
    const listingId = ids[place];
    if (listingId === undefined || !isApproved) continue;
    published.set(name, { listingId, price: listing.price, creatorId: personOf(author.ctx.actor).id });
  }
  return published;
};

/** Submits one listing of the demo's own creator, and has it approved where it is to be on sale. */
export const publishOnDesk = async (
  desk: Author,
  moderator: Context,
  listing: DeskListing,
): Promise<ListingId> => {
  const [listingId] = await publishTogether([onDesk(desk, listing)], moderator);
  if (listingId === undefined) throw new Error(`${listing.name} was not published`);
  return listingId;
};
