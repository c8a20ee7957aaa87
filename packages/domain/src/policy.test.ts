import { MarketError, type Role, type UserId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import { system, visitor } from "./actor.ts";
import { cast, foreign, me, other, own, type Who } from "./policy.fixture.ts";
import { type Action, actions, enforcePolicy, mayDo, personOf, refusalOf } from "./policy.ts";

const whoMay = (action: Action, ownerId: UserId) =>
  Object.entries(cast)
    .filter(([, actor]) => mayDo(actor, action, { ownerId }))
    .map(([who]) => who);

describe("who may do what", () => {
  test("every action has its row here", () => {
    expect(Object.keys(own).toSorted()).toEqual([...actions].toSorted());
  });

  test.each(Object.entries(own) as [Action, Who[]][])("%s with one's own", (action, allowed) => {
    expect(whoMay(action, me)).toEqual(allowed);
  });

  test.each(Object.entries(foreign) as [Action, Who[]][])("%s with somebody else's", (action, allowed) => {
    expect(whoMay(action, other)).toEqual(allowed);
  });
});

test("what is public may be read by everybody, the rest answers as if it were not there", () => {
  expect(refusalOf(visitor, "listing.read", { ownerId: other, isPublic: true })).toBeNull();
  expect(refusalOf(visitor, "listing.read", { ownerId: other })).toBe("not_found");
  expect(refusalOf(cast.buyer, "listing.read", { ownerId: other })).toBe("not_found");
  expect(refusalOf(cast.buyer, "purchase.read", { ownerId: other })).toBe("not_found");
});

test("the document of a paid listing is for those who bought it, of a free one for everybody", () => {
  expect(mayDo(visitor, "document.read", { ownerId: other })).toBe(false);
  expect(mayDo(cast.buyer, "document.read", { ownerId: other })).toBe(false);
  expect(mayDo(cast.buyer, "document.read", { ownerId: other, isEntitled: true })).toBe(true);
  expect(mayDo(visitor, "document.read", { ownerId: other, isPublic: true })).toBe(true);
});

test("staff decide about other people's money only, from either side of the sale", () => {
  expect(refusalOf(cast.admin, "refund.make", { ownerId: other, buyerId: me })).toBe("own_judgement");
  expect(refusalOf(cast.admin, "refund.make", { ownerId: me, buyerId: other })).toBe("own_judgement");
  expect(refusalOf(cast.finance, "finance.act", { ownerId: me })).toBe("own_payout");
});

test("who reviews owns it, and did not make it", () => {
  expect(refusalOf(cast.buyer, "review.write", { ownerId: other })).toBe("not_entitled");
  expect(refusalOf(cast.buyer, "review.write", { ownerId: other, isEntitled: true })).toBeNull();
  expect(refusalOf(cast.creator, "review.write", { ownerId: me, isEntitled: true })).toBe("own_content");
});

test("nobody judges an appeal against their own decision, and only an admin suspends staff", () => {
  const appeal = { ownerId: other, decidedById: me };
  expect(refusalOf(cast.moderator, "moderation.decide", appeal)).toBe("own_judgement");
  expect(refusalOf(cast.admin, "moderation.decide", { ...appeal, decidedById: other })).toBeNull();
  expect(refusalOf(cast.moderator, "moderation.suspend", { ownerId: other, isStaff: true })).toBe(
    "forbidden",
  );
  expect(refusalOf(cast.admin, "moderation.suspend", { ownerId: other, isStaff: true })).toBeNull();
});

test("paid out is only whom the provider has confirmed", () => {
  expect(refusalOf(cast.creator, "payout.request")).toBe("payout_account_missing");
  expect(refusalOf({ ...cast.creator, kyc: "pending" }, "payout.request")).toBe("kyc_required");
  expect(refusalOf(cast.known, "payout.request")).toBeNull();
});

test("where money goes changes only with a fresh second factor", () => {
  expect(refusalOf(cast.creator, "payout.account")).toBe("second_factor_required");
  expect(refusalOf(cast.confirmed, "payout.account")).toBeNull();
});

test("refusals say why", () => {
  expect(refusalOf(visitor, "purchase.start")).toBe("unauthenticated");
  expect(refusalOf(cast.unverified, "purchase.start", { ownerId: other })).toBe("email_unverified");
  expect(refusalOf(cast.suspended, "purchase.start", { ownerId: other })).toBe("suspended");
  expect(refusalOf(cast.admin, "moderation.decide", { ownerId: me })).toBe("own_judgement");
  expect(refusalOf(cast.buyer, "purchase.start", { ownerId: me })).toBe("own_listing");
  expect(() => enforcePolicy(cast.buyer, "audit.read")).toThrow(MarketError);
});

test("a system job may do everything, and is nobody", () => {
  for (const action of Object.keys(own) as Action[]) expect(mayDo(system("test"), action)).toBe(true);
  expect(() => personOf(system("test"))).toThrow(MarketError);
  expect(personOf(cast.buyer).role).toBe<Role>("user");
});
