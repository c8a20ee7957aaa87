import {
  type AssetClass,
  assetClasses,
  type EvidenceTier,
  evidenceTiers,
  type ListingId,
  type SearchListingsInput,
  type StrategyStyle,
  searchListingsInput,
  strategyStyles,
  type Timeframe,
  timeframes,
} from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { seedCatalogue } from "@boltz/testkit";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useVerbs } from "../verbs.fixture.ts";
import { searchListings } from "./search-listings.ts";

const verbs = useVerbs({ madeUpRatings: true });
const size = 150;
const dayMs = 86_400_000;
const now = Date.UTC(2026, 5, 1);

interface Evidence {
  tier: EvidenceTier;
  assetClass: AssetClass;
  timeframe: Timeframe;
  style: StrategyStyle;
  evidence: number | null;
  maxDrawdown: number | null;
  trades: number | null;
}
interface Entry extends Evidence {
  id: ListingId;
  publishedAt: Date;
  inTitle: boolean;
}
const catalogue: Entry[] = [];

const nth = <T>(list: readonly T[], place: number): T => {
  const found = list[place % list.length];
  if (found === undefined) throw new Error("the list is empty");
  return found;
};

/** Every third one is verified, with figures that repeat so that equals meet; every tenth of them without a probability. */
const evidenceOf = (seed: number): Evidence => {
  const tier = nth(evidenceTiers, seed);
  const place = Math.floor(seed / 3);
  const isVerified = tier === "verified";
  return {
    tier,
    assetClass: nth(assetClasses, Math.floor(seed / 2) % 3),
    timeframe: nth(timeframes, seed % 5),
    style: nth(strategyStyles, seed % 4),
    evidence: isVerified && place % 10 !== 0 ? (place % 9) / 9 : null,
    maxDrawdown: isVerified ? (place % 7) / 10 + 0.05 : null,
    trades: isVerified ? (place % 6) * 40 : null,
  };
};

const putEvidence = `WITH facts AS (SELECT l.id AS listing, l.version_id AS version, v.strategy_id AS strategy, l.creator_id AS creator
    FROM strategy_marketplace l JOIN strategy_versions v ON v.id = l.version_id WHERE l.id = $1),
  run AS (INSERT INTO backtest_runs (id, version_id, strategy_id, creator_id, state, report, trades, receipt, result_hash)
    SELECT $2, version, strategy, creator, 'passed', '{}', '[]', '{}', '-' FROM facts WHERE $3 = 'verified')
  INSERT INTO listing_evidence (listing_id, version_id, run_id, tier, asset_class, timeframe, symbols, style, evidence,
      max_drawdown, trades)
    SELECT listing, version, CASE WHEN $3 = 'verified' THEN $2::uuid END, $3, $4, $5, '{X}', $6, $7, $8, $9 FROM facts
    ON CONFLICT (listing_id) DO UPDATE SET (run_id, tier, asset_class, timeframe, style, evidence, max_drawdown, trades) =
      (excluded.run_id, excluded.tier, excluded.asset_class, excluded.timeframe, excluded.style, excluded.evidence,
        excluded.max_drawdown, excluded.trades)`;

const prove = (id: ListingId, { tier, assetClass, timeframe, style, ...figures }: Evidence) =>
  verbs().db.stored(putEvidence, [
    ...[uuidFromId("lst", id), uuidFromId("run", newId("run")), tier, assetClass, timeframe, style],
    ...[figures.evidence, figures.maxDrawdown, figures.trades],
  ]);

beforeAll(async () => {
  const creator = await verbs().person({ creator: true });
  for (let seed = 0; seed < size; seed += 1) {
    const evidence = evidenceOf(seed);
    const publishedAt = new Date(now - (seed % 60) * dayMs - 1);
    const inTitle = seed % 4 === 0;
    const [id] = await seedCatalogue(verbs().db, creator, [
      {
        ...{ title: inTitle ? "Kestrel" : "Other", summary: "A summary", description: "A kestrel hovers" },
        ...{ tags: [], priceMinor: 100n, currency: "USD", ratingSum: 0, ratingCount: 0, publishedAt },
      },
    ]);
    if (id === undefined) throw new Error("a listing was asked for");
    await prove(id, evidence);
    catalogue.push({ ...evidence, id, publishedAt, inTitle });
  }
});

const search = (input: Partial<SearchListingsInput>) =>
  searchListings({
    ctx: { ...verbs().as(visitor), now: () => new Date(now) },
    input: searchListingsInput.parse(input),
  });

