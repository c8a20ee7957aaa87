import { followsOutput, type ListingId, type UserId, wishesOutput } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { seedListing } from "@boltz/testkit";
import { expect, test } from "vitest";
import { draftedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { followCreator } from "./follow-creator.ts";
import { listFollowed } from "./list-followed.ts";
import { listWishes } from "./list-wishes.ts";
import { wishForListing } from "./wish-for-listing.ts";

const verbs = useVerbs();

type Actor = Person | typeof visitor;
const follow = (actor: Actor, creatorId: UserId, following = true) =>
  followCreator({ ctx: verbs().as(actor), input: { creatorId, following } });
const followed = (actor: Actor) => listFollowed({ ctx: verbs().as(actor) });
const wish = (actor: Actor, listingId: ListingId, wished = true) =>
  wishForListing({ ctx: verbs().as(actor), input: { listingId, wished } });
const wishes = (actor: Actor) => listWishes({ ctx: verbs().as(actor) });
const setStatus = (listingId: ListingId, status: "archived" | "removed") =>
  verbs().db.stored(
    "UPDATE strategy_marketplace SET status = $2 WHERE id = $1 AND set_config('app.actor_role', 'system', true) = 'system'",
    [uuidFromId("lst", listingId), status],
  );

test("a person follows creators, each once however often the button is pressed, and sees only whom they follow", async () => {
  const [reader, other] = [await verbs().person(), await verbs().person()];
  const [first, second] = [await verbs().person({ creator: true }), await verbs().person({ creator: true })];
  const kept = await seedListing(verbs().db, first);
  await seedListing(verbs().db, first);
  await setStatus((await seedListing(verbs().db, first)).listingId, "archived");
  await follow(reader, first.id);
  await Promise.all(Array.from({ length: 10 }, () => follow(reader, second.id)));
  const page = await followed(reader);
  expect(followsOutput.parse(page)).toEqual(page);
  expect(page.map(({ id, listings }) => ({ id, listings }))).toEqual([
    { id: second.id, listings: 0 },
    { id: first.id, listings: 2 },
  ]);
  await setStatus(kept.listingId, "removed");
  expect((await followed(reader)).at(-1)).toMatchObject({ listings: 1 });
  expect(await followed(other)).toEqual([]);
  await Promise.all(Array.from({ length: 10 }, () => follow(reader, second.id, false)));
  expect((await followed(reader)).map(({ id }) => id)).toEqual([first.id]);
});

test("nobody follows themselves, who is no creator, or while they are suspended or signed out", async () => {
  const [reader, creator] = [await verbs().person(), await verbs().person({ creator: true })];
  expect(await refusal(follow(creator, creator.id))).toBe("own_content");
  expect(await refusal(follow(creator, reader.id))).toBe("not_found");
  expect(await refusal(follow(reader, newId("usr")))).toBe("not_found");
  expect(await refusal(follow({ ...reader, suspended: true }, creator.id))).toBe("suspended");
  expect(await refusal(follow(visitor, creator.id))).toBe("unauthenticated");
  expect(await refusal(followed(visitor))).toBe("unauthenticated");
});

test("wishes stay, each once, when what was wished for is no longer for sale, and can then still be given up", async () => {
  const [reader, creator] = [await verbs().person(), await verbs().person({ creator: true })];
  const [sold, archived, removed] = [
    await seedListing(verbs().db, creator, { title: "For sale" }),
    await seedListing(verbs().db, creator, { title: "Archived" }),
    await seedListing(verbs().db, creator, { title: "Removed" }),
  ];
  for (const { listingId } of [sold, archived]) await wish(reader, listingId);
  await Promise.all(Array.from({ length: 10 }, () => wish(reader, removed.listingId)));
  await setStatus(archived.listingId, "archived");
  await setStatus(removed.listingId, "removed");
  const list = await wishes(reader);
  expect(wishesOutput.parse(list)).toEqual(list);
  expect(list).toMatchObject([
    { listing: { title: "Removed", creator: { id: creator.id } }, forSale: false },
    { listing: { title: "Archived", price: { amountMinor: "4900", currency: "USD" } }, forSale: false },
    { listing: { title: "For sale", rating: { mean: null, count: 0 } }, forSale: true },
  ]);
  expect(list).toHaveLength(3);
  expect(await wishes(creator)).toEqual([]);
  await wish(reader, removed.listingId, false);
  await wish(reader, removed.listingId, false);
  expect((await wishes(reader)).map(({ listing }) => listing.title)).toEqual(["Archived", "For sale"]);
});

test("only what is public is wished for", async () => {
  const [reader, creator] = [await verbs().person(), await verbs().person({ creator: true })];
  const draft = await draftedListing(verbs().as(creator));
  const { listingId } = await seedListing(verbs().db, creator);
  for (const actor of [reader, creator, await verbs().person({ role: "moderator" })])
    expect(await refusal(wish(actor, draft.id))).toBe("not_found");
  expect(await refusal(wish(reader, newId("lst")))).toBe("not_found");
  expect(await refusal(wish({ ...reader, suspended: true }, listingId))).toBe("suspended");
  expect(await refusal(wish(visitor, listingId))).toBe("unauthenticated");
  expect(await refusal(wishes(visitor))).toBe("unauthenticated");
  await setStatus(listingId, "archived");
  expect(await refusal(wish(reader, listingId))).toBe("not_found");
});
