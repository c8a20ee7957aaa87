import {
  type Currency,
  currencies,
  currencyCodes,
  type ListingCard,
  type ListingId,
  type SearchListingsInput,
  searchListingsInput,
  searchListingsOutput,
} from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, visitor, weighedRating } from "@boltz/domain";
import { type CatalogueEntry, seedCatalogue } from "@boltz/testkit";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useVerbs } from "../verbs.fixture.ts";
import { searchListings } from "./search-listings.ts";

const verbs = useVerbs({ madeUpRatings: true });
/** More than a statement looks at near the beginning of a page. */
const size = 500;
const words = ["kestrel", "marlin", "granite", "juniper", "cobalt"];
const tags = ["trend", "crypto", "daily", "mean-reversion"];

interface Entry extends CatalogueEntry {
  id: ListingId;
  sales: number;
}
const catalogue: Entry[] = [];

/** Small deterministic numbers: how a row differs from the next is all that matters. */
const digit = (seed: number, among: number) =>
  Math.floor(Math.abs(Math.sin(seed * 12.9898) * 43_758.5453)) % among;
const some = (list: readonly string[], seed: number, share: number) =>
  list.filter((_, index) => digit(seed * 31 + index * 7 + 1, 100) < share);

const entryOf = (seed: number): CatalogueEntry => {
  const currency: Currency = currencyCodes[digit(seed + 0.3, 3) === 0 ? digit(seed + 0.7, 6) : 0] ?? "USD";
  const ratingCount = digit(seed + 0.1, 3) === 0 ? 0 : digit(seed + 0.2, 400);
  const isFree = digit(seed + 0.4, 6) === 0;
  return {
    title: ["Strategy", ...some(words, seed, 25)].join(" "),
    summary: ["A strategy for every season", ...some(words, seed + 0.5, 25)].join(" "),
    description: ["It buys and it sells, and that is what it does", ...some(words, seed + 0.25, 40)].join(
      " ",
    ),
    tags: some(tags, seed + 0.75, 40),
    priceMinor: isFree ? 0n : BigInt(digit(seed + 0.6, 12) * 500 + 1_000),
    currency,
    ratingCount,
    ratingSum: Math.round(ratingCount * (1 + digit(seed + 0.9, 9) / 2)),
    publishedAt: new Date(Date.UTC(2026, 0, 1 + digit(seed + 0.8, 40))),
  };
};

const put = async (creator: Person, entry: CatalogueEntry) => {
  const [id] = await seedCatalogue(verbs().db, creator, [entry]);
  if (id !== undefined) catalogue.push({ ...entry, id, sales: entry.buyers?.length ?? 0 });
};

/** Sums and counts: one perfect review, two hundred good ones, none, one of a single star. */
const rankedRatings = [
  [5, 1],
  [960, 200],
  [0, 0],
  [1, 1],
] as const;

beforeAll(async () => {
  const creator = await verbs().person({ creator: true });
  const buyers = await Promise.all(Array.from({ length: 6 }, () => verbs().person()));
  for (let seed = 1; seed <= size; seed += 1) {
    const entry = entryOf(seed);
    const sales = digit(seed + 0.15, 3) === 0 ? digit(seed + 0.35, 7) : 0;
    await put(creator, { ...entry, buyers: buyers.slice(0, sales) });
  }
  for (const [ratingSum, ratingCount] of rankedRatings)
    await put(creator, { ...entryOf(0), tags: ["ranked"], ratingSum, ratingCount });
});

const search = (input: Partial<SearchListingsInput>) =>
  searchListings({ ctx: verbs().as(visitor), input: searchListingsInput.parse(input) });

/** Every page from first to last, as somebody would turn them. */
const turnAllPages = async (input: Partial<SearchListingsInput>): Promise<ListingCard[]> => {
  const cards: ListingCard[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await search({ ...input, ...(cursor === undefined ? {} : { cursor }) });
    cards.push(...page.items);
    if (page.nextCursor === null) return cards;
    expect(page.items).toHaveLength(searchListingsInput.parse(input).limit);
    cursor = page.nextCursor;
  }
};

const weighed = (entry: Entry) => weighedRating({ sum: entry.ratingSum, count: entry.ratingCount });
const quality = (entry: Entry) => weighed(entry) + Math.log(1 + entry.sales) / 2;
const rating = (entry: Entry) => (entry.ratingCount === 0 ? 0 : entry.ratingSum / entry.ratingCount);
const shownPrice = (entry: Entry) => Number(entry.priceMinor) / 10 ** currencies[entry.currency].exponent;
const holds = (text: string, asked: readonly string[]) =>
  asked.every((word) => text.split(" ").includes(word));

