import { type SearchListingsInput, searchListingsInput } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { seedCatalogue } from "@boltz/testkit";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useVerbs } from "../verbs.fixture.ts";
import { spelling } from "./search/terms.ts";
import { searchListings } from "./search-listings.ts";

const verbs = useVerbs();

const listing = (title: string, summary: string, description: string, tags: string[] = ["trend"]) => ({
  ...{ title, summary, description, tags },
  ...{ priceMinor: 4_900n, currency: "USD" as const, ratingSum: 0, ratingCount: 0 },
  publishedAt: new Date("2026-01-01T00:00:00Z"),
});

beforeAll(async () => {
  const creator = await verbs().person({ creator: true });
  await seedCatalogue(verbs().db, creator, [
    listing(
      "Momentum for patient people",
      "Twelve months back, one month out.",
      "Holds what rose and sells what fell.",
    ),
    listing("Channel breakout", "Buys a new high.", "It has some momentum, and a mean reversion filter."),
    listing("Café Zürich carry", "Earns the difference between two rates.", "Nothing else.", [
      "carry",
      "mean-reversion",
    ]),
    listing(
      "Golden cross",
      "The reversion to a mean is not traded here.",
      "Trades the crossing of two averages.",
    ),
  ]);
});

const search = (input: Partial<SearchListingsInput>) =>
  searchListings({ ctx: verbs().as(visitor), input: searchListingsInput.parse(input) });
const titles = async (words: string) => (await search({ words })).items.map(({ title }) => title);

test("a title outranks a description", async () => {
  expect(await titles("momentum")).toEqual(["Momentum for patient people", "Channel breakout"]);
});

test("words are found in other forms, without their accents, and while they are being typed", async () => {
  expect(await titles("crossings")).toEqual(["Golden cross"]);
  expect(await titles("zurich cafe")).toEqual(["Café Zürich carry"]);
  expect(await titles("ZÜRICH")).toEqual(["Café Zürich carry"]);
  expect(await titles("golden cro")).toEqual(["Golden cross"]);
  expect(await titles("mom")).toEqual(["Momentum for patient people", "Channel breakout"]);
});

test("quotes, minus and or mean what they mean elsewhere", async () => {
  expect(await titles('"mean reversion"')).toEqual(["Café Zürich carry", "Channel breakout"]);
  expect(await titles("momentum -channel")).toEqual(["Momentum for patient people"]);
  expect((await titles("golden or carry")).sort()).toEqual(["Café Zürich carry", "Golden cross"]);
});

test("a misspelt word finds what was meant, on every page, and the answer says so", async () => {
  const first = await search({ words: "momentun", limit: 1 });
  expect(first).toMatchObject({ corrected: true, matches: { atLeast: 2, more: false } });
  const second = await search({ words: "momentun", limit: 1, cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ corrected: true, nextCursor: null });
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(await titles("momentum"));
  expect(await titles("goldn cros")).toEqual(["Golden cross"]);
});

test("what is spelt right and not there is not replaced", async () => {
  expect(await search({ words: "golden momentum" })).toMatchObject({ items: [], corrected: false });
  expect(await search({ words: "golden", tags: ["carry"] })).toMatchObject({ items: [], corrected: false });
  expect(await search({ words: "xylophone" })).toMatchObject({
    items: [],
    corrected: false,
    nextCursor: null,
  });
});

const awkward = [
  "the of and",
  "!!! ??? ...",
  "🚀🌙 to the 🌕",
  "a & b | !c <-> (d:*)",
  "'; drop table strategy_marketplace; --",
  "\\ \\' $1 $x {} %s",
  '"unfinished quote',
  "- - -",
  "or or or",
  "#trend $USD %free *4.5",
  "x".repeat(120),
  "ab ".repeat(40).trim(),
  "ß ﬀ İstanbul ǅ",
  "محفظة 戦略 стратегия",
];

test("whatever is typed is answered, never a fault", async () => {
  for (const words of awkward) expect((await search({ words })).items.length).toBeLessThanOrEqual(4);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 120 }), async (words) => {
      const input = searchListingsInput.safeParse({ words });
      if (input.success) await search(input.data);
    }),
    { numRuns: 300 },
  );
});

test("facets cannot be typed", async () => {
  expect(await titles("#trend")).toEqual(await titles("trend"));
  expect(await titles("$USD")).toEqual([]);
  expect(await titles("%free")).toEqual([]);
});

test("what the contract refuses never arrives", () => {
  for (const input of [
    { limit: 10_000 },
    { words: "a\u0000b" },
    { words: "x".repeat(121) },
    { cursor: "x".repeat(301) },
  ])
    expect(searchListingsInput.safeParse(input).success).toBe(false);
});

test("spellings are compared in small letters and without accents", () => {
  expect(["Zürich", "CAFÉ", "ñandú", "plain"].map(spelling)).toEqual(["zurich", "cafe", "nandu", "plain"]);
});
