import { type ListingId, MarketError, type PurchaseId, type ReviewId } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { createReview, listReviews, updateReview } from "@boltz/services";
import { seedCatalogue, seedEntitlement, seedListing, seedPerson, seedReview } from "@boltz/testkit";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, buy, settle, request, stored, stateOf } = market;

const text = "It does what its rules say, no more and no less.";
const review = (actor: Person, listingId: ListingId, rating: number) =>
  createReview({ ctx: stack().as(actor), input: { listingId, rating, text } });
const edit = (actor: Person, reviewId: ReviewId, rating: number) =>
  updateReview({ ctx: stack().as(actor), input: { reviewId, rating, text } });

/** What the listing, its row in the search and a recount of its reviews say; the first three are to be one. */
const ratingOf = async (listingId: ListingId) => {
  const [row] = await stored<{ kept: string; counted: string; ranked: number; weighed: number }>(
    `SELECT rating_sum || '/' || rating_count AS kept,
       (SELECT coalesce(sum(r.rating), 0) || '/' || count(*) FROM strategy_reviews r
         JOIN user_strategy_access a ON a.purchase_id = r.purchase_id
         WHERE r.listing_id = l.id AND a.state = 'active' AND NOT r.is_hidden) AS counted,
       (SELECT s.rating FROM listing_search s WHERE s.listing_id = l.id) AS ranked,
       app.weighed_rating(l.rating_sum, l.rating_count) AS weighed
     FROM strategy_marketplace l WHERE id = $1`,
    [uuidFromId("lst", listingId)],
  );
  if (row === undefined) throw new Error("there is no such listing");
  expect(row.kept).toBe(row.counted);
  expect(row.ranked).toBe(row.weighed);
  return row.kept;
};

describe("a rating", () => {
  const buyers: { person: Person; purchaseId: PurchaseId; reviewId: ReviewId }[] = [];
  let listingId: ListingId;
  let moderator: Person;

  beforeAll(async () => {
    const { db } = stack();
    moderator = await seedPerson(db, { role: "moderator" });
    const creator = await seedPerson(db, { creator: true });
    const people = await Promise.all(Array.from({ length: 50 }, () => seedPerson(db)));
    const words = { title: "Rated by many", summary: "Bought by fifty", description: "And reviewed by each" };
    const rest = { tags: [], priceMinor: 0n, currency: "USD", publishedAt: new Date() } as const;
    const entry = { ...words, ...rest, tags: [], ratingSum: 0, ratingCount: 0, buyers: people };
    const [id] = await seedCatalogue(db, creator, [entry]);
    if (id === undefined) throw new Error("the listing is there");
    listingId = id;
    const written = await Promise.all(
      people.map((person, index) => review(person, listingId, (index % 5) + 1)),
    );
    const rows = await stored<{ id: string; purchase: string }>(
      "SELECT id, purchase_id AS purchase FROM strategy_reviews WHERE listing_id = $1",
      [uuidFromId("lst", listingId)],
    );
    const purchases = new Map(
      rows.map((row) => [idFromUuid("rev", row.id), idFromUuid("pur", row.purchase)]),
    );
    for (const [index, { id: reviewId }] of written.entries()) {
      const [person, purchaseId] = [people[index], purchases.get(reviewId)];
      if (person !== undefined && purchaseId !== undefined) buyers.push({ person, purchaseId, reviewId });
    }
  });

  test("is exact after fifty reviews at once", async () => {
    expect(buyers).toHaveLength(50);
    expect(await ratingOf(listingId)).toBe("150/50");
  });

  /** As a refund or a dispute does: the purchase first, then the right, then the sale. */
  const setRight = (purchaseId: PurchaseId, state: "active" | "frozen" | "revoked") =>
    stack().db.database.withActor(system("test"), async (tx) => {
      const purchase = uuidFromId("pur", purchaseId);
      await tx.execute(sql`select from strategy_purchases where id = ${purchase} for update`);
      await tx.execute(
        sql`update user_strategy_access set state = ${state}, ended_at = case when ${state === "revoked"} then now() end
            where purchase_id = ${purchase}`,
      );
      await tx.execute(
        sql`update strategy_marketplace set updated_at = now() where id = ${uuidFromId("lst", listingId)}`,
      );
    });
  const setHidden = (reviewId: ReviewId, isHidden: boolean) =>
    stack().db.database.withActor(moderator, (tx) =>
      tx.execute(
        sql`update strategy_reviews set is_hidden = ${isHidden} where id = ${uuidFromId("rev", reviewId)}`,
      ),
    );

  const anyChange = fc.record({
    // Few of them, so that they meet.
    whose: fc.nat({ max: 9 }),
    change: fc.oneof(
      fc.constantFrom("active", "frozen", "revoked").map((right) => ({ right }) as const),
      fc.boolean().map((hidden) => ({ hidden }) as const),
      fc.integer({ min: 1, max: 5 }).map((rating) => ({ rating }) as const),
    ),
  });

  test("is exact whatever refunds, disputes, moderators and writers do to its reviews at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 80, maxLength: 80 }), async (changes) => {
        const calls = changes.map(({ whose, change }) => {
          const buyer = buyers[whose];
          if (buyer === undefined) throw new Error("there are fifty buyers");
          if ("right" in change) return setRight(buyer.purchaseId, change.right);
          if ("hidden" in change) return setHidden(buyer.reviewId, change.hidden);
          return edit(buyer.person, buyer.reviewId, change.rating).catch((error: unknown) => {
            const isRefused = error instanceof MarketError && /wrong_state|not_entitled/.test(error.code);
            if (!isRefused) throw error;
          });
        });
        await Promise.all(calls);
        await ratingOf(listingId);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(await ratingOf(listingId)).toMatch(/^\d+\/(4\d|50)$/);
  });
});

