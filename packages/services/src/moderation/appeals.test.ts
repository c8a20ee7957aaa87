import { type CaseId, listDecisionsOutput } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { seedListing, seedReview } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { archiveListing } from "../listings/archive-listing.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { updateListing } from "../listings/update-listing.ts";
import { appealDecision } from "../standing/appeal-decision.ts";
import { listDecisions } from "../standing/list-decisions.ts";
import { draftedListing, listingFields, refusal, useVerbs } from "../verbs.fixture.ts";
import { claimCase } from "./claim-case.ts";
import { decideListing } from "./decide-listing.ts";
import { flagReview } from "./flag-review.ts";
import { judgeAppeal } from "./judge-appeal.ts";
import { judgeFlags } from "./judge-flags.ts";
import { moderating, reason } from "./standing.fixture.ts";

const verbs = useVerbs();
const { as, moderator, remove, switchTo, decisionsOf, appeal, appealLatest, install, now, stateOf, toldTo } =
  moderating(verbs);

const judge = async (caseId: CaseId, outcome: "granted" | "denied", by?: Person) =>
  judgeAppeal({ ctx: as(by ?? (await moderator())), input: { caseId, outcome, reason } });

const listed = async () => {
  const creator = await verbs().person({ creator: true });
  return { creator, ...(await seedListing(verbs().db, creator)) };
};

const rejected = async () => {
  const creator = await verbs().person({ creator: true });
  const { id: listingId } = await draftedListing(as(creator));
  const { revision } = await submitListing({ ctx: as(creator), input: { listingId } });
  const by = await moderator();
  await decideListing({ ctx: as(by), input: { listingId, revision, outcome: "rejected", reason } });
  return { creator, listingId, revision, by };
};

const openCaseOf = async (kind: string, subject: string): Promise<CaseId> => {
  const [row] = await verbs().db.stored<{ id: string }>(
    "select id from moderation_cases where kind = $1 and subject_id = $2 and closed_at is null",
    [kind, subject],
  );
  return idFromUuid("cas", row?.id ?? "");
};

const ratingOf = async (listing: string) => {
  const [row] = await verbs().db.stored<{ sum: number; count: number }>(
    "select rating_sum as sum, rating_count as count from strategy_marketplace where id = $1",
    [listing],
  );
  return [row?.sum, row?.count];
};

const outcomesOf = async (person: Person) => (await decisionsOf(person)).map(({ outcome }) => outcome);

describe("an appeal", () => {
  test("is made once against each decision, however often it is sent, and waits in the queue", async () => {
    const { creator, listingId } = await listed();
    await remove(listingId);
    const [decision] = await decisionsOf(creator);
    const decisionId = decision?.id ?? newId("dec");
    const sent = await Promise.all([1, 2, 3, 4].map(() => refusal(appeal(creator, decisionId))));
    expect(sent.toSorted()).toEqual(["already_appealed", "already_appealed", "already_appealed", undefined]);
    expect(await decisionsOf(creator)).toMatchObject([
      { appeal: { state: "open", text: expect.stringContaining("look again"), answer: "" } },
    ]);
    const waiting = await verbs().db.stored<{ kind: string }>(
      "select kind from moderation_cases where concerns_id = $1 and closed_at is null",
      [uuidFromId("usr", creator.id)],
    );
    expect(waiting).toEqual([{ kind: "appeal" }]);
    const audits = await verbs().db.stored("select 1 from audit_log where action = 'appeal_made'");
    expect(audits).toHaveLength(1);
  });

  test("is one's own, of what takes something, and of the decision from which the rest followed", async () => {
    const { creator, listingId } = await listed();
    await switchTo(creator, "account", false);
    const [removed, banned] = await decisionsOf(creator);
    if (removed === undefined || banned === undefined) throw new Error("nothing was decided");
    expect([removed.outcome, banned.outcome]).toEqual(["removed", "banned"]);
    expect(await refusal(appeal(creator, removed.id))).toBe("wrong_state");
    expect(await refusal(appeal(await verbs().person(), banned.id))).toBe("not_found");
    expect(await refusal(appeal(await moderator(), banned.id))).toBe("not_found");
    expect(await refusal(appeal(creator, newId("dec")))).toBe("not_found");
    const input = { decisionId: banned.id, text: "Nobody is signed in here at all." };
    expect(await refusal(appealDecision({ ctx: as(visitor), input }))).toBe("unauthenticated");
    const suspended = { ...(await now(creator)), emailVerified: false };
    expect(suspended.suspended).toBe(true);
    await appeal(suspended, banned.id);
    expect(await stateOf(listingId)).toMatchObject({ status: "removed" });
  });
});

