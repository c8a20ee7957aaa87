import { type ListingId, moderationQueueItem, reviewListingOutput } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { expect, test } from "vitest";
import { listAudit } from "../audit/list-audit.ts";
import { archiveListing } from "../listings/archive-listing.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { tagCounts } from "../listings/tag-counts.ts";
import { updateListing } from "../listings/update-listing.ts";
import { draftedListing, listingFields, publishedListing, refusal, useVerbs } from "../verbs.fixture.ts";
import { decideListing } from "./decide-listing.ts";
import { listQueue } from "./list-queue.ts";
import { reviewListing } from "./review-listing.ts";

const verbs = useVerbs();
const reason = "Say what the strategy does when the market gaps.";

const submitted = async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id } = await draftedListing(ctx);
  return { creator, ctx, listing: await submitListing({ ctx, input: { listingId: id } }) };
};

const auditOf = (listingId: ListingId) =>
  verbs().db.stored<{ action: string }>(
    "select action from audit_log where subject_type = 'listing' and subject_id = $1 order by seq",
    [uuidFromId("lst", listingId)],
  );

test("the queue holds what was submitted, the longest waiting first, with what a moderator has to read", async () => {
  const [first, second] = [await submitted(), await submitted()];
  const ctx = verbs().as(await verbs().person({ role: "moderator" }));
  const queue = await listQueue({ ctx });
  expect(queue.map((item) => moderationQueueItem.parse(item))).toEqual(queue);
  expect(queue.map(({ listing }) => listing.id)).toEqual([first.listing.id, second.listing.id]);
  expect(queue.every(({ mayDecide }) => mayDecide)).toBe(true);
  const review = await reviewListing({ ctx, input: { listingId: second.listing.id } });
  expect(reviewListingOutput.parse(review)).toEqual(review);
  expect(review.rules.map(({ title }) => title)).toContain("Leaving long");
  expect(review).toMatchObject({ document: { name: "Average cross" }, history: [] });
});

test("approval publishes, counts the tags, tells the creator and is audited", async () => {
  const { creator, listing } = await submitted();
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
  const { ctx, listing } = await submitted();
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
  const { history } = await reviewListing({ ctx: moderator, input: { listingId: listing.id } });
  expect(history.map(({ outcome }) => outcome)).toEqual(["rejected", "rejected"]);
  expect(await auditOf(listing.id)).toHaveLength(4);
});

test("a decision holds only for the revision that was read", async () => {
  const { ctx, listing } = await submitted();
  const moderator = verbs().as(await verbs().person({ role: "moderator" }));
  const { id: listingId, revision } = listing;
  await updateListing({ ctx, input: { listingId, revision, ...listingFields, title: "Changed meanwhile" } });
  const late = (seen: number) =>
    refusal(decideListing({ ctx: moderator, input: { listingId, revision: seen, outcome: "approved" } }));
  expect(await late(revision)).toBe("conflict");
  expect(await late(revision + 1)).toBe("wrong_state");
});

test("of many decisions at once, one is taken", async () => {
  const { listing } = await submitted();
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

test("nobody judges their own listing, and only moderators judge", async () => {
  const own = await verbs().person({ role: "moderator", creator: true });
  const ctx = verbs().as(own);
  const { id: listingId } = await draftedListing(ctx);
  const { revision } = await submitListing({ ctx, input: { listingId } });
  const approve = (actor: typeof own) =>
    refusal(decideListing({ ctx: verbs().as(actor), input: { listingId, revision, outcome: "approved" } }));
  expect(await approve(own)).toBe("own_judgement");
  expect((await listQueue({ ctx })).find((item) => item.listing.id === listingId)?.mayDecide).toBe(false);
  const buyer = await verbs().person();
  const finance = await verbs().person({ role: "finance" });
  expect([await approve(buyer), await approve(finance)]).toEqual(["forbidden", "forbidden"]);
  expect(await refusal(listQueue({ ctx: verbs().as(finance) }))).toBe("forbidden");
  expect(await refusal(reviewListing({ ctx: verbs().as(buyer), input: { listingId } }))).toBe("forbidden");
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

test("finance and admins read the audit log page by page, nobody else does", async () => {
  await submitted();
  await submitted();
  const ctx = verbs().as(await verbs().person({ role: "finance" }));
  const whole = await listAudit({ ctx, input: { limit: 50 } });
  const paged: typeof whole.items = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listAudit({ ctx, input: { limit: 3, cursor } });
    paged.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged.slice(0, 50)).toEqual(whole.items);
  expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
  expect(paged[0]).toMatchObject({ action: "listing_submitted", detail: { revision: "2" } });
  expect(paged[0]?.subject).toMatch(/^lst_/);
  expect(await refusal(listAudit({ ctx, input: { limit: 3, cursor: "bm9uc2Vuc2U" } }))).toBe("invalid_input");
  const moderator = verbs().as(await verbs().person({ role: "moderator" }));
  expect(await refusal(listAudit({ ctx: moderator, input: { limit: 3 } }))).toBe("forbidden");
});
