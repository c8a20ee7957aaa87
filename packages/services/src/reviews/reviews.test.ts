import { listReviewsInput, listReviewsOutput, type ReviewId, reviewView } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { type SeededListing, seedEntitlement, seedListing, seedReview, seedVersion } from "@boltz/testkit";
import { expect, test } from "vitest";
import { refusal, useVerbs } from "../verbs.fixture.ts";
import { createReview } from "./create-review.ts";
import { listReviews } from "./list-reviews.ts";
import { replyToReview } from "./reply-to-review.ts";
import { updateReview } from "./update-review.ts";

const verbs = useVerbs();

const scene = async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await seedListing(verbs().db, creator);
  return { creator, listing };
};

const buyerOf = async (listing: SeededListing) => {
  const buyer = await verbs().person();
  return { buyer, ...(await seedEntitlement(verbs().db, buyer, listing)) };
};

const text = "It does what its rules say, no more and no less.";
const write = (actor: Person | typeof visitor, { listingId }: SeededListing, rating = 4) =>
  createReview({ ctx: verbs().as(actor), input: { listingId, rating, text } });
const edit = (actor: Person | typeof visitor, reviewId: ReviewId, rating = 2) =>
  updateReview({
    ctx: verbs().as(actor),
    input: { reviewId, rating, text: "On second thought it does not." },
  });
const reply = (actor: Person | typeof visitor, reviewId: ReviewId) =>
  replyToReview({ ctx: verbs().as(actor), input: { reviewId, text: "Thank you." } });
const list = (actor: Person | typeof visitor, { listingId }: SeededListing, more: object = {}) =>
  listReviews({ ctx: verbs().as(actor), input: listReviewsInput.parse({ listingId, ...more }) });
const hide = (reviewId: ReviewId) =>
  verbs().db.stored("UPDATE strategy_reviews SET is_hidden = true WHERE id = $1", [
    uuidFromId("rev", reviewId),
  ]);
const setRight = (purchaseId: Parameters<typeof uuidFromId<"pur">>[1], state: string) =>
  verbs().db.stored(
    `UPDATE user_strategy_access SET state = $2, ended_at = CASE $2 WHEN 'revoked' THEN now() END WHERE purchase_id = $1`,
    [uuidFromId("pur", purchaseId), state],
  );
const toldTo = async (person: Person) => {
  const rows = await verbs().db.stored<{ kind: string; params: object }>(
    "SELECT kind, params FROM notifications WHERE user_id = $1 ORDER BY id",
    [uuidFromId("usr", person.id)],
  );
  return rows;
};
const ratingOf = async ({ listingId }: SeededListing) => {
  const [row] = await verbs().db.stored<{ sum: number; count: number }>(
    "SELECT rating_sum AS sum, rating_count AS count FROM strategy_marketplace WHERE id = $1",
    [uuidFromId("lst", listingId)],
  );
  return row;
};

test("a buyer reviews what they own, once; the creator is told and answers it once", async () => {
  const { creator, listing } = await scene();
  const { buyer } = await buyerOf(listing);
  const review = await write(buyer, listing);
  expect(reviewView.parse(review)).toEqual(review);
  expect(review).toMatchObject({
    listingId: listing.listingId,
    isMine: true,
    rating: 4,
    text,
    version: "1.0.0",
    daysInstalled: null,
    pricePaid: null,
    editedAt: null,
    counts: true,
    hidden: false,
    reply: null,
    mayReply: false,
    mayFlag: false,
  });
  expect(review.author).toMatch(/^Person .\.$/);
  const url = `https://market.test/listings/${listing.listingId}`;
  expect(await toldTo(creator)).toEqual([
    { kind: "review_written", params: { title: expect.any(String), rating: 4, url } },
  ]);
  await expect(write(buyer, listing)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Edit your review"),
  });
  const answers = await Promise.all(Array.from({ length: 5 }, () => refusal(reply(creator, review.id))));
  expect(answers.sort()).toEqual([...Array(4).fill("already_replied"), undefined]);
  expect(await toldTo(buyer)).toEqual([
    { kind: "review_answered", params: { title: expect.any(String), url } },
  ]);
  expect((await list(buyer, listing)).mine).toMatchObject({ reply: { text: "Thank you." }, mayReply: false });
  expect(await ratingOf(listing)).toEqual({ sum: 4, count: 1 });
});

