import { type ErrorCode, MarketError, type UserId } from "@boltz/contract";
import type { Actor, Person } from "./actor.ts";

/** Whose the thing is; `ownerId` is its creator, or the buyer of a purchase. */
export interface Resource {
  ownerId?: UserId;
  /** The other side of a purchase: its buyer, where `ownerId` is its creator. */
  buyerId?: UserId;
  /** Whether everybody may see it. */
  isPublic?: boolean;
  /** Whether the actor bought it, or was given it. */
  isEntitled?: boolean;
  /** Who made the decision that is to be judged anew. */
  decidedById?: UserId | null;
  /** Whether the person concerned works here. */
  isStaff?: boolean;
}

type Rule = (person: Person, resource: Resource) => ErrorCode | null;

const owns = (person: Person, resource: Resource) => resource.ownerId === person.id;
const isStaff = (person: Person, ...roles: Person["role"][]) => roles.includes(person.role);

const active: Rule = (person) => (person.suspended ? "suspended" : null);
const verified: Rule = (person, resource) =>
  active(person, resource) ?? (person.emailVerified ? null : "email_unverified");
const creator: Rule = (person, resource) =>
  verified(person, resource) ?? (person.creator === null ? "forbidden" : null);
const publisher: Rule = (person, resource) =>
  creator(person, resource) ?? (person.creator?.publish === true ? null : "forbidden");

const foreign =
  (code: ErrorCode): Rule =>
  (person, resource) =>
    owns(person, resource) ? code : null;

const seller: Rule = (person, resource) =>
  creator(person, resource) ?? (person.creator?.sell === true ? null : "forbidden");

/** What is not one's own answers like what does not exist. */
const own =
  (rule: Rule): Rule =>
  (person, resource) =>
    owns(person, resource) ? rule(person, resource) : "not_found";

const staff =
  (...roles: Person["role"][]): Rule =>
  (person, resource) =>
    active(person, resource) ?? (isStaff(person, ...roles) ? null : "forbidden");

/** Staff decide about other people's money only. */
const judging =
  (code: ErrorCode, ...roles: Person["role"][]): Rule =>
  (person, resource) =>
    staff(...roles)(person, resource) ??
    (owns(person, resource) || resource.buyerId === person.id || resource.decidedById === person.id
      ? code
      : null);

/** Paid out is only who is known: the account is there, and the provider has confirmed the person. */
const known: Rule = (person, resource) =>
  creator(person, resource) ??
  ({ none: "payout_account_missing", pending: "kyc_required", verified: null } as const)[person.kyc];

const rules = {
  "creator.become": verified,
  "creator.read": (person, resource) =>
    active(person, resource) ?? (person.creator === null ? "forbidden" : null),
  "strategy.create": creator,
  "strategy.change": own(creator),
  "strategy.read": (person, resource) =>
    owns(person, resource) || isStaff(person, "moderator", "admin") ? active(person, resource) : "not_found",
  "backtest.run": creator,
  "listing.create": creator,
  "listing.edit": own(creator),
  "listing.submit": own(publisher),
  "listing.archive": own(creator),
  "listing.read": (person, resource) =>
    owns(person, resource) || isStaff(person, "moderator", "admin") ? active(person, resource) : "not_found",
  "document.read": (person, resource) =>
    owns(person, resource) || resource.isEntitled === true || isStaff(person, "moderator", "admin")
      ? active(person, resource)
      : "not_entitled",
  "moderation.read": staff("moderator", "admin"),
  "moderation.decide": judging("own_judgement", "moderator", "admin"),
  /** Who works here is suspended by an admin only. */
  "moderation.suspend": (person, resource) =>
    judging("own_judgement", "moderator", "admin")(person, resource) ??
    (resource.isStaff === true && person.role !== "admin" ? "forbidden" : null),
  "listing.flag": (person, resource) =>
    verified(person, resource) ?? foreign("own_content")(person, resource),
  "review.write": (person, resource) =>
    verified(person, resource) ??
    foreign("own_content")(person, resource) ??
    (resource.isEntitled === true ? null : "not_entitled"),
  "review.change": own(verified),
  "review.reply": own(creator),
  "review.flag": (person, resource) => verified(person, resource) ?? foreign("own_content")(person, resource),
  "standing.read": () => null,
  "standing.appeal": own(() => null),
  "follow.change": (person, resource) => active(person, resource) ?? foreign("own_content")(person, resource),
  "wish.change": active,
  "notification.read": () => null,
  "privacy.export": () => null,
  "privacy.erase": () => null,
  "health.read": staff("admin"),
  "health.act": staff("admin"),
  "purchase.start": (person, resource) =>
    verified(person, resource) ?? (owns(person, resource) ? "own_listing" : null),
  "purchase.read": own(() => null),
  "purchase.list": () => null,
  "purchase.refund": own(() => null),
  "purchase.find": staff("moderator", "finance", "admin"),
  "refund.make": judging("own_judgement", "moderator", "finance", "admin"),
  "dispute.read": staff("moderator", "finance", "admin"),
  "dispute.answer": judging("own_judgement", "finance", "admin"),
  "coupon.create": seller,
  "coupon.change": own(active),
  "coupon.platform": staff("finance", "admin"),
  "payout.read": (person, resource) =>
    active(person, resource) ?? (person.creator === null ? "forbidden" : null),
  "payout.request": known,
  "payout.account": (person, resource) =>
    creator(person, resource) ?? (person.secondFactorFresh ? null : "second_factor_required"),
  "payout.statement": (person, resource) =>
    owns(person, resource) || isStaff(person, "finance", "admin") ? active(person, resource) : "not_found",
  "finance.read": staff("finance", "admin"),
  "finance.act": judging("own_payout", "finance", "admin"),
  "library.read": () => null,
  "bundle.install": verified,
  "audit.read": staff("finance", "admin"),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules);

/** Actions that a visitor may do too, on what is public. */
const publicActions: ReadonlySet<Action> = new Set<Action>(["listing.read", "document.read"]);

/**
 * Why `actor` may not do `action` on `resource`, or null where it may. The one table of who may do
 * what: the server enforces it and the web asks it what to show. A system job may do everything.
 */
export const refusalOf = (actor: Actor, action: Action, resource: Resource = {}): ErrorCode | null => {
  if (actor.kind === "system") return null;
  if (publicActions.has(action) && resource.isPublic === true) return null;
  if (actor.kind === "visitor") return publicActions.has(action) ? "not_found" : "unauthenticated";
  return rules[action](actor, resource);
};

export const mayDo = (actor: Actor, action: Action, resource: Resource = {}): boolean =>
  refusalOf(actor, action, resource) === null;

/** Throws `MarketError` with the refusal's code where `actor` may not do `action`. */
export const enforcePolicy = (actor: Actor, action: Action, resource: Resource = {}): void => {
  const code = refusalOf(actor, action, resource);
  if (code !== null) throw new MarketError(code);
};

/** The person who acts, for verbs that only a person can do. Throws `unauthenticated` or `forbidden`. */
export const personOf = (actor: Actor): Person => {
  if (actor.kind === "person") return actor;
  throw new MarketError(actor.kind === "visitor" ? "unauthenticated" : "forbidden");
};
