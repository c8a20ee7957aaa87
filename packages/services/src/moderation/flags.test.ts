import { caseView, type FlagReason, flagListingInput, flagReviewInput } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { type SeededListing, seedListing, seedReview } from "@boltz/testkit";
import { expect, test } from "vitest";
import { publishedListing, refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { casesOf, openCaseOf, submittedListing } from "./cases.fixture.ts";
import { claimCase } from "./claim-case.ts";
import { flagListing } from "./flag-listing.ts";
import { flagReview } from "./flag-review.ts";
import { getCase } from "./get-case.ts";
import { judgeFlags } from "./judge-flags.ts";

const verbs = useVerbs();
const reason = "It copies the listing of somebody else, word for word.";
const people = (count: number) => Promise.all(Array.from({ length: count }, () => verbs().person()));
const moderator = async () => verbs().as(await verbs().person({ role: "moderator" }));

const market = async () => {
  const creator = await verbs().person({ creator: true });
  return { creator, listing: await seedListing(verbs().db, creator) };
};

const reviewed = async (options: { creator?: Person } = {}) => {
  const creator = options.creator ?? (await verbs().person({ creator: true }));
  const [listing, reviewer] = [await seedListing(verbs().db, creator), await verbs().person()];
  const { reviewId } = await seedReview(verbs().db, reviewer, listing, { rating: 1 });
  return { creator, listing, reviewer, reviewId };
};

const flag = (
  person: Person | typeof visitor,
  { listingId }: SeededListing,
  why: FlagReason = "copied",
  note = "",
) =>
  flagListing({
    ctx: verbs().as(person),
    input: flagListingInput.parse({ listingId, reason: why, note }),
  });
const flagThat = (person: Person, { reviewId }: Pick<Awaited<ReturnType<typeof reviewed>>, "reviewId">) =>
  flagReview({ ctx: verbs().as(person), input: flagReviewInput.parse({ reviewId, reason: "spam" }) });

const flagStates = async ({ listingId }: SeededListing) => {
  const rows = await verbs().db.stored<{ state: string }>(
    "select state from listing_flags where listing_id = $1 order by id",
    [uuidFromId("lst", listingId)],
  );
  return rows.map(({ state }) => state);
};

const decisionsAbout = ({ listingId }: SeededListing) =>
  verbs().db.stored<{ outcome: string; reason: string }>(
    "select outcome, reason from moderation_decisions where listing_id = $1 order by id",
    [uuidFromId("lst", listingId)],
  );

const reportedCase = async () => {
  const { creator, listing } = await market();
  for (const person of await people(3)) await flag(person, listing);
  return { creator, listing, caseId: await openCaseOf(verbs(), "flagged_listing", listing) };
};

const reportedReview = async (options: { creator?: Person } = {}) => {
  const scene = await reviewed(options);
  for (const person of await people(3)) await flagThat(person, scene);
  return { ...scene, caseId: await openCaseOf(verbs(), "flagged_review", { reviewId: scene.reviewId }) };
};

test("the third report, or one of harm, calls a moderator; the audit tells only that there was one", async () => {
  const { creator, listing } = await market();
  const [one, two, three] = await people(3);
  if (one === undefined || two === undefined || three === undefined) throw new Error("nobody came");
  await flag(one, listing, "misleading", "It is not what it says.");
  await flag(two, listing);
  expect(await casesOf(verbs(), "flagged_listing", listing)).toEqual([]);
  await flag(three, listing);
  const caseId = await openCaseOf(verbs(), "flagged_listing", listing);
  const view = await getCase({ ctx: await moderator(), input: { caseId } });
  expect(caseView.parse(view)).toEqual(view);
  expect(view.case).toMatchObject({
    flags: 3,
    concerns: { id: creator.id },
    listing: { status: "published" },
  });
  expect(view.flags.map(({ reason: why, note }) => ({ why, note }))).toEqual([
    { why: "copied", note: "" },
    { why: "copied", note: "" },
    { why: "misleading", note: "It is not what it says." },
  ]);
  expect(view).toMatchObject({ change: { before: null }, listing: { id: listing.listingId } });
  expect(view.change?.now).toMatchObject({ title: view.listing?.title, changelog: "" });
  const audit = await verbs().db.stored<{ action: string; detail: object }>(
    "select action, detail from audit_log where subject_id = $1 order by seq",
    [uuidFromId("lst", listing.listingId)],
  );
  expect(audit.map(({ action }) => action)).toEqual([
    "listing_flagged",
    "listing_flagged",
    "listing_flagged",
  ]);
  expect(audit.map(({ detail }) => Object.keys(detail))).toEqual([["flagId"], ["flagId"], ["flagId"]]);

  const harmful = await market();
  await flag(one, harmful.listing, "harmful");
  expect(await casesOf(verbs(), "flagged_listing", harmful.listing)).toHaveLength(1);
});

test("a reported strategy is shown with its rules in words", async () => {
  const { id: listingId } = await publishedListing(verbs(), await verbs().person({ creator: true }));
  const input = flagListingInput.parse({ listingId, reason: "harmful" });
  await flagListing({ ctx: verbs().as(await verbs().person()), input });
  const caseId = await openCaseOf(verbs(), "flagged_listing", { listingId });
  const { change } = await getCase({ ctx: await moderator(), input: { caseId } });
  expect(change?.before).toBeNull();
  expect(change?.now.rules.map(({ title }) => title)).toContain("Leaving long");
});

test("a report counts once, also sent twenty times at once, and many at once do not miss the threshold", async () => {
  const { listing } = await market();
  const [one] = await people(1);
  if (one === undefined) throw new Error("nobody came");
  const codes = await Promise.all(Array.from({ length: 20 }, () => refusal(flag(one, listing))));
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === "already_flagged")).toHaveLength(19);
  expect(await flagStates(listing)).toEqual(["open"]);
  expect(await casesOf(verbs(), "flagged_listing", listing)).toEqual([]);
  await Promise.all((await people(8)).map((person) => flag(person, listing)));
  expect(await flagStates(listing)).toHaveLength(9);
  expect(await casesOf(verbs(), "flagged_listing", listing)).toHaveLength(1);
});

