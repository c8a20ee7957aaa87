import { randomUUID } from "node:crypto";
import { creatorStanding } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { type SeededListing, seedEntitlement, seedListing } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { archiveListing } from "../listings/archive-listing.ts";
import { getListing } from "../listings/get-listing.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { startPurchase } from "../purchases/start-purchase.ts";
import { draftedListing, publishedListing, refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { decideListing } from "./decide-listing.ts";
import { getStanding } from "./get-standing.ts";
import { moderating, reason } from "./standing.fixture.ts";

const verbs = useVerbs();
const { as, moderator, remove, switchTo, decisionsOf, install, now, stateOf, toldTo } = moderating(verbs);

const creatorWith = async (count: number) => {
  const creator = await verbs().person({ creator: true });
  const listings: SeededListing[] = [];
  for (let done = 0; done < count; done += 1) listings.push(await seedListing(verbs().db, creator));
  return { creator, ids: listings.map(({ listingId }) => listingId), listings };
};

const standingOf = async (person: Person, by?: Person) =>
  getStanding({ ctx: as(by ?? (await moderator())), input: { creatorId: person.id } });

const statusesOf = (ids: SeededListing["listingId"][]) =>
  Promise.all(ids.map(async (id) => (await stateOf(id))?.status));

const buy = (buyer: Person, { listingId }: SeededListing) =>
  startPurchase({
    ctx: as(buyer),
    input: {
      listingId,
      provider: "stripe",
      method: "card",
      expectedPrice: { amountMinor: "4900", currency: "USD" },
      idempotencyKey: randomUUID(),
    },
  });

describe("one part of what a creator may do", () => {
  test("publishing: nothing more is submitted, what is published stays", async () => {
    const { creator, ids } = await creatorWith(1);
    const draft = await draftedListing(as(creator));
    const submit = async () => submitListing({ ctx: as(await now(creator)), input: { listingId: draft.id } });
    const seen = await switchTo(creator, "publish", false);
    expect(creatorStanding.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      capabilities: { publish: false, sell: true, withdraw: true },
      banned: false,
    });
    expect(await refusal(submit())).toBe("forbidden");
    expect(await statusesOf(ids)).toEqual(["published"]);
    expect(await refusal(switchTo(creator, "publish", false))).toBe("wrong_state");
    await switchTo(creator, "publish", true);
    expect((await submit()).status).toBe("submitted");
    expect((await decisionsOf(creator)).map(({ outcome, part }) => [outcome, part])).toEqual([
      ["allowed", "publish"],
      ["restricted", "publish"],
    ]);
    expect(await toldTo(creator)).toEqual(["standing_restricted", "standing_allowed"]);
  });

  test("selling: listings stay visible, and nobody can buy them", async () => {
    const { creator, listings } = await creatorWith(1);
    const [listing] = listings;
    if (listing === undefined) throw new Error("nothing is listed");
    await switchTo(creator, "sell", false);
    const buyer = await verbs().person();
    const { listingId } = listing;
    expect((await getListing({ ctx: as(buyer), input: { listingId } })).status).toBe("published");
    expect(await refusal(buy(buyer, listing))).toBe("listing_not_for_sale");
    await switchTo(creator, "sell", true);
    // No provider is set up here, so this is the next thing that is asked for.
    expect(await refusal(buy(buyer, listing))).toBe("provider_unavailable");
  });

  test("is decided once of two moderators at the same time, and audited with its part", async () => {
    const { creator } = await creatorWith(0);
    const codes = await Promise.all([1, 2, 3].map(() => refusal(switchTo(creator, "withdraw", false))));
    expect(codes.toSorted()).toEqual(["wrong_state", "wrong_state", undefined]);
    const audits = await verbs().db.stored<{ part: string }>(
      "select detail->>'part' as part from audit_log where action = 'creator_restricted' and subject_id = $1",
      [uuidFromId("usr", creator.id)],
    );
    expect(audits).toEqual([{ part: "withdraw" }]);
    expect((await now(creator)).creator).toEqual({ publish: true, sell: true, withdraw: false });
  });
});

