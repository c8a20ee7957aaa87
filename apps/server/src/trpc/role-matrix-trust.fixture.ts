import { randomUUID } from "node:crypto";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import {
  appealDecision,
  createReview,
  decideListing,
  flagListing,
  listCases,
  listDecisions,
  startPurchase,
} from "@boltz/services";
import { seedPerson, type TestDatabase } from "@boltz/testkit";
import { type MadeState, makeListing } from "../testing/listings.fixture.ts";
import type { TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import {
  active,
  admins,
  type Case,
  everybody,
  itsCreator,
  mail,
  moderators,
  ok,
  out,
  type Row,
  sign,
  signedIn,
  type Who,
} from "./role-matrix-rows.fixture.ts";

const free = { amountMinor: "0", currency: "EUR" } as const;
const reason = "The text promises more than the rules do.";

/** Who may report or follow somebody else's; nobody their own. */
const others = (unverified: string): Row => [sign, unverified, ok, ok, "own_content", ok, ok, ok, out, sign];

const unentitled = "not_entitled";
const blocked = "erasure_blocked";

/** Moderation, reviews, following, privacy and operations: every procedure with its row. */
export const trustCases = (
  market: () => TestMarketplace & { db: TestDatabase },
  personOf: (who: Who) => Person,
): Record<string, Case> => {
  const as = (actor: Person) => ({ ...market().services, actor });

  const made = (state: MadeState, creator: Person = personOf("owner"), fields: object = {}) =>
    makeListing(market().services, { creator, moderator: personOf("moderator") }, state, fields);

  const published = async () => ({ listingId: (await made("published")).listingId });

  const buy = async (creator: Person, buyer: Person) => {
    const { listingId } = await made("published", creator, { price: free });
    const pay = { provider: "stripe", method: "card", expectedPrice: free } as const;
    await startPurchase({ ctx: as(buyer), input: { listingId, ...pay, idempotencyKey: randomUUID() } });
    return listingId;
  };

  const review = async (creator: Person, buyer: Person) => {
    const listingId = await buy(creator, buyer);
    const input = { listingId, rating: 4, text: "It does what its rules say." };
    const { id } = await createReview({ ctx: as(buyer), input });
    return { reviewId: id };
  };

  const caseOf = async (kind: "submission" | "flagged_listing" | "appeal") => {
    const cases = await listCases({ ctx: as(personOf("moderator")), input: { kind } });
    const newest = cases.at(-1);
    if (newest === undefined) throw new Error(`no ${kind} waits`);
    return { caseId: newest.id };
  };

  const submission = async () => {
    await made("submitted");
    return caseOf("submission");
  };

  const flagged = async () => {
    const { listingId } = await made("published");
    const reporter = await seedPerson(market().db);
    await flagListing({ ctx: as(reporter), input: { listingId, reason: "harmful", note: "" } });
    return caseOf("flagged_listing");
  };

  /** A decision against `owner` by somebody whom no row is about, so that everybody in it may judge the appeal. */
  const rejection = async () => {
    const { listingId, revision } = await made("submitted");
    const judge = await seedPerson(market().db, { role: "moderator" });
    const input = { listingId, revision, outcome: "rejected" as const, reason };
    await decideListing({ ctx: as(judge), input });
    const { items } = await listDecisions({ ctx: as(personOf("owner")), input: { limit: 1 } });
    const [last] = items;
    if (last === undefined) throw new Error("nothing was decided");
    return { decisionId: last.id, text: "The sentence that was meant is a quotation, marked as one." };
  };

  const appeal = async () => {
    await appealDecision({ ctx: as(personOf("owner")), input: await rejection() });
    return caseOf("appeal");
  };

  const failedJob = async () => {
    const { boss } = market();
    const jobId = await boss.send("sweep-mails", {}, { singletonKey: randomUUID() });
    if (jobId === null) throw new Error("the job was not queued");
    await boss.fetch("sweep-mails");
    await boss.fail("sweep-mails", jobId, { name: "TypeError" });
    return { queue: "sweep-mails", jobId };
  };

  const emailOf = async (who: Who) => {
    if (who === "visitor" || who === "erased") return "nobody@example.test";
    const uuid = uuidFromId("usr", personOf(who).id);
    const [row] = await market().db.stored<{ email: string }>("SELECT email FROM users WHERE id = $1", [
      uuid,
    ]);
    return row?.email ?? "";
  };

  return {
    "listings.flag": {
      kind: "mutation",
      who: others(mail),
      input: async () => ({ ...(await published()), reason: "spam" }),
    },
    "listings.wish": {
      kind: "mutation",
      who: active,
      input: async () => ({ ...(await published()), wished: true }),
    },
    "listings.wished": { who: signedIn },
    "moderation.queue": { who: moderators, input: async () => ({}) },
    "moderation.case": { who: moderators, input: submission },
    "moderation.claim": { kind: "mutation", who: moderators, input: submission },
    "moderation.release": { kind: "mutation", who: moderators, input: submission },
    "moderation.judgeFlags": {
      kind: "mutation",
      who: moderators,
      input: async () => ({ ...(await flagged()), outcome: "kept" }),
    },
    "moderation.judgeAppeal": {
      kind: "mutation",
      who: moderators,
      input: async () => ({ ...(await appeal()), outcome: "denied", reason }),
    },
    "moderation.removeListing": {
      kind: "mutation",
      who: moderators,
      input: async () => ({
        listingId: (await made("published", await seedPerson(market().db, { creator: true }))).listingId,
        reason,
        harm: false,
      }),
    },
    "moderation.standing": { who: moderators, input: async () => ({ creatorId: personOf("owner").id }) },
    "moderation.suspendCreator": {
      kind: "mutation",
      who: moderators,
      input: async () => ({
        creatorId: (await seedPerson(market().db, { creator: true })).id,
        ...{ part: "sell", allowed: false, reason },
      }),
    },
    "standing.decisions": { who: signedIn, input: async () => ({}) },
    "standing.appeal": { kind: "mutation", who: itsCreator, input: rejection },
    "reviews.list": { who: everybody, input: published },
    "reviews.create": {
      kind: "mutation",
      who: [sign, mail, unentitled, "own_content", ok, unentitled, unentitled, unentitled, out, sign],
      input: async () => ({
        listingId: await buy(personOf("creator"), personOf("owner")),
        ...{ rating: 5, text: "It does what its rules say." },
      }),
    },
    "reviews.update": {
      kind: "mutation",
      who: itsCreator,
      input: async () => ({
        ...(await review(personOf("creator"), personOf("owner"))),
        ...{ rating: 3, text: "It does most of what its rules say." },
      }),
    },
    "reviews.reply": {
      kind: "mutation",
      who: itsCreator,
      input: async () => ({ ...(await review(personOf("owner"), personOf("buyer"))), text: "Thank you." }),
    },
    "reviews.flag": {
      kind: "mutation",
      who: [sign, mail, ok, ok, "own_content", ok, ok, ok, out, sign],
      input: async () => ({ ...(await review(personOf("creator"), personOf("owner"))), reason: "spam" }),
    },
    "creators.get": { who: everybody, input: async () => ({ creatorId: personOf("owner").id }) },
    "creators.follow": {
      kind: "mutation",
      who: others(ok),
      input: async () => ({ creatorId: personOf("owner").id, following: true }),
    },
    "creators.followed": { who: signedIn },
    "notifications.list": { who: signedIn, input: async () => ({}) },
    "notifications.unread": { who: signedIn },
    "notifications.markRead": {
      kind: "mutation",
      who: signedIn,
      input: async () => ({ ids: [newId("ntf")] }),
    },
    "notifications.preferences": { who: signedIn },
    "notifications.setPreference": {
      kind: "mutation",
      who: signedIn,
      input: async () => ({ topic: "reviews", inApp: true, mail: false }),
    },
    "operations.health": { who: admins },
    "operations.retryJob": { kind: "mutation", who: admins, input: failedJob },
    "privacy.export": { kind: "mutation", who: signedIn },
    "privacy.exports": { who: signedIn },
    "privacy.erasure": { who: signedIn },
    "privacy.erase": {
      kind: "mutation",
      who: [sign, ok, ok, blocked, blocked, blocked, blocked, blocked, ok, sign],
      input: async (who) => ({ confirmEmail: await emailOf(who) }),
    },
    "privacy.keep": { kind: "mutation", who: signedIn },
  };
};
