import { randomUUID } from "node:crypto";
import type { DisputeId, ListingId, PayoutId, PurchaseId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { createCoupon } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { type Made, type MadeState, makeListing } from "../testing/listings.fixture.ts";
import { beginSale, openDispute, openPayoutAccount, pay, release, sell } from "../testing/money.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { type Client, openClient, type Reply, saidBy } from "./http-client.fixture.ts";

const market = useMarketplace({ listens: true, environment: { HOLD_DAYS: "0" } });

let creator: Person;
let moderator: Person;
let buyer: Person;
let owned: { purchaseId: PurchaseId; listingId: ListingId };
let payoutId: PayoutId;
let disputeId: DisputeId;
let waiting: PurchaseId;
let made: Record<"draft" | "submitted" | "published", Made>;
let stranger: Client;
let visitor: Client;

const as = (person: Person | null) => openClient(market(), person);
const make = (state: MadeState) => makeListing(market().services, { creator, moderator }, state);

beforeAll(async () => {
  const { db } = market();
  creator = await seedPerson(db, { creator: true });
  moderator = await seedPerson(db, { role: "moderator" });
  buyer = await seedPerson(db);
  owned = await sell(market(), { creator, moderator, buyer });
  await release(market());
  await openPayoutAccount(market(), creator);
  payoutId = await pay(market(), creator);
  const disputed = await sell(market(), { creator, moderator, buyer });
  disputeId = await openDispute(market(), disputed.purchaseId);
  waiting = (await beginSale(market(), { creator, moderator, buyer }, "razorpay")).purchaseId;
  made = {
    draft: await make("draft"),
    submitted: await make("submitted"),
    published: await make("published"),
  };
  stranger = await as(await seedPerson(db, { creator: true }));
  visitor = await as(null);
});

describe("what belongs to somebody else answers exactly as what does not exist", () => {
  const compare = async (ask: (id: string) => Promise<Reply>, theirs: string, none: string) => {
    const answer = await ask(theirs);
    expect(saidBy(answer)).toEqual(saidBy(await ask(none)));
    return [answer.status, answer.error?.code];
  };
  const missing = [404, "not_found"];

  test("purchases", async () => {
    const { purchaseId } = owned;
    const get = (id: string) => stranger.query("purchases.get", { purchaseId: id });
    expect(await compare(get, purchaseId, newId("pur"))).toEqual(missing);
    const refund = (id: string) => stranger.mutate("purchases.requestRefund", { purchaseId: id, reason: "" });
    expect(await compare(refund, purchaseId, newId("pur"))).toEqual(missing);
    const page = (id: string) => stranger.get(`/pay/razorpay/${id}`);
    expect(await compare(page, waiting, newId("pur"))).toEqual([404, undefined]);
    expect((await (await as(buyer)).get(`/pay/razorpay/${waiting}`)).status).toBe(200);
  });

  test("payouts and their statements", async () => {
    const statement = (id: string) => stranger.query("payouts.statement", { payoutId: id });
    expect(await compare(statement, payoutId, newId("pyt"))).toEqual(missing);
    const file = (id: string) => stranger.get(`/exports/payouts/${id}.csv`);
    expect(await compare(file, payoutId, newId("pyt"))).toEqual(missing);
  });

  test("disputes, of which only staff learn anything", async () => {
    const draft = (id: string) => stranger.query("finance.disputeEvidence", { disputeId: id });
    expect(await compare(draft, disputeId, newId("dsp"))).toEqual([403, "forbidden"]);
    const file = (id: string) => stranger.get(`/exports/disputes/${id}/evidence.txt`);
    expect(await compare(file, disputeId, newId("dsp"))).toEqual([403, "forbidden"]);
  });

  test("strategies, desks and coupons of another creator", async () => {
    const { strategyId, listingId } = made.published;
    const strategy = (id: string) => stranger.query("strategies.get", { strategyId: id });
    expect(await compare(strategy, strategyId, newId("str"))).toEqual(missing);
    const desk = (id: string) => stranger.query("listings.getMine", { listingId: id });
    expect(await compare(desk, listingId, newId("lst"))).toEqual(missing);
    const archive = (id: string) => stranger.mutate("listings.archive", { listingId: id });
    expect(await compare(archive, listingId, newId("lst"))).toEqual(missing);
    const { id: couponId } = await createCoupon({
      ctx: { ...market().services, actor: creator },
      input: {
        ...{ code: "TENPERCENT", scope: "creator", listingId: null, minimum: null, startsAt: null },
        ...{ endsAt: null, maxUses: null, maxUsesPerBuyer: null },
        discount: { kind: "percent", percent: 10 },
      },
    });
    const coupon = (id: string) => stranger.mutate("coupons.setEnabled", { couponId: id, enabled: false });
    expect(await compare(coupon, couponId, newId("cpn"))).toEqual(missing);
  });

  test("drafts, submissions and removed listings", async () => {
    const removed = await make("published");
    const input = { listingId: removed.listingId, reason: "It copies another strategy.", harm: false };
    expect((await (await as(moderator)).mutate("moderation.removeListing", input)).status).toBe(200);
    for (const client of [stranger, visitor])
      for (const { listingId } of [made.draft, made.submitted, removed])
        for (const procedure of ["listings.get", "listings.rules", "listings.priceHistory"]) {
          const get = (id: string) => client.query(procedure, { listingId: id });
          expect(await compare(get, listingId, newId("lst"))).toEqual(missing);
        }
    expect((await visitor.query("listings.get", { listingId: made.published.listingId })).status).toBe(200);
  });
});

describe("nobody judges his own", () => {
  test("listing", async () => {
    const both = await seedPerson(market().db, { role: "admin", creator: true });
    const own = await makeListing(market().services, { creator: both, moderator }, "submitted");
    const { listingId, revision } = own;
    const client = await as(both);
    const decided = await client.mutate("moderation.decide", { listingId, revision, outcome: "approved" });
    expect([decided.status, decided.error?.code]).toEqual([403, "own_judgement"]);
    const [row] = await market().db.stored("SELECT state FROM listing_drafts WHERE listing_id = $1", [
      uuidFromId("lst", listingId),
    ]);
    expect(row).toEqual({ state: "submitted" });
  });

  test("payout", async () => {
    const finance = await as(await seedPerson(market().db, { role: "finance" }));
    const both = await seedPerson(market().db, { role: "finance", creator: true });
    const input = { creatorId: both.id, reason: "Sales that look arranged." };
    expect((await finance.mutate("finance.reviewPayouts", input)).status).toBe(200);
    const ended = await (await as(both)).mutate("finance.reviewPayouts", { ...input, reason: null });
    expect([ended.status, ended.error?.code]).toEqual([403, "own_payout"]);
    const held = await market().db.stored("SELECT 1 FROM payout_reviews WHERE creator_id = $1", [
      uuidFromId("usr", both.id),
    ]);
    expect(held).toHaveLength(1);
  });

  test("purchase, review or report", async () => {
    const { listingId } = made.published;
    const client = await as(creator);
    const bought = await client.mutate("purchases.start", {
      ...{ listingId, provider: "stripe", idempotencyKey: randomUUID() },
      expectedPrice: { amountMinor: "4900", currency: "USD" },
    });
    expect([bought.status, bought.error?.code]).toEqual([403, "own_listing"]);
    const flagged = await client.mutate("listings.flag", { listingId, reason: "spam" });
    expect([flagged.status, flagged.error?.code]).toEqual([403, "own_content"]);
  });
});

describe("a right that was taken is gone at the next request of the same session", () => {
  const set = (person: Person, sql: string) =>
    market().db.stored(`UPDATE users SET ${sql} WHERE id = $1`, [uuidFromId("usr", person.id)]);

  test("demoted", async () => {
    const person = await seedPerson(market().db, { role: "moderator" });
    const client = await as(person);
    expect((await client.query("moderation.queue", {})).status).toBe(200);
    await set(person, "role = 'user'");
    const refused = await client.query("moderation.queue", {});
    expect([refused.status, refused.error?.code]).toEqual([403, "forbidden"]);
  });

  test("banned", async () => {
    const person = await seedPerson(market().db);
    const client = await as(person);
    const follow = { creatorId: creator.id, following: true };
    expect((await client.mutate("creators.follow", follow)).status).toBe(200);
    await set(person, "suspended_at = now()");
    const refused = await client.mutate("creators.follow", { ...follow, following: false });
    expect([refused.status, refused.error?.code]).toEqual([403, "suspended"]);
  });

  test("stopped from publishing", async () => {
    const person = await seedPerson(market().db, { creator: true });
    const { listingId } = await makeListing(market().services, { creator: person, moderator }, "draft");
    const client = await as(person);
    const input = { creatorId: person.id, part: "publish", allowed: false, reason: "Copied texts." };
    expect((await (await as(moderator)).mutate("moderation.suspendCreator", input)).status).toBe(200);
    const refused = await client.mutate("listings.submit", { listingId });
    expect([refused.status, refused.error?.code]).toEqual([403, "forbidden"]);
  });
});

test("where a creator is paid changes only with a second factor given just now", async () => {
  const client = await as(creator);
  const input = { provider: "stripe", country: "FR", details: null };
  const refused = await client.mutate("payouts.onboard", input);
  expect([refused.status, refused.error?.code]).toEqual([403, "second_factor_required"]);
  const uuid = uuidFromId("usr", creator.id);
  await market().db.stored("UPDATE users SET two_factor_enabled = true WHERE id = $1", [uuid]);
  const given = (ago: string) =>
    market().db.stored(
      `UPDATE sessions SET second_factor_at = now() - interval '${ago}' WHERE user_id = $1`,
      [uuid],
    );
  await given("1 hour");
  expect((await client.mutate("payouts.onboard", input)).error?.code).toBe("second_factor_required");
  const rows = await market().db.stored("SELECT country FROM payout_accounts WHERE user_id = $1", [uuid]);
  expect(rows).toEqual([{ country: "DE" }]);
  await given("1 minute");
  expect((await client.mutate("payouts.onboard", input)).status).toBe(200);
});