test("only signed-in people with a confirmed address report, not their own, and only what is public", async () => {
  const { creator, listing } = await market();
  const unverified = await verbs().person({ verified: false });
  const [reader] = await people(1);
  if (reader === undefined) throw new Error("nobody came");
  expect(await refusal(flag(visitor, listing))).toBe("unauthenticated");
  expect(await refusal(flag(unverified, listing))).toBe("email_unverified");
  expect(await refusal(flag({ ...reader, suspended: true }, listing))).toBe("suspended");
  expect(await refusal(flag(creator, listing))).toBe("own_content");
  const { listing: hidden } = await submittedListing(verbs());
  expect(await refusal(flag(reader, { ...listing, listingId: hidden.id }))).toBe("not_found");
  expect(await refusal(flag(reader, { ...listing, listingId: newId("lst") }))).toBe("not_found");
  expect(await flagStates(listing)).toEqual([]);
  const { reviewer, reviewId } = await reviewed();
  expect(await refusal(flagThat(reviewer, { reviewId }))).toBe("own_content");
  await flagThat(reader, { reviewId });
  expect(await refusal(flagThat(reader, { reviewId }))).toBe("already_flagged");
  await verbs().db.stored("update strategy_reviews set is_hidden = true where id = $1", [
    uuidFromId("rev", reviewId),
  ]);
  expect(await refusal(flagThat(creator, { reviewId }))).toBe("not_found");
});

