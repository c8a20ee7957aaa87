import {
  assetClasses,
  type ListingId,
  type SearchListingsInput,
  searchListingsInput,
  timeframes,
} from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { type Context, getListing, searchListings } from "@boltz/services";
import type { Server } from "./http-client.ts";
import { type Measured, measureLoad } from "./load.ts";
import type { Result } from "./report.ts";
import { statementOf } from "./statements.ts";
import { pick, type Random, randomStream, tagList, vocabulary, zipf } from "./words.ts";

const prepared = 2_000;
const deepPageSize = 50;

export interface Reads {
  ctx: Context;
  server: Server;
  listingIds: readonly ListingId[];
  seconds: number;
  atOnce: number;
}

/** One kind of request: its inputs, and each of them as the verb that the server would call. */
interface Work {
  name: string;
  target: string;
  procedure: string;
  requests: readonly { input: object; verb(ctx: Context): Promise<unknown> }[];
}

/** One to three words as people type them; one in eight is still being typed, one in twenty is misspelt. */
const typed = (random: Random, word: (random: Random) => string): string => {
  const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => word(random));
  const last = words.at(-1) ?? "";
  const chance = random();
  if (chance < 0.125) words.splice(-1, 1, last.slice(0, Math.max(3, last.length - 2)));
  else if (chance < 0.175) words.splice(-1, 1, `${last.slice(0, 2)}${last.slice(3)}${last.slice(2, 3)}`);
  return words.join(" ");
};

const searches = (): SearchListingsInput[] => {
  const random = randomStream(7);
  const word = zipf(vocabulary);
  return Array.from({ length: prepared }, () => searchListingsInput.parse({ words: typed(random, word) }));
};

const filters = (): SearchListingsInput[] => {
  const random = randomStream(8);
  const tag = zipf(tagList);
  return Array.from({ length: prepared }, () => {
    const least = Math.floor(random() * 4_000);
    return searchListingsInput.parse({
      tags: [tag(random)],
      currency: "USD",
      minPriceMinor: String(least),
      maxPriceMinor: String(least + 2_000 + Math.floor(random() * 8_000)),
      minRating: pick(random, [2, 3, 3.5, 4]),
    });
  });
};

const markets = (): SearchListingsInput[] => {
  const random = randomStream(12);
  return Array.from({ length: prepared }, () =>
    searchListingsInput.parse({
      assetClass: pick(random, assetClasses),
      timeframe: pick(random, timeframes),
      maxDrawdown: pick(random, [0.1, 0.2, 0.3, 0.5]),
      minTrades: pick(random, [50, 100, 200]),
    }),
  );
};

/** Newest first, beginning where a reader would be after turning half of all pages. */
const deepPages = async (ctx: Context, size: number): Promise<SearchListingsInput[]> => {
  const inputs: SearchListingsInput[] = [];
  let input = searchListingsInput.parse({ sort: "newest", limit: deepPageSize });
  for (let page = 1; page < size / deepPageSize; page += 1) {
    const { nextCursor } = await searchListings({ ctx, input });
    if (nextCursor === null) break;
    input = { ...input, cursor: nextCursor };
    if (page > size / deepPageSize / 2) inputs.push({ ...input, limit: 24 });
    if (inputs.length === 200) break;
  }
  return inputs;
};

const searchWork = (name: string, target: string, inputs: readonly SearchListingsInput[]): Work => ({
  ...{ name, target, procedure: "listings.search" },
  requests: inputs.map((input) => ({ input, verb: (ctx) => searchListings({ ctx, input }) })),
});

const worksOf = async ({ ctx, listingIds }: Reads): Promise<Work[]> => {
  const random = randomStream(9);
  const byId = Array.from({ length: prepared }, () => ({ listingId: pick(random, listingIds) }));
  return [
    searchWork("search by words", "500/s, p95 50 ms", searches()),
    searchWork("browse by tag, price, rating", "1,500/s", filters()),
    searchWork("best evidence, first page", "", [searchListingsInput.parse({})]),
    searchWork("best evidence of a market, narrowed", "", markets()),
    searchWork("newest, first page", "", [searchListingsInput.parse({ sort: "newest" })]),
    searchWork("newest, page at half depth", "as the first page", await deepPages(ctx, listingIds.length)),
    {
      ...{ name: "listing by id", target: "2,500/s, p95 12 ms", procedure: "listings.get" },
      requests: byId.map((input) => ({ input, verb: (asker) => getListing({ ctx: asker, input }) })),
    },
  ];
};

const measureRaw = async ({ ctx, seconds, atOnce }: Reads, work: Work): Promise<Measured> => {
  const statements = await Promise.all(work.requests.map(({ verb }) => statementOf(ctx, verb)));
  const random = randomStream(10);
  const ask = async () => {
    const { text, values } = pick(random, statements);
    await ctx.reader.unsafe(text, values, { prepare: true });
  };
  return measureLoad(ask, { seconds, atOnce });
};

/** What visitors do, over HTTP, and beside it the same statements without a server. */
export const measureReads = async (reads: Reads, report: (result: Result) => void): Promise<void> => {
  const visiting = { ...reads, ctx: { ...reads.ctx, actor: visitor } };
  for (const work of await worksOf(visiting)) {
    const random = randomStream(11);
    const ask = () => reads.server.ask(work.procedure, pick(random, work.requests).input);
    const ours = await measureLoad(ask, { seconds: reads.seconds, atOnce: reads.atOnce });
    report({ work: work.name, ours, raw: await measureRaw(visiting, work), target: work.target });
  }
};