const countsOf = async ({ buyer, listing }: Sale) => {
  const input = { listingId: listing.listingId, sort: "newest" as const, limit: 24 };
  const { mine } = await listReviews({ ctx: stack().as(buyer), input });
  return mine?.counts ?? null;
};

test("a review written while the purchase goes back never counts afterwards", async () => {
  const sales = [await buy(), await buy(), await buy(), await buy()];
  const reviewed = sales.at(-1);
  if (reviewed !== undefined) await review(reviewed.buyer, reviewed.listing.listingId, 5);
  const outcomes = await Promise.allSettled(
    sales.flatMap((sale, index) => {
      const calls = [() => request(sale), () => review(sale.buyer, sale.listing.listingId, 5)];
      return (index % 2 === 0 ? calls : calls.toReversed()).map((call) => call());
    }),
  );
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^(not_entitled|conflict)$/) });
  await settle();
  for (const sale of sales) {
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", access: "revoked" });
    expect(await ratingOf(sale.listing.listingId)).toBe("0/0");
    expect(await countsOf(sale)).not.toBe(true);
    await expect(review(sale.buyer, sale.listing.listingId, 5)).rejects.toMatchObject({
      code: "not_entitled",
    });
  }
});

test("a review does not count while its payment is disputed, and counts again when that is won", async () => {
  const sale = await buy();
  const { id } = await review(sale.buyer, sale.listing.listingId, 4);
  const reference = stack().sandbox.dashboard.openDispute(sale.paymentReference, {});
  await settle();
  expect([await countsOf(sale), await ratingOf(sale.listing.listingId)]).toEqual([false, "0/0"]);
  await expect(edit(sale.buyer, id, 1)).rejects.toMatchObject({ code: "not_entitled" });
  stack().sandbox.dashboard.decideDispute(reference, "won");
  await settle();
  expect([await countsOf(sale), await ratingOf(sale.listing.listingId)]).toEqual([true, "4/1"]);
});

