import { type CaseId, caseView, moderationCase } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { claimMinutes, type Person } from "@boltz/domain";
import { expect, test } from "vitest";
import { submitListing } from "../listings/submit-listing.ts";
import { updateListing } from "../listings/update-listing.ts";
import { addVersion } from "../strategies/add-version.ts";
import { crossDocument, listingFields, publishedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { openCaseOf, submittedListing } from "./cases.fixture.ts";
import { claimCase } from "./claim-case.ts";
import { decideListing } from "./decide-listing.ts";
import { getCase } from "./get-case.ts";
import { listCases } from "./list-cases.ts";
import { releaseCase } from "./release-case.ts";

const verbs = useVerbs();
const moderator = () => verbs().person({ role: "moderator" });
const minutes = (count: number) => () => new Date(Date.now() + count * 60_000);

const submission = async () => {
  const { creator, listing } = await submittedListing(verbs());
  const { id: listingId } = listing;
  return { creator, listing, caseId: await openCaseOf(verbs(), "submission", { listingId }) };
};

const storedClaim = async (caseId: CaseId) => {
  const [row] = await verbs().db.stored<{ by: string | null }>(
    "select claimed_by as by from moderation_cases where id = $1",
    [uuidFromId("cas", caseId)],
  );
  return row === undefined || row.by === null ? null : idFromUuid("usr", row.by);
};

test("the queue shows what waits, the longest first, with what a moderator has to know of it", async () => {
  const [first, second] = [await submission(), await submission()];
  const ctx = verbs().as(await moderator());
  const queue = await listCases({ ctx, input: { kind: "submission" } });
  expect(queue.map((item) => moderationCase.parse(item))).toEqual(queue);
  expect(queue.map(({ id }) => id)).toEqual([first.caseId, second.caseId]);
  expect(queue[0]).toMatchObject({
    kind: "submission",
    listing: { id: first.listing.id, title: listingFields.title, status: "submitted" },
    concerns: { id: first.creator.id, displayName: `Creator ${first.creator.id}` },
    flags: 0,
    claim: null,
    mayDecide: true,
  });
  expect(await listCases({ ctx, input: { kind: "appeal" } })).toEqual([]);
  expect((await listCases({ ctx, input: {} })).map(({ id }) => id)).toEqual([first.caseId, second.caseId]);
});

test("a first submission is shown as it would be published, with its rules in words", async () => {
  const { caseId, listing } = await submission();
  const view = await getCase({ ctx: verbs().as(await moderator()), input: { caseId } });
  expect(caseView.parse(view)).toEqual(view);
  expect(view).toMatchObject({
    listing: { id: listing.id, revision: listing.revision, status: "submitted" },
    change: { before: null, now: { title: listingFields.title, price: "49.00 USD", version: "1.0.0" } },
    document: { name: "Average cross" },
    capabilities: { publish: true, sell: true, withdraw: true },
    ...{ banned: false, flags: [], review: null, appeal: null, history: [] },
  });
  expect(view.change?.now.rules.map(({ title }) => title)).toContain("Leaving long");
});

test("after an edit and a new version, what was approved stands beside what is new", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id: listingId, revision, strategyId } = await publishedListing(verbs(), creator);
  const edited = { ...listingFields, title: "Slower cross on the index", tags: ["trend", "slow"] };
  await updateListing({ ctx, input: { listingId, revision, ...edited } });
  const document = crossDocument(50);
  await addVersion({ ctx, input: { strategyId, version: "1.1.0", document, changelog: "Slower." } });
  await submitListing({ ctx, input: { listingId } });
  const caseId = await openCaseOf(verbs(), "submission", { listingId });
  const view = await getCase({ ctx: verbs().as(await moderator()), input: { caseId } });
  expect(view.change?.before).toMatchObject({
    title: listingFields.title,
    version: "1.0.0",
    changelog: "",
    tags: ["trend", "etf"],
  });
  expect(view.change?.now).toMatchObject({
    title: edited.title,
    version: "1.1.0",
    changelog: "Slower.",
    tags: ["trend", "slow"],
  });
  expect(view.change?.before?.description).toBe(view.change?.now.description);
  expect(view.change?.before?.rules).not.toEqual(view.change?.now.rules);
  expect(view.case.listing).toMatchObject({ title: edited.title, status: "published" });
  expect(view.listing).toMatchObject({ title: edited.title, edits: "submitted" });
  expect(view.document).toMatchObject({ indicators: { average: { length: 50 } } });
  expect(view.history).toMatchObject([{ outcome: "approved", origin: "person", appeal: "none" }]);
});

test("one moderator at a time works on a case, for half an hour, longer if they ask again", async () => {
  const { caseId } = await submission();
  const [one, other] = [await moderator(), await moderator()];
  const claim = (person: Person, now = minutes(0)) =>
    claimCase({ ctx: { ...verbs().as(person), now }, input: { caseId } });
  const claimed = await claim(one);
  expect(claimed.claim).toMatchObject({ by: `Person ${one.id.slice(-6)}`, isMine: true });
  const left = new Date(claimed.claim?.until ?? 0).getTime() - Date.now();
  expect(Math.abs(left - claimMinutes * 60_000)).toBeLessThan(60_000);
  expect(await refusal(claim(other))).toBe("claimed_by_other");
  const [seen] = (await listCases({ ctx: verbs().as(other), input: {} })).filter(({ id }) => id === caseId);
  expect(seen?.claim).toMatchObject({ by: `Person ${one.id.slice(-6)}`, isMine: false });
  await claim(one, minutes(20));
  expect(await refusal(claim(other, minutes(40)))).toBe("claimed_by_other");
  expect(await storedClaim(caseId)).toBe(one.id);
  const later = { ...verbs().as(other), now: minutes(51) };
  expect((await getCase({ ctx: later, input: { caseId } })).case.claim).toBeNull();
  expect((await claim(other, minutes(51))).claim?.isMine).toBe(true);
  expect(await storedClaim(caseId)).toBe(other.id);
});