describe("a suspended account", () => {
  test("takes every listing off the market, and gives back exactly those, as they were", async () => {
    const { creator, ids, listings } = await creatorWith(4);
    const [sold, archived, removed, harmful] = ids;
    if (!(sold && archived && removed && harmful && listings[0])) throw new Error("four are listed");
    const buyer = await verbs().person();
    await seedEntitlement(verbs().db, buyer, listings[0]);
    await archiveListing({ ctx: as(creator), input: { listingId: archived } });
    await remove(removed);
    const before = await Promise.all(ids.map(stateOf));

    await switchTo(creator, "account", false);
    expect(await statusesOf(ids)).toEqual(["removed", "removed", "removed", "removed"]);
    expect(await now(creator)).toMatchObject({ suspended: true });
    await install(buyer, sold);
    const [first] = await decisionsOf(creator);
    expect(first).toMatchObject({ outcome: "removed", reason, appeal: { state: "none" } });
    await remove(harmful, { harm: true });

    await switchTo(creator, "account", true);
    expect(await now(creator)).toMatchObject({ suspended: false });
    expect(await statusesOf(ids)).toEqual(["published", "archived", "removed", "removed"]);
    expect(await Promise.all([sold, archived, removed].map(stateOf))).toEqual(before.slice(0, 3));
    expect((await stateOf(harmful))?.harmful).toBe(true);
    expect(await toldTo(creator)).toEqual([
      "listing_removed",
      "account_suspended",
      "listing_removed",
      "account_restored",
    ]);

    await switchTo(creator, "account", false);
    await switchTo(creator, "account", true);
    expect(await statusesOf(ids)).toEqual(["published", "archived", "removed", "removed"]);
  });

  test("is made once, and nothing is published in the meantime", async () => {
    const creator = await verbs().person({ creator: true });
    const live = await publishedListing(verbs(), creator);
    const { id: listingId } = await draftedListing(as(creator));
    const { revision } = await submitListing({ ctx: as(creator), input: { listingId } });
    const approve = async () =>
      decideListing({ ctx: as(await moderator()), input: { listingId, revision, outcome: "approved" } });
    const bans = [1, 2, 3].map(() => refusal(switchTo(creator, "account", false)));
    const [approval, ...codes] = await Promise.all([refusal(approve()), ...bans]);
    expect(codes.toSorted()).toEqual(["wrong_state", "wrong_state", undefined]);
    expect(await stateOf(live.id)).toMatchObject({ status: "removed" });
    expect((await stateOf(listingId))?.status).toBe(approval === undefined ? "removed" : "unpublished");
    expect(await refusal(approve())).toBe("wrong_state");
  });

  test("is all that can be switched of somebody who lists nothing", async () => {
    const buyer = await verbs().person();
    expect(await refusal(switchTo(buyer, "sell", false))).toBe("invalid_input");
    expect(await refusedFields(switchTo(buyer, "publish", false))).toEqual(["part"]);
    const seen = await switchTo(buyer, "account", false);
    expect(seen).toMatchObject({ role: "user", capabilities: null, banned: true });
    expect(await refusal(switchTo(buyer, "account", false))).toBe("wrong_state");
  });
});

test("nobody decides about themselves, and only an admin about who works here", async () => {
  const colleague = await verbs().person({ role: "finance" });
  const admin = await verbs().person({ role: "admin" });
  const own = await verbs().person({ role: "moderator", creator: true });
  const { creator } = await creatorWith(0);
  const ban = (who: Person, by: Person) => refusal(switchTo(who, "account", false, by));
  expect(await ban(own, own)).toBe("own_judgement");
  expect(await ban(colleague, own)).toBe("forbidden");
  expect(await ban(creator, colleague)).toBe("forbidden");
  expect(await ban(own, creator)).toBe("forbidden");
  expect(await ban({ ...creator, id: newId("usr") }, own)).toBe("not_found");
  expect(await ban(colleague, admin)).toBeUndefined();
  expect(await decisionsOf(creator)).toEqual([]);
});

test("a standing shows what a decision would touch, and who may make it", async () => {
  const { creator, ids, listings } = await creatorWith(3);
  const buyers = [await verbs().person(), await verbs().person()];
  for (const listing of listings.slice(0, 2))
    for (const buyer of buyers) await seedEntitlement(verbs().db, buyer, listing);
  await archiveListing({ ctx: as(creator), input: { listingId: ids[2] ?? newId("lst") } });
  await switchTo(creator, "sell", false);
  const seen = await standingOf(creator);
  expect(creatorStanding.parse(seen)).toEqual(seen);
  expect(seen).toMatchObject({
    person: { id: creator.id, displayName: `Creator ${creator.id}` },
    role: "creator",
    capabilities: { publish: true, sell: false, withdraw: true },
    publishedListings: 2,
    buyers: 2,
    history: [{ outcome: "restricted", part: "sell", reason, appeal: "possible" }],
    mayDecide: true,
  });
  const own = await verbs().person({ role: "moderator", creator: true });
  expect((await standingOf(own, own)).mayDecide).toBe(false);
  expect((await standingOf(await verbs().person({ role: "admin" }), own)).mayDecide).toBe(false);
  expect(await refusal(standingOf({ ...creator, id: newId("usr") }))).toBe("not_found");
  expect(await refusal(standingOf(creator, creator))).toBe("forbidden");
});
