import type {
  CreateListingInput,
  ListingId,
  OwnListing,
  StrategyDocument,
  StrategyId,
  StrategyView,
} from "@boltz/contract";
import { backtestRuns, listings, listingVersions } from "@boltz/db/schema";
import { system } from "@boltz/domain";
import {
  addVersion,
  type Context,
  createAttached,
  createListing,
  createStrategy,
  decideListing,
  listMyListings,
  listMyStrategies,
  submitListing,
  verifyVersion,
} from "@boltz/services";
import { eq, inArray } from "drizzle-orm";
import type { AttachedFiles } from "./catalogue/catalogue.ts";

/** Somebody who publishes, and what they have already: strategies by their names, listings by their strategies. */
export interface Author {
  ctx: Context;
  strategies: Map<string, StrategyView>;
  listings: Map<StrategyId, OwnListing>;
}

export const authorOf = async (ctx: Context): Promise<Author> => ({
  ctx,
  strategies: new Map((await listMyStrategies({ ctx })).map((one) => [one.name, one])),
  listings: new Map((await listMyListings({ ctx })).map((one) => [one.strategyId, one])),
});

interface Release {
  version: string;
  changelog: string;
  /** A document, or files for another engine. */
  content: { document: StrategyDocument } | AttachedFiles;
  /** Since when it is said to be public; null for now. */
  publishedAt: Date | null;
}

export interface Publication {
  author: Author;
  name: string;
  listing: Omit<CreateListingInput, "strategyId">;
  /** The oldest first. */
  releases: readonly Release[];
  isApproved: boolean;
}

/**
 * Adds what is missing of publications, and takes each version through its proof and review. All that
 * are of one age are handed in before any is run, so that the threads have their hands full.
 */
export const publishTogether = async (
  publications: readonly Publication[],
  moderator: Context,
): Promise<ListingId[]> => {
  const rounds = Math.max(...publications.map(({ releases }) => releases.length));
  for (let round = 0; round < rounds; round += 1) {
    const waiting: OwnListing[] = [];
    for (const publication of publications) {
      const own = await handIn(publication, round);
      if (own !== undefined && publication.isApproved) waiting.push(own);
    }
    await proveWaiting(moderator);
    for (const { id: listingId, revision } of waiting)
      await decideListing({ ctx: moderator, input: { listingId, revision, outcome: "approved" } });
  }
  return publications.map(({ author, name }) => listingIdOf(author, name));
};

const listingIdOf = ({ strategies, listings: own }: Author, name: string): ListingId => {
  const strategy = strategies.get(name);
  const listing = strategy === undefined ? undefined : own.get(strategy.id);
  if (listing === undefined) throw new Error(`${name} has no version`);
  return listing.id;
};

/** Hands one version in; undefined where it, or a later one, was judged before. */
const handIn = async (
  { author, name, listing, releases }: Publication,
  round: number,
): Promise<OwnListing | undefined> => {
  const release = releases[round];
  if (release === undefined) return undefined;
  const { publishedAt, version } = release;
  const { ctx } = author;
  const known = author.strategies.get(name);
  const isNew = known?.versions.every((one) => one.version !== version) ?? true;
  const strategy = known !== undefined && !isNew ? known : await addRelease(ctx, name, known, release);
  author.strategies.set(name, strategy);
  const before =
    author.listings.get(strategy.id) ??
    (await createListing({ ctx, input: { strategyId: strategy.id, ...listing } }));
  const keep = (own: OwnListing): OwnListing => {
    author.listings.set(strategy.id, {
      ...own,
      status: own.status === "submitted" ? "published" : own.status,
    });
    return own;
  };
  if (before.status === "submitted") return keep(before);
  if (!isNew && before.status !== "draft") return undefined;
  if (publishedAt !== null) await dateBack(ctx, before.id, { strategy, version, publishedAt });
  return keep(await submitListing({ ctx, input: { listingId: before.id } }));
};

const addRelease = (
  ctx: Context,
  name: string,
  known: StrategyView | undefined,
  { version, changelog, content }: Release,
): Promise<StrategyView> => {
  if (!("document" in content)) return createAttached({ ctx, input: content });
  const { document } = content;
  const input = { version, changelog, document };
  return known === undefined
    ? createStrategy({ ctx, input: { name, ...input } })
    : addVersion({ ctx, input: { strategyId: known.id, ...input } });
};

interface Dated {
  strategy: StrategyView;
  version: string;
  publishedAt: Date;
}

/** Says that a version was published on another day, so that bars may have come after it. */
const dateBack = async (
  ctx: Context,
  listingId: ListingId,
  { strategy, version, publishedAt }: Dated,
): Promise<void> => {
  const versionId = strategy.versions.find((one) => one.version === version)?.id;
  if (versionId === undefined) throw new Error(`${strategy.name} has no version ${version}`);
  await ctx.database.withActor(system("seed-demo"), async (tx) => {
    await tx.insert(listingVersions).values({ listingId, versionId, publishedAt }).onConflictDoNothing();
    if (strategy.versions.length === 1)
      await tx.update(listings).set({ publishedAt }).where(eq(listings.id, listingId));
  });
};

/** Runs what waits for its proof, as nobody works off the queues while the demo is made. */
const proveWaiting = async (services: Context): Promise<void> => {
  const ctx = { ...services, actor: system("seed-demo") };
  const runs = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ runId: backtestRuns.id })
      .from(backtestRuns)
      .where(inArray(backtestRuns.state, ["queued", "running"])),
  );
  await Promise.all(runs.map((input) => verifyVersion({ ctx, input })));
};
