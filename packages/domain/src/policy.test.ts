import { MarketError, type Role, type UserId, userId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import { type Actor, type Person, system, visitor } from "./actor.ts";
import { type Action, actions, enforcePolicy, mayDo, personOf, refusalOf } from "./policy.ts";

const me: UserId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz0");
const other: UserId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");
const all = { publish: true, sell: true, withdraw: true };

const person = (changes: Partial<Person> = {}): Person => ({
  kind: "person",
  id: me,
  role: "user",
  emailVerified: true,
  suspended: false,
  secondFactorFresh: false,
  kyc: "none",
  creator: null,
  ...changes,
});

const cast = {
  visitor,
  unverified: person({ emailVerified: false }),
  buyer: person(),
  creator: person({ role: "creator", creator: all }),
  confirmed: person({ role: "creator", creator: all, secondFactorFresh: true }),
  known: person({ role: "creator", creator: all, kyc: "verified" }),
  muted: person({ role: "creator", creator: { ...all, publish: false } }),
  moderator: person({ role: "moderator" }),
  finance: person({ role: "finance" }),
  admin: person({ role: "admin" }),
  suspended: person({ role: "admin", suspended: true, creator: all }),
} satisfies Record<string, Actor>;

type Who = keyof typeof cast;

/** For things of one's own: who may, by action. Everybody else may not. */
const own: Record<Action, Who[]> = {
  "creator.become": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "creator.read": ["creator", "confirmed", "known", "muted"],
  "strategy.create": ["creator", "confirmed", "known", "muted"],
  "strategy.change": ["creator", "confirmed", "known", "muted"],
  "strategy.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "listing.create": ["creator", "confirmed", "known", "muted"],
  "listing.edit": ["creator", "confirmed", "known", "muted"],
  "listing.submit": ["creator", "confirmed", "known"],
  "listing.archive": ["creator", "confirmed", "known", "muted"],
  "listing.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "document.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "moderation.read": ["moderator", "admin"],
  "moderation.decide": [],
  "purchase.start": [],
  "purchase.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "purchase.list": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "library.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "purchase.refund": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "purchase.find": ["moderator", "finance", "admin"],
  "refund.make": [],
  "dispute.read": ["moderator", "finance", "admin"],
  "dispute.answer": [],
  "coupon.create": ["creator", "confirmed", "known", "muted"],
  "coupon.change": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "coupon.platform": ["finance", "admin"],
  "payout.read": ["creator", "confirmed", "known", "muted"],
  "payout.request": ["known"],
  "payout.account": ["confirmed"],
  "payout.statement": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "finance.read": ["finance", "admin"],
  "finance.act": [],
  "bundle.install": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "audit.read": ["finance", "admin"],
  "moderation.suspend": [],
  "listing.flag": [],
  "review.write": [],
  "review.change": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "review.reply": ["creator", "confirmed", "known", "muted"],
  "review.flag": [],
  "standing.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "standing.appeal": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "follow.change": [],
  "wish.change": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
  "notification.read": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "privacy.export": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "privacy.erase": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
    "suspended",
  ],
  "health.read": ["admin"],
  "health.act": ["admin"],
};

/** For things of somebody else's. */
const foreign: Partial<Record<Action, Who[]>> = {
  "strategy.change": [],
  "strategy.read": ["moderator", "admin"],
  "listing.edit": [],
  "listing.submit": [],
  "listing.archive": [],
  "listing.read": ["moderator", "admin"],
  "document.read": ["moderator", "admin"],
  "moderation.decide": ["moderator", "admin"],
  "purchase.start": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "purchase.read": [],
  "purchase.refund": [],
  "refund.make": ["moderator", "finance", "admin"],
  "dispute.answer": ["finance", "admin"],
  "coupon.change": [],
  "payout.statement": ["finance", "admin"],
  "finance.act": ["finance", "admin"],
  "moderation.suspend": ["moderator", "admin"],
  "listing.flag": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "review.write": [],
  "review.change": [],
  "review.reply": [],
  "review.flag": ["buyer", "creator", "confirmed", "known", "muted", "moderator", "finance", "admin"],
  "standing.appeal": [],
  "follow.change": [
    "unverified",
    "buyer",
    "creator",
    "confirmed",
    "known",
    "muted",
    "moderator",
    "finance",
    "admin",
  ],
};

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
