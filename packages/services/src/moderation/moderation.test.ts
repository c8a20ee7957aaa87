import type { ListingId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { expect, test } from "vitest";
import { archiveListing } from "../listings/archive-listing.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { tagCounts } from "../listings/tag-counts.ts";
import { updateListing } from "../listings/update-listing.ts";
import { addVersion } from "../strategies/add-version.ts";
import {
  crossDocument,
  draftedListing,
  listingFields,
  publishedListing,
  refusal,
  refusedFields,
  useVerbs,
} from "../verbs.fixture.ts";
import { casesOf, openCaseOf, submittedListing } from "./cases.fixture.ts";
import { claimCase } from "./claim-case.ts";
import { decideListing } from "./decide-listing.ts";

const verbs = useVerbs();
const reason = "Say what the strategy does when the market gaps.";

const writer = async () => {
  const creator = await verbs().person({ creator: true });
  return { creator, ctx: verbs().as(creator) };
};

const auditOf = (listingId: ListingId) =>
  verbs().db.stored<{ action: string }>(
    "select action from audit_log where subject_type = 'listing' and subject_id = $1 order by seq",
    [uuidFromId("lst", listingId)],
  );

test("approval publishes, counts the tags, tells the creator and is audited", async () => {
  const { creator, listing } = await submittedListing(verbs());
  const moderator = await verbs().person({ role: "moderator" });
  const input = { listingId: listing.id, revision: listing.revision, outcome: "approved" as const };
  const before = await tagCounts({ ctx: verbs().as(moderator) });
  const decided = await decideListing({ ctx: verbs().as(moderator), input });
  expect(decided).toMatchObject({ status: "published", lastDecision: { outcome: "approved", reason: "" } });
  expect(await auditOf(listing.id)).toEqual([
    { action: "listing_submitted" },
    { action: "listing_approved" },
  ]);
  const count = (list: typeof before) => list.find(({ tag }) => tag === "trend")?.count ?? 0;
  expect(count(await tagCounts({ ctx: verbs().as(moderator) }))).toBe(count(before) + 1);
  const [mail] = await verbs().db.stored<{ id: string; kind: string; title: string }>(
    "select id, kind, params->>'title' as title from email_outbox where user_id = $1",
    [uuidFromId("usr", creator.id)],
  );
  expect(mail).toMatchObject({ kind: "listing_approved", title: listingFields.title });
  const jobs = await verbs().db.stored("select data from pgboss.job where name = 'send-mail'");
  expect(jobs).toContainEqual({ data: { mailId: idFromUuid("eml", mail?.id ?? "") } });
  expect(await refusal(decideListing({ ctx: verbs().as(moderator), input }))).toBe("wrong_state");
});

test("a rejection says why, and what was mended can be submitted again", async () => {
  const { ctx, listing } = await submittedListing(verbs());
  const moderator = verbs().as(await verbs().person({ role: "admin" }));
  const reject = (revision: number) =>
    decideListing({
      ctx: moderator,
      input: { listingId: listing.id, revision, outcome: "rejected", reason },
    });
  expect(await reject(listing.revision)).toMatchObject({
    status: "rejected",
    lastDecision: { outcome: "rejected", reason },
  });
  const again = await submitListing({ ctx, input: { listingId: listing.id } });
  expect(again.revision).toBe(listing.revision + 1);
  await reject(again.revision);
  const decided = await verbs().db.stored(
    "select outcome, revision, reason from moderation_decisions where listing_id = $1 order by revision",
    [uuidFromId("lst", listing.id)],
  );
  expect(decided).toEqual([
    { outcome: "rejected", revision: listing.revision, reason },
    { outcome: "rejected", revision: again.revision, reason },
  ]);
  const waited = await casesOf(verbs(), "submission", { listingId: listing.id });
  expect(waited.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  expect(await auditOf(listing.id)).toHaveLength(4);
});

test("a decision holds only for the revision that was read", async () => {
  const { ctx, listing } = await submittedListing(verbs());
  const moderator = verbs().as(await verbs().person({ role: "moderator" }));
  const { id: listingId, revision } = listing;
  await updateListing({ ctx, input: { listingId, revision, ...listingFields, title: "Changed meanwhile" } });
  const late = (seen: number) =>
    refusal(decideListing({ ctx: moderator, input: { listingId, revision: seen, outcome: "approved" } }));
  expect(await late(revision)).toBe("conflict");
  expect(await late(revision + 1)).toBe("wrong_state");
});

test("of many decisions at once, one is taken", async () => {
  const { listing } = await submittedListing(verbs());
  const { id: listingId, revision } = listing;
  const moderators = await Promise.all([1, 2, 3, 4].map(() => verbs().person({ role: "moderator" })));
  const outcomes = await Promise.all(
    moderators.map((moderator, index) =>
      refusal(
        decideListing({
          ctx: verbs().as(moderator),
          input:
            index % 2 === 0
              ? { listingId, revision, outcome: "approved" }
              : { listingId, revision, outcome: "rejected", reason },
        }),
      ),
    ),
  );
  expect(outcomes.filter((code) => code === undefined)).toHaveLength(1);
  expect(outcomes.filter((code) => code === "wrong_state")).toHaveLength(3);
  expect(await auditOf(listingId)).toHaveLength(2);
});

test("while one moderator works on a case, the others do not decide it", async () => {
  const { listing } = await submittedListing(verbs());
  const { id: listingId, revision } = listing;
  const [one, other] = [await verbs().person({ role: "moderator" }), await verbs().person({ role: "admin" })];
  const caseId = await openCaseOf(verbs(), "submission", { listingId });
  await claimCase({ ctx: verbs().as(one), input: { caseId } });
  const approve = (actor: typeof one) =>
    refusal(decideListing({ ctx: verbs().as(actor), input: { listingId, revision, outcome: "approved" } }));
  expect(await approve(other)).toBe("claimed_by_other");
  expect(await auditOf(listingId)).toHaveLength(1);
  expect(await approve(one)).toBeUndefined();
});

test("what was handed in before its creator was stopped from publishing can only be rejected", async () => {
  const { creator, listing } = await submittedListing(verbs());
  const { id: listingId, revision } = listing;
  await verbs().db.stored("update creator_profiles set may_publish = false where user_id = $1", [
    uuidFromId("usr", creator.id),
  ]);
  const ctx = verbs().as(await verbs().person({ role: "moderator" }));
  expect(await refusal(decideListing({ ctx, input: { listingId, revision, outcome: "approved" } }))).toBe(
    "wrong_state",
  );
  const rejected = await decideListing({ ctx, input: { listingId, revision, outcome: "rejected", reason } });
  expect(rejected.status).toBe("rejected");
});

test("nobody judges their own listing, and only moderators judge", async () => {
  const own = await verbs().person({ role: "moderator", creator: true });
  const ctx = verbs().as(own);
  const { id: listingId } = await draftedListing(ctx);
  const { revision } = await submitListing({ ctx, input: { listingId } });
  const approve = (actor: typeof own) =>
    refusal(decideListing({ ctx: verbs().as(actor), input: { listingId, revision, outcome: "approved" } }));
  expect(await approve(own)).toBe("own_judgement");
  const buyer = await verbs().person();
  const finance = await verbs().person({ role: "finance" });
  expect([await approve(buyer), await approve(finance)]).toEqual(["forbidden", "forbidden"]);
  const demoted = { ...(await verbs().person({ role: "moderator" })), role: "user" as const };
  const banned = { ...(await verbs().person({ role: "moderator" })), suspended: true };
  expect([await approve(demoted), await approve(banned)]).toEqual(["forbidden", "suspended"]);
  expect(await auditOf(listingId)).toEqual([{ action: "listing_submitted" }]);
  expect(await openCaseOf(verbs(), "submission", { listingId })).toMatch(/^cas_/);
});

test("approved edits of an archived listing do not bring it back", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id: listingId, revision } = await publishedListing(verbs(), creator);
  await updateListing({ ctx, input: { listingId, revision, ...listingFields, title: "Quietly edited" } });
  const waiting = await submitListing({ ctx, input: { listingId } });
  await archiveListing({ ctx, input: { listingId } });
  const moderator = verbs().as(await verbs().person({ role: "moderator" }));
  const input = { listingId, revision: waiting.revision, outcome: "approved" as const };
  expect(await decideListing({ ctx: moderator, input })).toMatchObject({ status: "archived", edits: "none" });
});