test("only who owns it by a purchase of their own writes, changes what is their own, and answers what is theirs to answer", async () => {
  const { creator, listing } = await scene();
  const { buyer, purchaseId } = await buyerOf(listing);
  const [stranger, moderator] = [await verbs().person(), await verbs().person({ role: "moderator" })];
  expect(await refusal(write(visitor, listing))).toBe("unauthenticated");
  expect(await refusal(write(stranger, listing))).toBe("not_entitled");
  expect(await refusal(write(moderator, listing))).toBe("not_entitled");
  expect(await refusal(write(creator, listing))).toBe("own_content");
  expect(await refusal(write({ ...buyer, emailVerified: false }, listing))).toBe("email_unverified");
  expect(await refusal(write({ ...buyer, suspended: true }, listing))).toBe("suspended");
  expect(await refusal(write(buyer, { ...listing, listingId: newId("lst") }))).toBe("not_found");
  await setRight(purchaseId, "frozen");
  expect(await refusal(write(buyer, listing))).toBe("not_entitled");
  await setRight(purchaseId, "active");
  const { id } = await write(buyer, listing);
  for (const other of [creator, stranger, moderator])
    expect(await refusal(edit(other, id))).toBe("not_found");
  for (const other of [buyer, stranger, moderator, await verbs().person({ creator: true })])
    expect(await refusal(reply(other, id))).toBe("not_found");
  expect(await refusal(edit(visitor, id))).toBe("unauthenticated");
  expect(await refusal(reply(visitor, id))).toBe("unauthenticated");
  expect(await refusal(edit(buyer, newId("rev")))).toBe("not_found");
  expect(await refusal(edit({ ...buyer, suspended: true }, id))).toBe("suspended");
  expect(await ratingOf(listing)).toEqual({ sum: 4, count: 1 });
});

test("a review tells the version that was installed last and since when any was, and follows both when it is changed", async () => {
  const { listing } = await scene();
  const { buyer, entitlementId } = await buyerOf(listing);
  const install = (versionId: typeof listing.versionId, daysAgo: number | null) =>
    verbs().db.stored(
      `INSERT INTO installs (id, entitlement_id, user_id, version_id, token_hash, expires_at, downloaded_at)
       VALUES ($1, $2, $3, $4, gen_random_uuid()::text, now(), now() - $5::float8 * interval '1 day')`,
      [
        uuidFromId("ins", newId("ins")),
        uuidFromId("ent", entitlementId),
        uuidFromId("usr", buyer.id),
        uuidFromId("ver", versionId),
        daysAgo,
      ],
    );
  const next = await seedVersion(verbs().db, listing, "1.1.0");
  await install(listing.versionId, 30.5);
  await install(next, null);
  const written = await write(buyer, listing);
  expect(written).toMatchObject({ version: "1.0.0", daysInstalled: 30 });
  await install(next, 0.1);
  const changed = await edit(buyer, written.id);
  expect(changed).toMatchObject({
    version: "1.1.0",
    daysInstalled: 30,
    rating: 2,
    createdAt: written.createdAt,
  });
  expect(changed.editedAt).not.toBeNull();
  expect(await ratingOf(listing)).toEqual({ sum: 2, count: 1 });
});

test("what is hidden is its writer's alone, and stays as it is", async () => {
  const { creator, listing } = await scene();
  const { buyer } = await buyerOf(listing);
  const { id } = await write(buyer, listing);
  await hide(id);
  expect(await refusal(edit(buyer, id))).toBe("wrong_state");
  expect(await refusal(reply(creator, id))).toBe("not_found");
  const moderator = await verbs().person({ role: "moderator" });
  for (const actor of [visitor, creator, moderator, await verbs().person(), buyer])
    expect(await list(actor, listing)).toMatchObject({ items: [], counts: [0, 0, 0, 0, 0] });
  expect((await list(buyer, listing)).mine).toMatchObject({ id, hidden: true, counts: false });
  expect((await list(creator, listing)).mine).toBeNull();
  expect(await ratingOf(listing)).toEqual({ sum: 0, count: 0 });
});