describe("an appeal that is granted", () => {
  test("puts a removed listing back as it was, and gives its buyers access again", async () => {
    const { creator, listingId, ...listing } = await listed();
    const buyer = await verbs().person();
    await seedReview(verbs().db, buyer, { listingId, ...listing });
    await remove(listingId, { harm: true });
    const { caseId } = await appealLatest(creator, "removed");
    await judge(caseId, "granted");
    expect(await stateOf(listingId)).toMatchObject({ status: "published", harmful: false, delisted: null });
    await install(buyer, listingId);
    expect(await decisionsOf(creator)).toMatchObject([
      { outcome: "restored", appeal: { state: "none" } },
      { outcome: "removed", appeal: { state: "granted", answer: reason } },
    ]);
    expect(await toldTo(creator)).toEqual(["listing_removed", "appeal_answered"]);
    expect(await refusal(judge(caseId, "granted"))).toBe("wrong_state");
  });

  test("leaves it archived where it was, and removed while another removal holds", async () => {
    const { creator, listingId } = await listed();
    await archiveListing({ ctx: as(creator), input: { listingId } });
    const before = await stateOf(listingId);
    await remove(listingId);
    const first = await appealLatest(creator, "removed");
    await remove(listingId, { harm: true });
    const second = await appealLatest(creator, "removed");
    await judge(first.caseId, "granted");
    expect(await stateOf(listingId)).toMatchObject({ status: "removed", harmful: true });
    await judge(second.caseId, "granted");
    expect(await stateOf(listingId)).toEqual(before);
  });

  test("of what was removed before its creator was suspended, waits for the end of that", async () => {
    const { creator, listingId } = await listed();
    await remove(listingId);
    const { caseId } = await appealLatest(creator, "removed");
    await switchTo(creator, "account", false);
    await judge(caseId, "granted");
    expect(await stateOf(listingId)).toMatchObject({ status: "removed" });
    await switchTo(creator, "account", true);
    expect(await stateOf(listingId)).toMatchObject({ status: "published" });
  });

  test("publishes the very text that was rejected, and only that", async () => {
    const same = await rejected();
    await judge((await appealLatest(same.creator, "rejected")).caseId, "granted");
    expect(await stateOf(same.listingId)).toMatchObject({ status: "published", draft: "approved" });
    expect(await outcomesOf(same.creator)).toEqual(["approved", "rejected"]);

    const edited = await rejected();
    const { caseId } = await appealLatest(edited.creator, "rejected");
    const { listingId, revision } = edited;
    await updateListing({
      ctx: as(edited.creator),
      input: { listingId, revision, ...listingFields, title: "Not what was read" },
    });
    await judge(caseId, "granted");
    expect(await stateOf(listingId)).toMatchObject({ status: "unpublished", draft: "draft" });
    expect(await toldTo(edited.creator)).toEqual(["listing_rejected", "appeal_answered"]);
  });

  test("shows a hidden review again, and it counts", async () => {
    const { creator, listingId, ...listing } = await listed();
    const writer = await verbs().person();
    const { reviewId } = await seedReview(verbs().db, writer, { listingId, ...listing }, { rating: 4 });
    await flagReview({ ctx: as(creator), input: { reviewId, reason: "harmful", note: "" } });
    const by = await moderator();
    const caseId = await openCaseOf("flagged_review", uuidFromId("rev", reviewId));
    await judgeFlags({ ctx: as(by), input: { caseId, outcome: "hidden", reason } });
    expect(await ratingOf(uuidFromId("lst", listingId))).toEqual([0, 0]);
    const own = await appealLatest(writer, "hidden");
    await judge(own.caseId, "granted");
    expect(await ratingOf(uuidFromId("lst", listingId))).toEqual([4, 1]);
    expect(await outcomesOf(writer)).toEqual(["restored", "hidden"]);
  });

  test("switches a part on again, so that nothing automatic switches it off", async () => {
    const creator = await verbs().person({ creator: true });
    const removeNext = async () => remove((await seedListing(verbs().db, creator)).listingId);
    for (let done = 0; done < 3; done += 1) await removeNext();
    const { caseId } = await appealLatest(creator, "restricted");
    await judge(caseId, "granted");
    expect((await now(creator)).creator?.publish).toBe(true);
    await removeNext();
    expect((await now(creator)).creator?.publish).toBe(true);
  });

  test("lifts a suspension with all that it took, but not one that came later", async () => {
    const { creator, listingId } = await listed();
    await switchTo(creator, "account", false);
    const first = await appealLatest(creator, "banned");
    await judge(first.caseId, "granted");
    expect(await now(creator)).toMatchObject({ suspended: false });
    expect(await stateOf(listingId)).toMatchObject({ status: "published" });

    await switchTo(creator, "account", false);
    const second = await appealLatest(creator, "banned");
    await switchTo(creator, "account", true);
    await switchTo(creator, "account", false);
    await judge(second.caseId, "granted");
    expect(await now(creator)).toMatchObject({ suspended: true });
    expect(await stateOf(listingId)).toMatchObject({ status: "removed" });
  });
});