test("a promise that nobody can keep is refused with its words before it is submitted", async () => {
  const { ctx } = await writer();
  const draft = await draftedListing(ctx);
  const promising = {
    title: "Risk-free average cross",
    summary: "Follows the index above its average. Success is guaranteed, always.",
    description: "Expect 20% per month from it, without doing anything at all. Nothing else is guaranteed.",
  };
  const { id: listingId, revision } = draft;
  const edited = await updateListing({ ctx, input: { listingId, revision, ...listingFields, ...promising } });
  const refused = submitListing({ ctx, input: { listingId } });
  await expect(refused).rejects.toMatchObject({
    code: "claims_refused",
    issues: [
      { path: ["title"], message: '"Risk-free": every position can lose' },
      { path: ["summary"], message: '"guaranteed": nobody can guarantee a result' },
      {
        path: ["description"],
        message: expect.stringMatching(/^"20% per month": a return needs its source/),
      },
    ],
  });
  expect(await casesOf(verbs(), "submission", { listingId })).toEqual([]);
  expect(await auditOf(listingId)).toEqual([]);
  const reworded = { listingId, revision: edited.revision, ...listingFields };
  await updateListing({ ctx, input: reworded });
  expect((await submitListing({ ctx, input: { listingId } })).status).toBe("submitted");
});

test("words that a person approved pass in the field where they stand, and nowhere else", async () => {
  const { creator, ctx } = await writer();
  const { id: listingId, revision } = await publishedListing(verbs(), creator);
  const summary = "Follows the index above its average, guaranteed to be dull.";
  await verbs().db.stored("update strategy_marketplace set summary = $2 where id = $1", [
    uuidFromId("lst", listingId),
    summary,
  ]);
  const edit = { ...listingFields, summary: summary.replace("guaranteed", "Guaranteed"), tags: ["trend"] };
  const saved = await updateListing({ ctx, input: { listingId, revision, ...edit } });
  const again = await submitListing({ ctx, input: { listingId } });
  expect(again.edits).toBe("submitted");
  const elsewhere = { ...edit, title: "Guaranteed average cross" };
  await updateListing({ ctx, input: { listingId, revision: saved.revision + 1, ...elsewhere } });
  expect(await refusedFields(submitListing({ ctx, input: { listingId } }))).toEqual(["title"]);
});

test("what a version says that it changed is searched too; the next version mends it", async () => {
  const { creator, ctx } = await writer();
  const { id: listingId, strategyId } = await publishedListing(verbs(), creator);
  const next = (version: string, length: number, changelog: string) =>
    addVersion({ ctx, input: { strategyId, version, document: crossDocument(length), changelog } });
  await next("1.1.0", 50, "Now it is risk-free.");
  expect(await refusedFields(submitListing({ ctx, input: { listingId } }))).toEqual(["changelog"]);
  await next("1.2.0", 60, "Slower.");
  expect((await submitListing({ ctx, input: { listingId } })).edits).toBe("submitted");
});