test("of many who take a case at once, one has it; given back, it is free", async () => {
  const { caseId } = await submission();
  const moderators = await Promise.all([1, 2, 3, 4, 5].map(moderator));
  const codes = await Promise.all(
    moderators.map((person) => refusal(claimCase({ ctx: verbs().as(person), input: { caseId } }))),
  );
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === "claimed_by_other")).toHaveLength(4);
  const winner = moderators[codes.indexOf(undefined)];
  const [loser] = moderators.filter((person) => person !== winner);
  if (winner === undefined || loser === undefined) throw new Error("nobody has it");
  expect(await storedClaim(caseId)).toBe(winner.id);
  const release = (person: Person) => releaseCase({ ctx: verbs().as(person), input: { caseId } });
  expect(await refusal(release(loser))).toBe("claimed_by_other");
  expect((await release(winner)).claim).toBeNull();
  expect((await release(winner)).claim).toBeNull();
  expect(await storedClaim(caseId)).toBeNull();
  expect((await claimCase({ ctx: verbs().as(loser), input: { caseId } })).claim?.isMine).toBe(true);
});

test("the desk is for moderators, nobody takes their own case, and a closed one is gone", async () => {
  const own = await verbs().person({ role: "moderator", creator: true });
  const { caseId, listing } = await submission();
  await verbs().db.stored("update moderation_cases set concerns_id = $1 where id = $2", [
    uuidFromId("usr", own.id),
    uuidFromId("cas", caseId),
  ]);
  const ctx = verbs().as(own);
  expect((await getCase({ ctx, input: { caseId } })).case.mayDecide).toBe(false);
  expect(await refusal(claimCase({ ctx, input: { caseId } }))).toBe("own_judgement");
  expect(await storedClaim(caseId)).toBeNull();
  const demoted = { ...(await moderator()), role: "user" as const };
  for (const actor of [await verbs().person(), await verbs().person({ role: "finance" }), demoted]) {
    const asked = verbs().as(actor);
    const codes = await Promise.all([
      refusal(listCases({ ctx: asked, input: {} })),
      refusal(getCase({ ctx: asked, input: { caseId } })),
      refusal(claimCase({ ctx: asked, input: { caseId } })),
      refusal(releaseCase({ ctx: asked, input: { caseId } })),
    ]);
    expect(codes).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
  }
  const staff = verbs().as(await moderator());
  const { id: listingId, revision } = listing;
  await decideListing({ ctx: staff, input: { listingId, revision, outcome: "approved" } });
  expect(await refusal(getCase({ ctx: staff, input: { caseId } }))).toBe("not_found");
  expect(await refusal(claimCase({ ctx: staff, input: { caseId } }))).toBe("wrong_state");
  expect(await refusal(getCase({ ctx: staff, input: { caseId: newId("cas") } }))).toBe("not_found");
});

test("an appeal is not for who made the decision, and shows what it is against", async () => {
  const { creator, listing } = await submission();
  const { id: listingId, revision } = listing;
  const [judge, other] = [await moderator(), await moderator()];
  const reason = "Say what it does when the market gaps.";
  const rejected = await decideListing({
    ctx: verbs().as(judge),
    input: { listingId, revision, outcome: "rejected", reason },
  });
  const [appealId, caseId] = [newId("apl"), newId("cas")];
  const against = uuidFromId("dec", rejected.lastDecision?.id ?? newId("dec"));
  await verbs().db.stored(
    "insert into moderation_appeals (id, decision_id, creator_id, text) values ($1, $2, $3, 'It says so.')",
    [uuidFromId("apl", appealId), against, uuidFromId("usr", creator.id)],
  );
  await verbs().db.stored(
    `insert into moderation_cases (id, kind, listing_id, appeal_id, subject_id, concerns_id)
     values ($1, 'appeal', $2, $3, $3, $4)`,
    [
      uuidFromId("cas", caseId),
      uuidFromId("lst", listingId),
      uuidFromId("apl", appealId),
      uuidFromId("usr", creator.id),
    ],
  );
  const view = await getCase({ ctx: verbs().as(other), input: { caseId } });
  expect(caseView.parse(view)).toEqual(view);
  expect(view).toMatchObject({
    case: { kind: "appeal", mayDecide: true, concerns: { id: creator.id } },
    appeal: { id: appealId, text: "It says so.", against: { outcome: "rejected", reason, appeal: "open" } },
    change: { before: null, now: { title: listingFields.title } },
  });
  expect((await getCase({ ctx: verbs().as(judge), input: { caseId } })).case.mayDecide).toBe(false);
  expect(await refusal(claimCase({ ctx: verbs().as(judge), input: { caseId } }))).toBe("own_judgement");
});