/** Where the words are: 0 in the title, 1 anywhere, undefined nowhere. */
const placeOf = ({ title, tags: tagged, summary, description }: Entry, asked: readonly string[]) => {
  const found = [title, [title, ...tagged, summary, description].join(" ")].findIndex((text) =>
    holds(text, asked),
  );
  return found === -1 ? undefined : found;
};

const keyOf =
  (sort: SearchListingsInput["sort"], asked: readonly string[]) =>
  (entry: Entry): number[] => {
    // None of these was run here, so that their ids alone tell them apart.
    if (sort === "evidence" || (sort === undefined && asked.length === 0)) return [0];
    if (sort === "newest") return [-entry.publishedAt.getTime()];
    if (sort === "rating") return [-weighed(entry)];
    if (sort === "sales") return [-entry.sales];
    if (sort === "price_asc") return [shownPrice(entry)];
    if (sort === "price_desc") return [-shownPrice(entry)];
    return [asked.length === 0 ? 0 : (placeOf(entry, asked) ?? 9), -quality(entry)];
  };

/** The same search, naively. */
const expected = (input: SearchListingsInput): string[] => {
  const asked = input.words === undefined ? [] : input.words.split(" ").filter((word) => word !== "");
  const fits = (entry: Entry) =>
    (asked.length === 0 || placeOf(entry, asked) !== undefined) &&
    input.tags.every((tag) => entry.tags.includes(tag)) &&
    (input.currency === undefined || entry.currency === input.currency) &&
    (input.minPriceMinor === undefined || entry.priceMinor >= BigInt(input.minPriceMinor)) &&
    (input.maxPriceMinor === undefined || entry.priceMinor <= BigInt(input.maxPriceMinor)) &&
    (input.minRating === undefined || rating(entry) >= input.minRating) &&
    (input.cost === "any" || (input.cost === "free") === (entry.priceMinor === 0n));
  const key = keyOf(input.sort, asked);
  const rows = catalogue.filter(fits).map((entry) => ({ id: entry.id, key: key(entry) }));
  const isUp = input.sort === "price_asc";
  rows.sort((a, b) => {
    const at = a.key.findIndex((value, index) => Math.abs(value - (b.key[index] ?? 0)) > 1e-9);
    if (at !== -1) return (a.key[at] ?? 0) - (b.key[at] ?? 0);
    return a.id < b.id === isUp ? -1 : 1;
  });
  return rows.map(({ id }) => id);
};

const anySearch = fc
  .record({
    words: fc.option(
      fc.subarray(words, { maxLength: 3 }).map((list) => list.join(" ")),
      { nil: undefined },
    ),
    tags: fc.subarray(tags, { maxLength: 2 }),
    currency: fc.option(fc.constantFrom("USD", "EUR", "JPY"), { nil: undefined }),
    range: fc.option(fc.tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 7_000 })), {
      nil: undefined,
    }),
    minRating: fc.option(fc.oneof(fc.double({ min: 1, max: 5, noNaN: true }), fc.constantFrom(3, 4, 4.5)), {
      nil: undefined,
    }),
    cost: fc.constantFrom("any", "free", "paid"),
    sort: fc.constantFrom(
      undefined,
      "evidence",
      "relevance",
      "newest",
      "rating",
      "sales",
      "price_asc",
      "price_desc",
    ),
    limit: fc.integer({ min: 7, max: 50 }),
  })
  .map(({ range, currency, ...asked }) => {
    const priced =
      range === undefined
        ? {}
        : { minPriceMinor: String(range[0]), maxPriceMinor: String(range[0] + range[1]) };
    return searchListingsInput.parse({
      ...asked,
      ...priced,
      currency: range === undefined ? currency : (currency ?? "USD"),
    });
  });

test("every search answers what a naive one does: each listing once, in order, over all its pages", async () => {
  await fc.assert(
    fc.asyncProperty(anySearch, async (input) => {
      const wanted = expected(input);
      const cards = await turnAllPages(input);
      expect(cards.map(({ id }) => id)).toEqual(wanted);
      const first = await search(input);
      expect(searchListingsOutput.parse(first)).toEqual(first);
      expect(first.matches).toEqual({ atLeast: wanted.length, more: false });
    }),
    { numRuns: 80 },
  );
}, 120_000);