const turnAllPages = async (input: Partial<SearchListingsInput>): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await search({ ...input, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
};

const ranked = ({ tier, evidence }: Evidence) => (tier === "verified" ? (evidence ?? 0) : -1);

const expected = (input: Partial<SearchListingsInput>): string[] => {
  const { assetClass, timeframe, style, verifiedOnly, maxDrawdown, minTrades, minAgeDays } = input;
  const byPlace = input.words === undefined ? () => 0 : ({ inTitle }: Entry) => (inTitle ? 0 : 1);
  const weight = (entry: Entry) => (input.words === undefined || ranked(entry) >= 0 ? ranked(entry) : -1);
  return catalogue
    .filter(
      (entry) =>
        (assetClass === undefined || entry.assetClass === assetClass) &&
        (timeframe === undefined || entry.timeframe === timeframe) &&
        (style === undefined || entry.style === style) &&
        (verifiedOnly !== true || entry.tier === "verified") &&
        (maxDrawdown === undefined || (entry.maxDrawdown !== null && entry.maxDrawdown <= maxDrawdown)) &&
        (minTrades === undefined || (entry.trades !== null && entry.trades >= minTrades)) &&
        (minAgeDays === undefined || entry.publishedAt.getTime() <= now - minAgeDays * dayMs),
    )
    .toSorted((a, b) => byPlace(a) - byPlace(b) || weight(b) - weight(a) || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
};

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const anySearch = fc.record({
  words: optional(fc.constant("kestrel")),
  assetClass: optional(fc.constantFrom(...assetClasses)),
  timeframe: optional(fc.constantFrom(...timeframes)),
  style: optional(fc.constantFrom(...strategyStyles)),
  verifiedOnly: fc.boolean(),
  maxDrawdown: optional(fc.constantFrom(0.05, 0.2, 0.35, 1)),
  minTrades: optional(fc.constantFrom(1, 40, 120, 1_000)),
  minAgeDays: optional(fc.constantFrom(1, 30, 59, 90)),
  limit: fc.integer({ min: 4, max: 30 }),
});

test.each<Partial<SearchListingsInput>>([
  {},
  { words: "kestrel" },
  { assetClass: "etfs" },
  { timeframe: "15m" },
  { style: "momentum" },
  { verifiedOnly: true },
  { maxDrawdown: 0.2 },
  { minTrades: 120 },
  { minAgeDays: 30 },
])("%j finds what a naive search does, best evidence first", async (input) => {
  const wanted = expected(input);
  expect(wanted.length).toBeGreaterThan(10);
  expect(await turnAllPages({ ...input, limit: 9 })).toEqual(wanted);
});

test("filters narrow together, and pages neither lose nor repeat", async () => {
  await fc.assert(
    fc.asyncProperty(anySearch, async (input) => {
      const wanted = expected(input);
      expect(await turnAllPages(input)).toEqual(wanted);
      expect((await search(input)).matches).toEqual({ atLeast: wanted.length, more: false });
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("what was not run here comes after all that was, whatever its files say", async () => {
  const tiers = new Map<string, boolean>(catalogue.map(({ id, tier }) => [id, tier === "verified"]));
  const order = (await turnAllPages({ limit: 50 })).map((id) => tiers.get(id));
  expect(order.lastIndexOf(true)).toBeLessThan(order.indexOf(false));
});

test("a run that ends moves its listing at once; sales and a new title leave its evidence alone", async () => {
  const entry = catalogue.find(({ tier, evidence }) => tier === "verified" && evidence !== null);
  if (entry === undefined) throw new Error("there are verified ones");
  const row = () =>
    verbs().db.stored(
      "select evidence, max_drawdown, trades, tier from listing_search where listing_id = $1",
      [uuidFromId("lst", entry.id)],
    );
  await prove(entry.id, { ...entry, evidence: 1, maxDrawdown: 0.01, trades: 900 });
  expect((await search({ limit: 1 })).items.map(({ id }) => id)).toEqual([entry.id]);
  const moved = [{ evidence: 1, max_drawdown: 0.01, trades: 900, tier: 2 }];
  expect(await row()).toEqual(moved);
  await verbs().db.stored("update strategy_marketplace set title = 'Osprey' where id = $1", [
    uuidFromId("lst", entry.id),
  ]);
  expect(await row()).toEqual(moved);
  await verbs().db.stored("update strategy_marketplace set price_minor = 700 where id = $1", [
    uuidFromId("lst", entry.id),
  ]);
  expect(await row()).toEqual(moved);
  await prove(entry.id, { ...entry, tier: "unverified", evidence: null, maxDrawdown: null, trades: null });
  expect(await row()).toEqual([{ evidence: -1, max_drawdown: null, trades: null, tier: 0 }]);
  expect((await search({ words: "osprey", verifiedOnly: true })).items).toEqual([]);
});

test("figures of attached files, should any be stored, rank and filter nothing", async () => {
  const entry = catalogue.find(({ tier }) => tier === "attached");
  if (entry === undefined) throw new Error("there are attached ones");
  await prove(entry.id, { ...entry, evidence: 0.99, maxDrawdown: 0.001, trades: 5_000 });
  for (const input of [{ maxDrawdown: 0.01 }, { minTrades: 4_000 }, { verifiedOnly: true }])
    expect((await turnAllPages({ ...input, limit: 50 })).includes(entry.id)).toBe(false);
  expect((await search({ limit: 1 })).items[0]?.id).not.toBe(entry.id);
});

test("none of the lexemes of a proof can be typed", async () => {
  for (const words of ["^verified", "@crypto", "&1d", "=trend"])
    expect((await search({ words })).items).toEqual([]);
});
