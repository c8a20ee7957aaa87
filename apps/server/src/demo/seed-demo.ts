import { createHash } from "node:crypto";
import type {
  CreateListingInput,
  ListingId,
  OwnListing,
  StrategyDocument,
  StrategyView,
} from "@boltz/contract";
import { system } from "@boltz/domain";
import {
  addVersion,
  type Context,
  createListing,
  createStrategy,
  decideListing,
  listLibrary,
  listMyListings,
  listMyStrategies,
  settlePurchase,
  startPurchase,
  submitListing,
} from "@boltz/services";
import { demoCreators, demoListings, readDemoDocument } from "./catalogue/catalogue.ts";
import {
  demoAdmin,
  demoBuyer,
  demoCreator,
  demoModerator,
  demoPassword,
  type Seeding,
  seedPerson,
} from "./demo-people.ts";
import { deskListings } from "./desk-listings.ts";

export interface DemoOptions extends Seeding {
  /** Pays a checkout page of the sandbox; without it nothing that costs is bought. */
  pay?: (checkoutUrl: string) => void;
}

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
interface Author {
  ctx: Context;
  strategies: StrategyView[];
  listings: OwnListing[];
}

const authorOf = async (ctx: Context): Promise<Author> => ({
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

/** The same purchase has the same key at every start, so that it is made once. */
const keyFor = (listingId: ListingId): string => {
  const hex = createHash("sha256").update(`demo:${listingId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const buy = async (
  buyer: Context,
  listingId: ListingId,
  price: CreateListingInput["price"],
  pay: DemoOptions["pay"],
) => {
  const input = {
    listingId,
    provider: "stripe" as const,
    method: "card" as const,
    expectedPrice: price,
    idempotencyKey: keyFor(listingId),
  };
  // Where no sandbox takes the payment, nothing is bought: no real provider is told of a demo.
  if (pay === undefined && price.amountMinor !== "0") return;
  const { purchaseId, checkoutUrl } = await startPurchase({ ctx: buyer, input });
  if (checkoutUrl === null || pay === undefined) return;
  pay(checkoutUrl);
  await settlePurchase({ ctx: { ...buyer, actor: system("seed-demo") }, input: { purchaseId } });
};

const boughtInDemo = new Set(["Golden cross, unhurried", "Band snapback", "Index tide"]);

const publishAll = async (authors: Map<string, Author>, desk: Author, moderator: Context) => {
  const published = new Map<string, { listingId: ListingId; price: CreateListingInput["price"] }>();
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
    published.set(name, { listingId: await publish(author, moderator, publication), price: listing.price });
  }
  for (const { name, document, listing, isApproved } of deskListings) {
    const versions = [{ version: "1.0.0", changelog: "First release.", document }];
    const listingId = await publish(desk, moderator, { name, listing, versions, isApproved });
    if (isApproved) published.set(name, { listingId, price: listing.price });
  }
  return published;
};

/**
 * Fills an empty marketplace through the same verbs that people use: the demo's people, the catalogue,
 * approved by its moderator, and a few purchases. A second run finds everything there and changes nothing.
 */
export const seedDemo = async ({ pay, ...seeding }: DemoOptions): Promise<void> => {
  const passwordHash = await (await seeding.auth.$context).password.hash(demoPassword);
  const person = (one: Parameters<typeof seedPerson>[1]) => seedPerson(seeding, one, passwordHash);
  const moderator = await person(demoModerator);
  await person(demoAdmin);
  const desk = await authorOf(await person(demoCreator));
  const buyer = await person(demoBuyer);
  const authors = new Map<string, Author>();
  for (const { key, email, displayName, bio } of demoCreators)
    authors.set(
      key,
      await authorOf(await person({ email, name: displayName, role: "user", creator: { displayName, bio } })),
    );

  const published = await publishAll(authors, desk, moderator);
  const library = await listLibrary({ ctx: buyer, input: { limit: 50 } });
  const owned = new Set(library.items.map((item) => item.listingId));
  for (const [name, { listingId, price }] of published) {
    const isPayable = price.amountMinor === "0" || pay !== undefined;
    if (boughtInDemo.has(name) && isPayable && !owned.has(listingId)) await buy(buyer, listingId, price, pay);
  }
};
