import { creatorPage, type ListingId, type UserId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, visitor, weighedRating } from "@boltz/domain";
import { seedEntitlement, seedListing, seedReview, seedVersion } from "@boltz/testkit";
import { expect, test } from "vitest";
import { followCreator } from "../following/follow-creator.ts";
import { draftedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { getCreator } from "./get-creator.ts";

const verbs = useVerbs();

const page = (actor: Person | typeof visitor, creatorId: UserId) =>
  getCreator({ ctx: verbs().as(actor), input: { creatorId } });
const setStatus = (listingId: ListingId, status: "archived" | "removed") =>
  verbs().db.stored(
    "UPDATE strategy_marketplace SET status = $2 WHERE id = $1 AND set_config('app.actor_role', 'system', true) = 'system'",
    [uuidFromId("lst", listingId), status],
  );

const provedListing = `WITH facts AS (SELECT l.id, l.version_id, v.strategy_id, l.creator_id
    FROM strategy_marketplace l JOIN strategy_versions v ON v.id = l.version_id WHERE l.id = $1),
  run AS (INSERT INTO backtest_runs (id, version_id, strategy_id, creator_id, state, report, trades, receipt, result_hash)
    SELECT $2, version_id, strategy_id, creator_id, 'passed', '{}', '[]', '{"payload":{"resultHash":"-"}}', '-' FROM facts)
  INSERT INTO listing_evidence (listing_id, version_id, run_id, tier, symbols, evidence, holdout_sharpe, max_drawdown, trades)
    SELECT id, version_id, $2, 'verified', '{SPY}', 0.9, 0.6, 0.2, 44 FROM facts
    ON CONFLICT (listing_id) DO UPDATE SET (run_id, tier, evidence, holdout_sharpe, max_drawdown, trades) =
      (excluded.run_id, excluded.tier, excluded.evidence, excluded.holdout_sharpe, excluded.max_drawdown, excluded.trades)`;

test("a creator's page holds everything that was ever published, with what it sold and how it was rated", async () => {
  const creator = await verbs().person({ creator: true });
  const db = verbs().db;
  const [removed, archived, first, second] = [
    await seedListing(db, creator, { title: "Removed" }),
    await seedListing(db, creator, { title: "Archived" }),
    await seedListing(db, creator, { title: "First" }),
    await seedListing(db, creator, { title: "Second" }),
  ];
  await draftedListing(verbs().as(creator));
  await seedVersion(db, first, "1.1.0");
  await seedEntitlement(db, await verbs().person(), first);
  const buyer = await verbs().person();
  await seedReview(db, buyer, removed, { rating: 1, text: "It went the wrong way." });
  await seedReview(db, await verbs().person(), first, { rating: 5, reply: "Thank you." });
  const hidden = await seedReview(db, await verbs().person(), first, { rating: 3 });
  await db.stored("UPDATE strategy_reviews SET is_hidden = true WHERE id = $1", [
    uuidFromId("rev", hidden.reviewId),
  ]);
  await setStatus(archived.listingId, "archived");
  await setStatus(removed.listingId, "removed");
  await followCreator({ ctx: verbs().as(buyer), input: { creatorId: creator.id, following: true } });

  const seen = await page(visitor, creator.id);
  expect(creatorPage.parse(seen)).toEqual(seen);
  expect(seen).toMatchObject({
    id: creator.id,
    rating: { mean: 3, weighed: weighedRating({ sum: 6, count: 2 }), count: 2 },
    totalSales: 4,
    followers: 1,
    answered: { count: 1, of: 2 },
    viewer: { follows: false, isSelf: false },
  });
  expect(
    seen.listings.map(({ title, status, totalSales, versions }) => [title, status, totalSales, versions]),
  ).toEqual([
    ["Second", "published", 0, 1],
    ["First", "published", 3, 2],
    ["Removed", "removed", 1, 1],
    ["Archived", "archived", 0, 1],
  ]);
  expect(seen.listings.map(({ delistedAt }) => delistedAt === null)).toEqual([true, true, false, false]);
  expect(seen.listings.at(2)).toMatchObject({ id: removed.listingId, rating: { mean: 1, count: 1 } });
  expect(seen.listings.map(({ id }) => id)).toContain(second.listingId);
  expect(seen.reviews).toMatchObject([
    { listingTitle: "First", rating: 5, reply: { text: "Thank you." }, isMine: false, mayReply: false },
    { listingTitle: "Removed", rating: 1, reply: null, creatorId: creator.id },
  ]);

  expect((await page(buyer, creator.id)).viewer).toEqual({ follows: true, isSelf: false });
  expect((await page(buyer, creator.id)).reviews.at(1)).toMatchObject({ isMine: true, mayFlag: false });
  const own = await page(creator, creator.id);
  expect(own.viewer).toEqual({ follows: false, isSelf: true });
  expect(own.reviews.map(({ mayReply }) => mayReply)).toEqual([false, true]);
});

test("what was delisted keeps its evidence in the record", async () => {
  const creator = await verbs().person({ creator: true });
  const { listingId } = await seedListing(verbs().db, creator);
  await verbs().db.stored(provedListing, [uuidFromId("lst", listingId), uuidFromId("run", newId("run"))]);
  const proof = { tier: "verified", evidence: 0.9, holdoutSharpe: 0.6, maxDrawdown: 0.2, trades: 44 };
  for (const status of ["archived", "removed"] as const) {
    await setStatus(listingId, status);
    const seen = await page(visitor, creator.id);
    expect(creatorPage.parse(seen)).toEqual(seen);
    expect(seen.listings).toMatchObject([{ id: listingId, status, proof }]);
  }
});

test("a page shows the latest ten reviews, and rates over all that count", async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await seedListing(verbs().db, creator);
  const buyer = await verbs().person();
  const givenBack = await seedReview(verbs().db, buyer, listing, { rating: 1 });
  await verbs().db.stored("UPDATE user_strategy_access SET state = 'frozen' WHERE purchase_id = $1", [
    uuidFromId("pur", givenBack.purchaseId),
  ]);
  const ids = [];
  for (let count = 0; count < 11; count += 1)
    ids.push((await seedReview(verbs().db, await verbs().person(), listing, { rating: 4 })).reviewId);
  const { reviews, rating } = await page(visitor, creator.id);
  expect(reviews.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 10));
  expect(rating).toEqual({ mean: 4, weighed: weighedRating({ sum: 44, count: 11 }), count: 11 });
});

test("who publishes nothing has an empty page, and who is no creator none", async () => {
  const creator = await verbs().person({ creator: true });
  expect(await page(visitor, creator.id)).toMatchObject({
    rating: { mean: null, weighed: null, count: 0 },
    totalSales: 0,
    answered: { count: 0, of: 0 },
    listings: [],
    reviews: [],
  });
  expect(await refusal(page(visitor, (await verbs().person()).id))).toBe("not_found");
  expect(await refusal(page(creator, newId("usr")))).toBe("not_found");
});

test("an erased creator keeps the record, under what the profile says then", async () => {
  const creator = await verbs().person({ creator: true });
  const { listingId } = await seedListing(verbs().db, creator);
  await setStatus(listingId, "archived");
  await verbs().db.stored("UPDATE users SET erased_at = now() WHERE id = $1", [
    uuidFromId("usr", creator.id),
  ]);
  await verbs().db.stored(
    "UPDATE creator_profiles SET display_name = 'Erased creator 1' WHERE user_id = $1",
    [uuidFromId("usr", creator.id)],
  );
  expect(await page(visitor, creator.id)).toMatchObject({
    displayName: "Erased creator 1",
    listings: [{ id: listingId, status: "archived" }],
  });
});
