import {
  assetClasses,
  currencyCodes,
  listingSorts,
  searchListingsInput,
  strategyStyles,
  timeframes,
} from "@boltz/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAddress, safeNext, writeAddress } from "../../app/address-bar.ts";
import {
  changeSearch,
  countFilters,
  type ExploreSearch,
  ratingSteps,
  readExploreSearch,
  toSearchInput,
  usualSort,
} from "./explore-search.ts";
import { ageSteps, drawdownSteps, tradeSteps } from "./proof-search.ts";

const through = (search: ExploreSearch) => readExploreSearch(parseAddress(writeAddress({ ...search })));

test("every filter survives the address bar", () => {
  const search: ExploreSearch = {
    words: "mean reversion & more",
    tags: "etf,long-only",
    cost: "paid",
    currency: "KWD",
    min: "1.5",
    max: "20",
    rating: "4.5",
    sort: "price_asc",
    market: "etfs",
    timeframe: "4h",
    style: "mean-reversion",
    drawdown: "20",
    trades: "100",
    age: "90",
    verified: "1",
  };
  expect(through(search)).toEqual(search);
  expect(writeAddress({ ...search })).toContain("tags=etf,long-only");
});

test("any search that can be chosen comes back the same, and the server takes it", () => {
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const change = fc.record({
    words: optional(fc.string({ minLength: 1, maxLength: 120 }).filter((text) => text.isWellFormed())),
    tags: optional(fc.constantFrom("etf", "etf,trend", "a1-b2")),
    cost: optional(fc.constantFrom("free" as const, "paid" as const)),
    currency: optional(fc.constantFrom(...currencyCodes)),
    min: optional(fc.nat({ max: 999 }).map(String)),
    max: optional(fc.nat({ max: 999 }).map(String)),
    rating: optional(fc.constantFrom(...ratingSteps)),
    sort: optional(fc.constantFrom(...listingSorts)),
    market: optional(fc.constantFrom(...assetClasses)),
    timeframe: optional(fc.constantFrom(...timeframes)),
    style: optional(fc.constantFrom(...strategyStyles)),
    drawdown: optional(fc.constantFrom(...drawdownSteps)),
    trades: optional(fc.constantFrom(...tradeSteps)),
    age: optional(fc.constantFrom(...ageSteps)),
    verified: optional(fc.constant("1" as const)),
  });
  fc.assert(
    fc.property(change, (chosen) => {
      const search = readExploreSearch({ ...changeSearch({}, chosen) });
      expect(through(search)).toEqual(search);
      const taken = searchListingsInput.safeParse(toSearchInput(search));
      expect(taken.error?.issues.filter(({ path }) => path[0] !== "words") ?? []).toEqual([]);
    }),
  );
});

test("an address that makes no sense shows the whole catalogue instead of an error", () => {
  const nonsense =
    "?tags=<script>,ETF!&currency=XXX&min=-3&max=abc&rating=9&sort=drop&cost=maybe&more=1&market=moon&timeframe=2d&drawdown=25&age=-1&verified=yes";
  expect(readExploreSearch(parseAddress(nonsense))).toEqual({});
});

test("a price range needs a currency and something to pay", () => {
  const ranged = changeSearch({ currency: "USD" }, { min: "5", max: "10" });
  expect(toSearchInput(ranged)).toMatchObject({
    minPriceMinor: "500",
    maxPriceMinor: "1000",
    currency: "USD",
  });
  expect(changeSearch(ranged, { currency: undefined })).toEqual({});
  expect(changeSearch(ranged, { cost: "free" })).toEqual({ currency: "USD", cost: "free" });
});

test("filters are counted without words and order", () => {
  expect(countFilters({ words: "a", sort: "newest" })).toBe(0);
  expect(countFilters({ tags: "etf,trend", cost: "free", rating: "4" })).toBe(4);
  expect(countFilters({ market: "crypto", drawdown: "20", verified: "1" })).toBe(3);
});

test("what the proof must say is asked in the server's units", () => {
  expect(toSearchInput({ market: "etfs", drawdown: "20", trades: "100", age: "90", verified: "1" })).toEqual({
    ...{ tags: [], cost: "any", limit: 24 },
    ...{ assetClass: "etfs", maxDrawdown: 0.2, minTrades: 100, minAgeDays: 90, verifiedOnly: true },
  });
});

test("without words the best evidence comes first, with words the best match", () => {
  expect([usualSort(false), usualSort(true)]).toEqual(["evidence", "relevance"]);
});

test("after signing in nobody is led off the site", () => {
  expect(safeNext("/listings/lst_1?buy=1")).toBe("/listings/lst_1?buy=1");
  for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
    expect(safeNext(bad)).toBe("/");
});