test("the review of what was given back is shown and no longer counts or changes; bought again, it is reviewed anew", async () => {
  const { listing } = await scene();
  const { buyer, purchaseId } = await buyerOf(listing);
  const { id } = await write(buyer, listing, 1);
  await setRight(purchaseId, "revoked");
  await verbs().db.stored(
    "UPDATE strategy_purchases SET status = 'refunded' WHERE id = $1 AND set_config('app.actor_role', 'system', true) = 'system'",
    [uuidFromId("pur", purchaseId)],
  );
  await verbs().db.stored(
    "UPDATE strategy_marketplace SET total_sales = 0 WHERE id = $1 AND set_config('app.actor_role', 'system', true) = 'system'",
    [uuidFromId("lst", listing.listingId)],
  );
  expect(await refusal(edit(buyer, id))).toBe("not_entitled");
  const page = await list(buyer, listing);
  expect(page).toMatchObject({
    items: [{ id, counts: false, rating: 1 }],
    counts: [0, 0, 0, 0, 0],
    mine: { id },
    mayWrite: false,
  });
  await seedEntitlement(verbs().db, buyer, listing);
  expect(await list(buyer, listing)).toMatchObject({ mine: null, mayWrite: true });
  const again = await write(buyer, listing, 5);
  const after = await list(buyer, listing);
  expect(after.items.map((item) => item.id)).toEqual([again.id, id]);
  expect(after).toMatchObject({ mine: { id: again.id }, mayWrite: false, counts: [0, 0, 0, 0, 1] });
});

test("every order shows each review once over its pages, with how many count for each rating", async () => {
  const { creator, listing } = await scene();
  const ratings = [5, 3, 5, 1, 4, 5, 3, 2, 5, 4, 1];
  const written: { id: ReviewId; rating: number }[] = [];
  for (const rating of ratings) {
    const { reviewId } = await seedReview(verbs().db, await verbs().person(), listing, { rating });
    written.push({ id: reviewId, rating });
  }
  const turn = async (more: object) => {
    const found: { id: string; rating: number }[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await list(visitor, listing, {
        ...more,
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(listReviewsOutput.parse(page)).toEqual(page);
      expect(page.counts).toEqual([2, 1, 2, 2, 4]);
      found.push(...page.items.map(({ id, rating }) => ({ id, rating })));
      if (page.nextCursor === null) return found;
      cursor = page.nextCursor;
    }
  };
  const newest = written.toReversed();
  expect(await turn({})).toEqual(newest);
  expect(await turn({ sort: "highest" })).toEqual(newest.toSorted((a, b) => b.rating - a.rating));
  expect(await turn({ sort: "lowest" })).toEqual(written.toSorted((a, b) => a.rating - b.rating));
  expect(await turn({ rating: 5 })).toEqual(newest.filter(({ rating }) => rating === 5));
  expect(await turn({ rating: 5, sort: "lowest" })).toEqual(written.filter(({ rating }) => rating === 5));
  const { nextCursor } = await list(visitor, listing, { limit: 1 });
  expect(await refusal(list(visitor, listing, { sort: "highest", cursor: nextCursor }))).toBe(
    "invalid_input",
  );
  expect(await refusal(list(visitor, listing, { cursor: "e30" }))).toBe("invalid_input");
  const [forCreator] = (await list(creator, listing, { limit: 1 })).items;
  expect(forCreator).toMatchObject({ isMine: false, mayReply: true, mayFlag: true });
  expect((await list(visitor, listing, { limit: 1 })).items).toMatchObject([
    { mayReply: false, mayFlag: false },
  ]);
});

test("reviews of what is not public are there for its creator, its buyers and moderators alone", async () => {
  const { creator, listing } = await scene();
  const { buyer } = await buyerOf(listing);
  await write(buyer, listing);
  const latecomer = await buyerOf(listing);
  await verbs().db.stored("UPDATE strategy_marketplace SET status = 'archived' WHERE id = $1", [
    uuidFromId("lst", listing.listingId),
  ]);
  for (const actor of [creator, buyer, latecomer.buyer, await verbs().person({ role: "moderator" })])
    expect(await list(actor, listing)).toMatchObject({
      items: [{ rating: 4 }],
      counts: [0, 0, 0, 1, 0],
      mayWrite: actor === latecomer.buyer,
    });
  for (const actor of [visitor, await verbs().person(), await verbs().person({ role: "finance" })])
    expect(await refusal(list(actor, listing))).toBe("not_found");
  expect(await refusal(write(latecomer.buyer, listing))).toBeUndefined();
});
