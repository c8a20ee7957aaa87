import { uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { type SeededListing, seedEntitlement, seedListing } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { listLibrary } from "../library/list-library.ts";
import { openBundle } from "../library/open-bundle.ts";
import { getListing } from "../listings/get-listing.ts";
import { draftedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { flagListing } from "./flag-listing.ts";
import { moderating, reason } from "./standing.fixture.ts";

const verbs = useVerbs();
const { as, moderator, remove, switchTo, decisionsOf, install, now, stateOf, toldTo } = moderating(verbs);

const bought = async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await seedListing(verbs().db, creator);
  const buyer = await verbs().person();
  const { purchaseId } = await seedEntitlement(verbs().db, buyer, listing);
  return { creator, listing, listingId: listing.listingId, buyer, purchaseId };
};

const flag = async ({ listingId }: SeededListing) =>
  flagListing({ ctx: as(await verbs().person()), input: { listingId, reason: "harmful", note: "" } });

const countOf = async (query: string, listing: SeededListing) =>
  (await verbs().db.stored(query, [uuidFromId("lst", listing.listingId)])).length;

describe("a removal", () => {
  test("takes a listing off the market with all that waits about it, and leaves it to its buyers", async () => {
    const { creator, listing, listingId, buyer } = await bought();
    await flag(listing);
    await verbs().db.stored("update listing_drafts set state = 'submitted' where listing_id = $1", [
      uuidFromId("lst", listingId),
    ]);
    const by = await moderator();
    await remove(listingId, { by });

    expect(await stateOf(listingId)).toMatchObject({ status: "removed", harmful: false, draft: "draft" });
    expect((await stateOf(listingId))?.delisted).not.toBeNull();
    const open = "select 1 from moderation_cases where listing_id = $1 and closed_at is null";
    expect(await countOf(open, listing)).toBe(0);
    const upheld = "select 1 from listing_flags where listing_id = $1 and state = 'upheld'";
    expect(await countOf(upheld, listing)).toBe(1);
    expect(await refusal(getListing({ ctx: as(visitor), input: { listingId } }))).toBe("not_found");
    const [decision] = await decisionsOf(creator);
    expect(decision).toMatchObject({
      outcome: "removed",
      reason,
      harm: false,
      appeal: { state: "possible" },
    });
    expect(decision?.listing?.id).toBe(listingId);
    expect(JSON.stringify(decision)).not.toContain(by.id);
    expect(await toldTo(creator)).toEqual(["listing_removed"]);

    const { bundleUrl } = await install(buyer, listingId);
    const token = bundleUrl.slice(bundleUrl.lastIndexOf("/") + 1);
    expect((await openBundle({ ctx: as(visitor), input: { token } })).fileName).toContain(listingId);
    expect(await toldTo(buyer)).toEqual([]);
    expect(await refusal(remove(listingId))).toBe("wrong_state");
  });

  test("for harm ends every access, also of a link that is open, and tells the buyers", async () => {
    const { creator, listing, listingId, buyer, purchaseId } = await bought();
    const muted = await verbs().person();
    await seedEntitlement(verbs().db, muted, listing);
    await verbs().db.stored(
      "insert into notification_preferences (user_id, topic, in_app, mail) values ($1, 'purchases', false, true)",
      [uuidFromId("usr", muted.id)],
    );
    const { bundleUrl } = await install(buyer, listingId);
    await remove(listingId, { harm: true });

    expect(await stateOf(listingId)).toMatchObject({ status: "removed", harmful: true });
    const token = bundleUrl.slice(bundleUrl.lastIndexOf("/") + 1);
    const refused = { code: "not_entitled", message: expect.stringContaining("because it does harm") };
    await expect(install(buyer, listingId)).rejects.toMatchObject(refused);
    await expect(openBundle({ ctx: as(visitor), input: { token } })).rejects.toMatchObject(refused);
    await expect(install(creator, listingId)).rejects.toMatchObject(refused);
    expect(await refusal(install(await verbs().person(), listingId))).toBe("not_found");
    const { items } = await listLibrary({ ctx: as(buyer), input: { limit: 5 } });
    expect(items.map((item) => item.listingId)).toEqual([listingId]);

    expect([await toldTo(buyer), await toldTo(muted)]).toEqual([["access_ended"], ["access_ended"]]);
    const shown = await verbs().db.stored<{ user: string; url: string }>(
      "select user_id as user, params->>'url' as url from notifications where kind = 'access_ended'",
    );
    expect(shown).toEqual([
      { user: uuidFromId("usr", buyer.id), url: `https://market.test/purchases/${purchaseId}` },
    ]);
  });

  test("can be called harmful later, once", async () => {
    const { listingId, buyer } = await bought();
    await remove(listingId);
    const delisted = (await stateOf(listingId))?.delisted;
    await install(buyer, listingId);
    await remove(listingId, { harm: true });
    expect(await stateOf(listingId)).toMatchObject({ harmful: true, delisted });
    expect(await refusal(install(buyer, listingId))).toBe("not_entitled");
    expect(await refusal(remove(listingId, { harm: true }))).toBe("wrong_state");
    expect(await refusal(remove(listingId))).toBe("wrong_state");
  });

  test("is made once, however many moderators find the same at the same time", async () => {
    const { creator, listingId } = await bought();
    const codes = await Promise.all([1, 2, 3, 4].map(() => refusal(remove(listingId))));
    expect(codes.toSorted()).toEqual(["wrong_state", "wrong_state", "wrong_state", undefined]);
    expect(await decisionsOf(creator)).toHaveLength(1);
  });

  test("is for moderators, of what is not their own and was public", async () => {
    const own = await verbs().person({ role: "moderator", creator: true });
    const mine = await seedListing(verbs().db, own);
    const { listingId, buyer } = await bought();
    const finance = await verbs().person({ role: "finance" });
    expect(await refusal(remove(mine.listingId, { by: own }))).toBe("own_judgement");
    expect(await refusal(remove(listingId, { by: buyer }))).toBe("forbidden");
    expect(await refusal(remove(listingId, { by: finance }))).toBe("forbidden");
    const draft = await draftedListing(as(await verbs().person({ creator: true })));
    expect(await refusal(remove(draft.id))).toBe("wrong_state");
    expect(await stateOf(listingId)).toMatchObject({ status: "published", draft: "approved" });
  });
});

describe("publishing stops by itself", () => {
  const removeFrom = async (creator: Person, count: number) => {
    for (let done = 0; done < count; done += 1)
      await remove((await seedListing(verbs().db, creator)).listingId);
  };
  const mayPublish = async (creator: Person) => (await now(creator)).creator?.publish;

  test("with the third removal within 90 days, and can be appealed against", async () => {
    const creator = await verbs().person({ creator: true });
    await removeFrom(creator, 2);
    expect(await mayPublish(creator)).toBe(true);
    await removeFrom(creator, 1);
    expect(await mayPublish(creator)).toBe(false);
    const restricted = (await decisionsOf(creator)).find(({ outcome }) => outcome === "restricted");
    expect(restricted).toMatchObject({ origin: "automatic", part: "publish", appeal: { state: "possible" } });
    expect(await toldTo(creator)).toContain("standing_restricted");
    const audits = await verbs().db.stored(
      "select actor_label from audit_log where action = 'creator_restricted' and subject_id = $1",
      [uuidFromId("usr", creator.id)],
    );
    expect(audits).toEqual([{ actor_label: "system:restrict-publishing" }]);
  });

  test("not for one listing that was called harmful later", async () => {
    const creator = await verbs().person({ creator: true });
    await removeFrom(creator, 1);
    const { listingId } = await seedListing(verbs().db, creator);
    await remove(listingId);
    await remove(listingId, { harm: true });
    expect(await mayPublish(creator)).toBe(true);
  });

  test("not for removals of more than 90 days ago", async () => {
    const creator = await verbs().person({ creator: true });
    await removeFrom(creator, 2);
    const older = (change: string) =>
      verbs().db.stored(
        `update moderation_decisions set created_at = created_at ${change} where creator_id = $1`,
        [uuidFromId("usr", creator.id)],
      );
    await older("- interval '91 days'");
    await removeFrom(creator, 1);
    expect(await mayPublish(creator)).toBe(true);
    await older("+ case when created_at < now() - interval '90 days' then interval '91 days' else '0' end");
    await removeFrom(creator, 1);
    expect(await mayPublish(creator)).toBe(false);
  });

  test("but never against what a person decided, who may also undo what happened by itself", async () => {
    const creator = await verbs().person({ creator: true });
    await removeFrom(creator, 3);
    await switchTo(creator, "publish", true);
    expect(await mayPublish(creator)).toBe(true);
    await removeFrom(creator, 2);
    expect(await mayPublish(creator)).toBe(true);
    await switchTo(creator, "publish", false);
    expect(await mayPublish(creator)).toBe(false);
  });
});