describe("straight SQL as the application role", () => {
  let client: pg.Client;
  let people: Record<"creator" | "writer" | "other" | "moderator", Person>;
  let listingId: ListingId;
  let ids: { review: string; purchase: string; others: string };

  beforeAll(async () => {
    const { db } = stack();
    const creator = await seedPerson(db, { creator: true });
    const [writer, other] = [await seedPerson(db), await seedPerson(db)];
    people = { creator, writer, other, moderator: await seedPerson(db, { role: "moderator" }) };
    const listing = await seedListing(db, creator);
    listingId = listing.listingId;
    const { reviewId, purchaseId } = await seedReview(db, writer, listing, {
      rating: 3,
      reply: "Thank you.",
    });
    const others = await seedReview(db, other, listing, { rating: 5 });
    ids = {
      review: uuidFromId("rev", reviewId),
      purchase: uuidFromId("pur", purchaseId),
      others: uuidFromId("rev", others.reviewId),
    };
    client = new pg.Client({ connectionString: db.urls.boltz_app });
    await client.connect();
  });
  afterAll(() => client.end());
  beforeEach(() => client.query("BEGIN"));
  afterEach(() => client.query("ROLLBACK"));

  const become = ({ id, role }: Person) =>
    client.query("SELECT set_config('app.actor_id', $1, true), set_config('app.actor_role', $2, true)", [
      uuidFromId("usr", id),
      role,
    ]);
  /** How many rows a statement changed; the error's code where it was refused. */
  const outcomeOf = async (who: keyof typeof people, statement: string) => {
    await client.query("SAVEPOINT attempt");
    await become(people[who]);
    const outcome = await client.query(statement).then(
      ({ rowCount }) => rowCount,
      (error: unknown) => (error instanceof pg.DatabaseError ? error.code : error),
    );
    await client.query("ROLLBACK TO attempt");
    return outcome;
  };
  const [refused, broken] = ["42501", "23514"];

  test("changes no rating, by hand or by somebody else's review", async () => {
    const own = `WHERE id = '${ids.review}'`;
    const listing = `WHERE id = '${uuidFromId("lst", listingId)}'`;
    const attempts: [keyof typeof people, string, unknown][] = [
      ["creator", `UPDATE strategy_marketplace SET rating_sum = 10, rating_count = 2 ${listing}`, refused],
      ["moderator", `UPDATE strategy_marketplace SET rating_sum = 10, rating_count = 2 ${listing}`, refused],
      ["writer", `UPDATE strategy_marketplace SET rating_sum = 10, rating_count = 2 ${listing}`, 0],
      ["creator", `UPDATE strategy_reviews SET rating = 5 ${own}`, refused],
      ["creator", `UPDATE strategy_reviews SET body = 'Splendid.' ${own}`, refused],
      ["moderator", `UPDATE strategy_reviews SET rating = 5 ${own}`, refused],
      ["other", `UPDATE strategy_reviews SET rating = 1 ${own}`, 0],
      ["creator", `UPDATE strategy_reviews SET is_hidden = true ${own}`, refused],
      ["writer", `UPDATE strategy_reviews SET is_entitled = false ${own}`, refused],
      ["writer", `UPDATE strategy_reviews SET purchase_id = gen_random_uuid() ${own}`, broken],
      ["writer", `UPDATE strategy_reviews SET rating = 6 ${own}`, broken],
      ["writer", `UPDATE strategy_reviews SET counts = true ${own}`, "428C9"],
      ["writer", `DELETE FROM strategy_reviews ${own}`, 0],
      ["creator", `DELETE FROM strategy_reviews ${own}`, 0],
      ["writer", `UPDATE strategy_reviews SET rating = 1 ${own}`, 1],
    ];
    for (const [who, statement, outcome] of attempts)
      expect([who, statement, await outcomeOf(who, statement)]).toEqual([who, statement, outcome]);
    expect(await ratingOf(listingId)).toBe("8/2");
  });

  test("answers a review once, and only as its creator", async () => {
    const answer = (id: string) =>
      `UPDATE strategy_reviews SET reply = 'No.', replied_at = now() WHERE id = '${id}'`;
    expect(await outcomeOf("creator", answer(ids.review))).toBe(refused);
    expect(await outcomeOf("creator", answer(ids.others))).toBe(1);
    for (const who of ["other", "moderator"] as const)
      expect(await outcomeOf(who, answer(ids.others))).toBe(refused);
    expect(await outcomeOf("writer", answer(ids.others))).toBe(0);
  });

  test("takes whose work it is and what was paid from the purchase, whatever is written", async () => {
    const { db } = stack();
    const buyer = await seedPerson(db);
    const listing = await seedListing(db, people.creator);
    const { purchaseId } = await seedEntitlement(db, buyer, listing);
    await client.query("SAVEPOINT attempt");
    await become(buyer);
    const id = uuidFromId("rev", newId("rev"));
    await client.query(
      `INSERT INTO strategy_reviews (id, purchase_id, listing_id, creator_id, reviewer_id, author, rating, body, version,
         paid_minor, currency, reply, replied_at, is_hidden)
       VALUES ($1, $2, $3, $4, $5, 'Ada L.', 5, 'Splendid, all of it.', '1.0.0', 999900, 'KWD', 'I agree.', now(), true)`,
      [
        ...[id, uuidFromId("pur", purchaseId), uuidFromId("lst", listing.listingId)],
        ...[uuidFromId("usr", people.other.id), uuidFromId("usr", buyer.id)],
      ],
    );
    const { rows } = await client.query(
      "SELECT creator_id, paid_minor, reply, is_hidden FROM strategy_reviews WHERE id = $1",
      [id],
    );
    await client.query("ROLLBACK TO attempt");
    expect(rows).toEqual([
      { creator_id: uuidFromId("usr", people.creator.id), paid_minor: "0", reply: null, is_hidden: false },
    ]);
  });

  test("writes no review of what somebody else bought, and no second one", async () => {
    const insertAs = (who: keyof typeof people) =>
      `INSERT INTO strategy_reviews (id, purchase_id, listing_id, creator_id, reviewer_id, author, rating, body, version, paid_minor, currency)
       SELECT '${uuidFromId("rev", newId("rev"))}', '${ids.purchase}', listing_id, creator_id, '${uuidFromId("usr", people[who].id)}',
         'Ada L.', 5, 'Splendid.', '1.0.0', 0, 'USD' FROM strategy_reviews WHERE id = '${ids.review}'`;
    expect(await outcomeOf("other", insertAs("other"))).toBe(broken);
    expect(await outcomeOf("other", insertAs("writer"))).toBe(refused);
    expect(await outcomeOf("writer", insertAs("writer"))).toBe("23505");
  });
});