test("reports that a person dismissed do not count again, and the listing stays", async () => {
  const { listing, caseId } = await reportedCase();
  const ctx = await moderator();
  const input = { caseId, outcome: "kept" as const, reason: "" };
  expect(await judgeFlags({ ctx, input })).toEqual({ done: true });
  expect(await flagStates(listing)).toEqual(["dismissed", "dismissed", "dismissed"]);
  expect(await decisionsAbout(listing)).toEqual([{ outcome: "kept", reason: "" }]);
  expect(await refusal(judgeFlags({ ctx, input }))).toBe("wrong_state");
  for (const person of await people(2)) await flag(person, listing);
  expect((await casesOf(verbs(), "flagged_listing", listing)).map(({ isOpen }) => isOpen)).toEqual([false]);
  for (const person of await people(1)) await flag(person, listing);
  const again = await openCaseOf(verbs(), "flagged_listing", listing);
  const view = await getCase({ ctx, input: { caseId: again } });
  expect([view.case.flags, view.flags.length]).toEqual([3, 6]);
  expect(view.history).toMatchObject([{ outcome: "kept" }]);
});

test("a listing that is rightly reported is removed, its reports upheld, its creator told", async () => {
  const { creator, listing, caseId } = await reportedCase();
  const ctx = await moderator();
  const input = { caseId, outcome: "removed" as const, reason, harm: false };
  await judgeFlags({ ctx, input });
  const [stored] = await verbs().db.stored("select status from strategy_marketplace where id = $1", [
    uuidFromId("lst", listing.listingId),
  ]);
  expect(stored).toEqual({ status: "removed" });
  expect(await flagStates(listing)).toEqual(["upheld", "upheld", "upheld"]);
  expect(await decisionsAbout(listing)).toEqual([{ outcome: "removed", reason }]);
  expect(await casesOf(verbs(), "flagged_listing", listing)).toEqual([{ id: caseId, isOpen: false }]);
  const told = await verbs().db.stored(
    "select params->>'reason' as reason from email_outbox where user_id = $1",
    [uuidFromId("usr", creator.id)],
  );
  expect(told).toEqual([{ reason }]);
  expect(await refusal(judgeFlags({ ctx, input }))).toBe("wrong_state");
});

test("a hidden review counts no more, and its writer reads why", async () => {
  const { listing, reviewer, reviewId, caseId } = await reportedReview();
  const ctx = await moderator();
  const view = await getCase({ ctx, input: { caseId } });
  expect(caseView.parse(view)).toEqual(view);
  expect(view).toMatchObject({
    case: {
      flags: 3,
      concerns: { id: reviewer.id, displayName: `Person ${reviewer.id.slice(-6, -5).toUpperCase()}.` },
    },
    review: { id: reviewId, rating: 1, hidden: false },
    ...{ capabilities: null, change: { before: null } },
  });
  await judgeFlags({ ctx, input: { caseId, outcome: "hidden", reason } });
  const [rated] = await verbs().db.stored(
    "select r.is_hidden, l.rating_count from strategy_reviews r join strategy_marketplace l on l.id = r.listing_id where r.id = $1",
    [uuidFromId("rev", reviewId)],
  );
  expect(rated).toEqual({ is_hidden: true, rating_count: 0 });
  expect(await flagStates(listing)).toEqual(["upheld", "upheld", "upheld"]);
  const told = await verbs().db.stored(
    "select kind, params->>'reason' as reason from notifications where user_id = $1",
    [uuidFromId("usr", reviewer.id)],
  );
  expect(told).toEqual([{ kind: "review_hidden", reason }]);
  expect(await decisionsAbout(listing)).toEqual([{ outcome: "hidden", reason }]);
  const kept = await reportedReview();
  await judgeFlags({ ctx, input: { caseId: kept.caseId, outcome: "kept", reason: "" } });
  expect(await flagStates(kept.listing)).toEqual(["dismissed", "dismissed", "dismissed"]);
  expect(await casesOf(verbs(), "flagged_review", kept)).toEqual([{ id: kept.caseId, isOpen: false }]);
});

