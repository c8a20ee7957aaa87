import { checkInvariants, uuidFromId } from "@boltz/db";
import { seedListing, seedReview } from "@boltz/testkit";
import { beforeAll, expect, test } from "vitest";
import { useVerbs } from "../verbs.fixture.ts";
import { moderating } from "./standing.fixture.ts";

const verbs = useVerbs();
const { remove, appealLatest } = moderating(verbs);

beforeAll(async () => {
  const { db } = verbs();
  const creator = await verbs().person({ creator: true });
  const [listing, harmful] = [await seedListing(db, creator), await seedListing(db, creator)];
  await seedReview(db, await verbs().person(), listing, { rating: 3 });
  await remove(harmful.listingId, { harm: true });
  await appealLatest(creator, "removed");
  // What the tests below change is named in one place.
  await db.stored("create table broken_by_tests (creator uuid, listing uuid, harmful uuid)");
  await db.stored("insert into broken_by_tests values ($1, $2, $3)", [
    uuidFromId("usr", creator.id),
    uuidFromId("lst", listing.listingId),
    uuidFromId("lst", harmful.listingId),
  ]);
});

/** Changes rows past every guard, as a fault in one of them would. */
const unguarded = async (table: string, change: string) => {
  const { stored } = verbs().db;
  await stored(`alter table ${table} disable trigger user`);
  await stored(`update ${table} set ${change}`);
  await stored(`alter table ${table} enable trigger user`);
};

const the = (name: "creator" | "listing" | "harmful") => `(select ${name} from broken_by_tests)`;

test.each([
  [
    "every moderation decision has its audit row, written with it",
    "moderation_decisions",
    `created_at = created_at - interval '1 second' where listing_id = ${the("harmful")}`,
    `created_at = created_at + interval '1 second' where listing_id = ${the("harmful")}`,
  ],
  [
    "no listing of a suspended creator is for sale",
    "users",
    `suspended_at = now() where id = ${the("creator")}`,
    `suspended_at = null where id = ${the("creator")}`,
  ],
  [
    "what harms is removed, by a decision that says so",
    "moderation_decisions",
    `harm = false where listing_id = ${the("harmful")}`,
    `harm = true where listing_id = ${the("harmful")}`,
  ],
  [
    "what is submitted waits for a moderator",
    "listing_drafts",
    `state = 'submitted' where listing_id = ${the("listing")}`,
    `state = 'approved' where listing_id = ${the("listing")}`,
  ],
  [
    "an appeal waits for a moderator until it is answered",
    "moderation_cases",
    "closed_at = now() where kind = 'appeal'",
    "closed_at = null where kind = 'appeal'",
  ],
  [
    "a listing's rating is a recount of its reviews that count",
    "strategy_marketplace",
    `rating_sum = rating_sum + 1 where id = ${the("listing")}`,
    `rating_sum = rating_sum - 1 where id = ${the("listing")}`,
  ],
  [
    "a review is of what its writer bought, and counts while that is theirs",
    "strategy_purchases",
    `completed_at = null, status = 'pending' where listing_id = ${the("listing")}`,
    `completed_at = created_at, status = 'completed' where listing_id = ${the("listing")}`,
  ],
])("finds where it does not hold: %s", async (name, table, breaks, mends) => {
  await unguarded(table, breaks);
  const found = await checkInvariants(verbs().db.database);
  await unguarded(table, mends);
  expect(found.map(({ invariant }) => invariant)).toContain(name);
});