test("a card says what its listing says", async () => {
  const [first] = (await search({ sort: "newest", limit: 1 })).items;
  const entry = catalogue.find(({ id }) => id === first?.id);
  expect(first).toMatchObject({
    title: entry?.title,
    tags: entry?.tags,
    price: { amountMinor: entry?.priceMinor.toString(), currency: entry?.currency },
    rating: { count: entry?.ratingCount },
    totalSales: entry?.sales,
    publishedAt: entry?.publishedAt.toISOString(),
  });
});

test("later pages count nothing", async () => {
  const { nextCursor, matches } = await search({ limit: 5 });
  expect(matches).toEqual({ atLeast: catalogue.length, more: false });
  if (nextCursor === null) throw new Error("there is a second page");
  expect((await search({ limit: 5, cursor: nextCursor })).matches).toBeNull();
});

test("one perfect review ranks below two hundred good ones, by rating and by relevance; cards show the bare mean", async () => {
  const rated = (sort: "rating" | "relevance") =>
    search({ tags: ["ranked"], sort }).then(({ items }) => items.map(({ rating: { mean } }) => mean));
  for (const sort of ["rating", "relevance"] as const) expect(await rated(sort)).toEqual([4.8, 5, null, 1]);
  expect((await search({ tags: ["ranked"], minRating: 4.9 })).items).toMatchObject([
    { rating: { mean: 5, count: 1 } },
  ]);
});

test("the database weighs ratings as the domain does", async () => {
  const rows = await verbs().db.stored<{ sum: number; count: number; weighed: number }>(
    `select s as sum, c as count, app.weighed_rating(s, c) as weighed from generate_series(0, 400, 25) c,
     lateral (select (c * stars / 2) as s from generate_series(2, 10) stars) r`,
  );
  expect(rows.length).toBeGreaterThan(100);
  for (const { sum, count, weighed: stored } of rows) expect(stored).toBe(weighedRating({ sum, count }));
});

test("prices of every currency stand in one list by the number that is shown", async () => {
  const rows = await verbs().db.stored<{ currency: Currency; unit: string }>(
    "select currency, app.shown_price(1, currency) as unit from unnest($1::char(3)[]) currency",
    [currencyCodes],
  );
  for (const { currency, unit } of rows)
    expect(Number(unit)).toBe(1_000 / 10 ** currencies[currency].exponent);
});

test("a cursor goes with its own order and with nothing else", async () => {
  const { nextCursor } = await search({ sort: "newest", limit: 1 });
  if (nextCursor === null) throw new Error("there is a second page");
  const refused = [
    { sort: "sales" as const, cursor: nextCursor },
    { sort: "newest" as const, cursor: "e30" },
    { sort: "newest" as const, cursor: "§§§" },
    { sort: "newest" as const, cursor: Buffer.from('{"sort":"newest"').toString("base64url") },
  ].map((input) => search(input));
  for (const outcome of await Promise.allSettled(refused))
    expect(outcome).toMatchObject({
      status: "rejected",
      reason: { code: "invalid_input", issues: [{ path: ["cursor"] }] },
    });
});

test("a listing's row follows it: price, words, archive and return", async () => {
  const [entry] = catalogue;
  if (entry === undefined) throw new Error("the catalogue is not empty");
  const change = (text: string) => verbs().db.stored(text, [uuidFromId("lst", entry.id)]);
  const finds = async (input: Partial<SearchListingsInput>) =>
    (await turnAllPages({ ...input, limit: 50 })).some(({ id }) => id === entry.id);
  await change(
    "update strategy_marketplace set title = 'The obsidian gate', price_minor = 777700, currency = 'GBP' where id = $1",
  );
  expect(await finds({ words: "obsidian" })).toBe(true);
  expect(await finds({ currency: "GBP", minPriceMinor: "777700", maxPriceMinor: "777700" })).toBe(true);
  await change("update strategy_marketplace set status = 'archived' where id = $1");
  expect(await finds({ words: "obsidian" })).toBe(false);
  expect(await verbs().db.stored("select listings from search_words where word = 'obsidian'")).toEqual([
    { listings: 0 },
  ]);
  await change("update strategy_marketplace set status = 'published' where id = $1");
  expect(await finds({ words: "obsidian" })).toBe(true);
  await verbs().db.stored(
    "update strategy_marketplace set title = $2, price_minor = $3, currency = $4 where id = $1",
    [uuidFromId("lst", entry.id), entry.title, entry.priceMinor, entry.currency],
  );
});