test("neither who wrote a review nor whom it is about judges it, and each case has its own answers", async () => {
  const creator = { ...(await verbs().person({ creator: true })), role: "moderator" as const };
  const { reviewer, reviewId, caseId } = await reportedReview({ creator });
  const judge = (actor: Person, outcome: "hidden" | "kept" = "hidden") =>
    refusal(judgeFlags({ ctx: verbs().as(actor), input: { caseId, outcome, reason } }));
  expect(await judge(creator)).toBe("own_judgement");
  expect(await judge({ ...reviewer, role: "moderator" }, "kept")).toBe("own_judgement");
  expect(await refusal(claimCase({ ctx: verbs().as(creator), input: { caseId } }))).toBe("own_judgement");
  expect([await judge(reviewer), await judge(await verbs().person({ role: "finance" }))]).toEqual([
    "forbidden",
    "forbidden",
  ]);
  const ctx = await moderator();
  const wrong = (input: Parameters<typeof judgeFlags>[0]["input"]) =>
    refusedFields(judgeFlags({ ctx, input }));
  expect(await wrong({ caseId, outcome: "removed", reason, harm: false })).toEqual(["outcome"]);
  const { caseId: ofListing, creator: seller } = await reportedCase();
  expect(await wrong({ caseId: ofListing, outcome: "hidden", reason })).toEqual(["outcome"]);
  const own = verbs().as({ ...seller, role: "moderator" });
  const input = { caseId: ofListing, outcome: "kept" as const, reason: "" };
  expect(await refusal(judgeFlags({ ctx: own, input }))).toBe("own_judgement");
  const { listing } = await submittedListing(verbs());
  const submission = await openCaseOf(verbs(), "submission", { listingId: listing.id });
  expect(await wrong({ caseId: submission, outcome: "kept", reason: "" })).toEqual(["outcome"]);
  expect(await refusal(judgeFlags({ ctx, input: { ...input, caseId: newId("cas") } }))).toBe("not_found");
  const [shown] = await verbs().db.stored("select is_hidden from strategy_reviews where id = $1", [
    uuidFromId("rev", reviewId),
  ]);
  expect(shown).toEqual({ is_hidden: false });
});

test("of judgements at once one counts, while reports go on and lock nothing up", async () => {
  const [first, second] = [await reportedCase(), await reportedReview()];
  const judges = await Promise.all([1, 2, 3, 4].map(moderator));
  const late = await people(4);
  const judged = judges.map((ctx, index) =>
    refusal(
      judgeFlags({
        ctx,
        input:
          index % 2 === 0
            ? { caseId: first.caseId, outcome: "kept", reason: "" }
            : { caseId: first.caseId, outcome: "removed", reason, harm: true },
      }),
    ),
  );
  const hidden = judges.map((ctx) =>
    refusal(judgeFlags({ ctx, input: { caseId: second.caseId, outcome: "hidden", reason } })),
  );
  const reports = late.flatMap((person) => [
    refusal(flag(person, first.listing)),
    refusal(flagThat(person, second)),
  ]);
  const [codes, others] = [await Promise.all(judged), await Promise.all(hidden)];
  for (const list of [codes, others]) {
    expect(list.filter((code) => code === undefined)).toHaveLength(1);
    expect(list.filter((code) => code === "wrong_state")).toHaveLength(3);
  }
  const reported = await Promise.all(reports);
  expect(reported.filter((code) => code !== undefined && code !== "not_found")).toEqual([]);
  expect(await decisionsAbout(first.listing)).toHaveLength(1);
  expect(await decisionsAbout(second.listing)).toHaveLength(1);
  const isRemoved = codes[1] === undefined || codes[3] === undefined;
  expect((await flagStates(first.listing)).slice(0, 3)).toEqual(
    Array.from({ length: 3 }, () => (isRemoved ? "upheld" : "dismissed")),
  );
});
