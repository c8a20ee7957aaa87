import { readdirSync } from "node:fs";
import { checkStrategy, specHash } from "@boltz/backtest";
import {
  becomeCreatorInput,
  createListingInput,
  createStrategyInput,
  currencyCodes,
  strategyId,
} from "@boltz/contract";
import { findClaims } from "@boltz/domain";
import { describe, expect, test } from "vitest";
import {
  attachedListings,
  demoCreators,
  demoListings,
  readAttachedFiles,
  readDemoDocument,
} from "./catalogue.ts";

const anyStrategyId = strategyId.parse("str_01h455vb4pex5vsknk084sn02q");
const versions = demoListings.flatMap((listing) => listing.versions);

describe("the catalogue as a whole", () => {
  test("has listings by several creators, some free, some revised, in every currency", () => {
    expect(demoListings.length).toBeGreaterThanOrEqual(28);
    expect(demoCreators).toHaveLength(6);
    expect(demoListings.filter((listing) => listing.price.amountMinor === "0").length).toBeGreaterThanOrEqual(
      6,
    );
    expect(demoListings.filter((listing) => listing.versions.length > 1).length).toBeGreaterThanOrEqual(4);
    expect(new Set(demoListings.map((listing) => listing.price.currency))).toEqual(new Set(currencyCodes));
  });

  test("names every creator, title, and document once", () => {
    expect(new Set(demoCreators.map((creator) => creator.email)).size).toBe(demoCreators.length);
    expect(new Set(demoListings.map((listing) => listing.title)).size).toBe(demoListings.length);
    const hashes = versions.map((version) => specHash(readDemoDocument(version.file)));
    expect(new Set(hashes).size).toBe(versions.length);
    expect(new Set(demoListings.map((listing) => listing.creatorKey))).toEqual(
      new Set(demoCreators.map((creator) => creator.key)),
    );
  });

  test("promises nothing that a listing may not promise", () => {
    for (const { title, summary, description } of demoListings)
      expect([title, ...[title, summary, description].flatMap(findClaims)]).toEqual([title]);
  });

  test("leaves no document or description beside it unused", () => {
    const files = readdirSync(new URL(".", import.meta.url)).filter((file) => /\.(json|py)$/.test(file));
    const attached = attachedListings.flatMap(({ file }) => [`${file}.py`, `${file}.backtest.json`]);
    expect(new Set([...versions.map((version) => version.file), ...attached])).toEqual(new Set(files));
  });
});

test.each(demoCreators)("$displayName may become a creator", ({ displayName, bio }) => {
  expect(becomeCreatorInput.parse({ displayName, bio })).toEqual({ displayName, bio });
});

describe.each(demoListings)("$title", (listing) => {
  test("is a listing that its author could have sent", () => {
    const { title, summary, description, tags, price, refundDays } = listing;
    const input = { strategyId: anyStrategyId, title, summary, description, tags, price, refundDays };
    expect(createListingInput.parse(input)).toEqual(input);
  });

  test.each(listing.versions)(
    "version $version is a strategy of that name",
    ({ version, file, changelog }) => {
      const document = readDemoDocument(file);
      expect(checkStrategy(document)).toMatchObject({ ok: true, strategy: { name: listing.name } });
      const input = { name: listing.name, version, document, changelog };
      expect(createStrategyInput.parse(input)).toEqual(input);
    },
  );

  test("tells its story at length, and its versions in order", () => {
    expect(listing.description.split(/\n\s*\n/).length).toBeGreaterThanOrEqual(5);
    const ages = listing.versions.map((version) => version.createdDaysAgo);
    expect(ages).toEqual(ages.toSorted((a, b) => b - a));
    expect(listing.createdDaysAgo).toBe(ages[0]);
  });

  test("promises nothing", () => {
    const words = `${listing.title} ${listing.summary} ${listing.description}`;
    expect(words).not.toMatch(/guaranteed|risk-free|win rate of|returned \d|sharpe|never loses/i);
  });
});

test.each(attachedListings)("$title is a listing of files that its author could have sent", (attached) => {
  const { title, summary, description, tags, price, refundDays, market } = attached;
  const input = { strategyId: anyStrategyId, title, summary, description, tags, price, refundDays };
  expect(createListingInput.parse(input)).toEqual(input);
  expect([title, summary, description].flatMap(findClaims)).toEqual([]);
  expect(readAttachedFiles(attached)).toMatchObject({ name: attached.name, ...market });
});