describe("who judges an appeal", () => {
  test("is neither who decided nor whom it concerns, and one at a time", async () => {
    const { creator, listingId, by } = await rejected();
    const { caseId } = await appealLatest(creator, "rejected");
    expect(await refusal(judge(caseId, "granted", by))).toBe("own_judgement");
    expect(await refusal(judge(caseId, "granted", { ...creator, role: "moderator" }))).toBe("own_judgement");
    expect(await refusal(judge(caseId, "granted", creator))).toBe("forbidden");
    expect(await refusal(judge(newId("cas"), "granted"))).toBe("not_found");
    const working = await moderator();
    await claimCase({ ctx: as(working), input: { caseId } });
    expect(await refusal(judge(caseId, "granted"))).toBe("claimed_by_other");
    const codes = await Promise.all([
      refusal(judge(caseId, "denied", working)),
      refusal(judge(caseId, "denied", working)),
    ]);
    expect(codes.toSorted()).toEqual(["wrong_state", undefined]);
    expect(await stateOf(listingId)).toMatchObject({ status: "unpublished", draft: "rejected" });
    expect((await decisionsOf(creator))[0]?.appeal).toMatchObject({ state: "denied", answer: reason });
    expect(await toldTo(creator)).toEqual(["listing_rejected", "appeal_answered"]);
    expect(await refusal(appealLatest(creator, "rejected"))).toBe("already_appealed");
    const audits = await verbs().db.stored("select 1 from audit_log where action = 'appeal_denied'");
    expect(audits).toHaveLength(1);
  });

  test("is asked about appeals only", async () => {
    const creator = await verbs().person({ creator: true });
    const { id: listingId } = await draftedListing(as(creator));
    await submitListing({ ctx: as(creator), input: { listingId } });
    const caseId = await openCaseOf("submission", uuidFromId("lst", listingId));
    expect(await refusal(judge(caseId, "granted"))).toBe("invalid_input");
  });
});

test("decisions are read page by page, newest first, by whom they concern", async () => {
  const { creator, listingId } = await listed();
  for (const allowed of [false, true, false]) await switchTo(creator, "sell", allowed);
  await remove(listingId);
  const read = (limit: number, cursor?: string) =>
    listDecisions({ ctx: as(creator), input: cursor === undefined ? { limit } : { limit, cursor } });
  const all = await read(50);
  expect(listDecisionsOutput.parse(all)).toEqual(all);
  expect(all.items.map(({ outcome }) => outcome)).toEqual(["removed", "restricted", "allowed", "restricted"]);
  const first = await read(3);
  const rest = await read(3, first.nextCursor ?? "");
  expect([...first.items, ...rest.items]).toEqual(all.items);
  expect(rest.nextCursor).toBeNull();
  expect(await refusal(read(3, "nonsense"))).toBe("invalid_input");
  expect(await decisionsOf(await verbs().person())).toEqual([]);
  expect(await refusal(listDecisions({ ctx: as(visitor), input: { limit: 3 } }))).toBe("unauthenticated");
});
