import { decisionOutcomes, type UserId, userId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import type { Person } from "./actor.ts";
import {
  type AppealFacts,
  appealStateOf,
  decideStanding,
  isAdverse,
  isTooManyRemovals,
  type StandingFacts,
} from "./moderation.ts";
import { type Action, actions, refusalOf } from "./policy.ts";

const byPerson = { origin: "person" } as const;
const automatic = { origin: "automatic" } as const;
const facts = (changes: Partial<StandingFacts> = {}): StandingFacts => ({
  part: "publish",
  allowed: true,
  last: null,
  ...changes,
});

describe("decideStanding", () => {
  test.each([
    ["a person switches a part off", facts(), { allowed: false, ...byPerson }, "restricted"],
    ["a person switches it on", facts({ allowed: false }), { allowed: true, ...byPerson }, "allowed"],
    ["a person suspends", facts({ part: "account" }), { allowed: false, ...byPerson }, "banned"],
    [
      "a person lifts that",
      facts({ part: "account", allowed: false }),
      { allowed: true, ...byPerson },
      "unbanned",
    ],
    ["nothing changes", facts({ allowed: false }), { allowed: false, ...byPerson }, null],
    ["an automatic one, where nobody decided", facts(), { allowed: false, ...automatic }, "restricted"],
    [
      "an automatic one after another",
      facts({ last: automatic }),
      { allowed: false, ...automatic },
      "restricted",
    ],
    ["an automatic one against a person", facts({ last: byPerson }), { allowed: false, ...automatic }, null],
    [
      "a person against an automatic one",
      facts({ allowed: false, last: automatic }),
      { allowed: true, ...byPerson },
      "allowed",
    ],
    [
      "a person against a person",
      facts({ allowed: false, last: byPerson }),
      { allowed: true, ...byPerson },
      "allowed",
    ],
  ] as const)("%s", (_, standing, wish, outcome) => {
    expect(decideStanding(standing, wish)).toBe(outcome);
  });
});

test("three removals are too many", () => {
  expect([2, 3, 4].map(isTooManyRemovals)).toEqual([false, true, true]);
});

test.each<[string, AppealFacts]>([
  ["possible", { outcome: "removed", hasCause: false, appeal: null }],
  ["none", { outcome: "removed", hasCause: true, appeal: null }],
  ["none", { outcome: "approved", hasCause: false, appeal: null }],
  ["open", { outcome: "banned", hasCause: false, appeal: { outcome: null } }],
  ["granted", { outcome: "banned", hasCause: false, appeal: { outcome: "granted" } }],
  ["denied", { outcome: "hidden", hasCause: false, appeal: { outcome: "denied" } }],
])("an appeal is %s", (state, appeal) => {
  expect(appealStateOf(appeal)).toBe(state);
});

test("what takes something can be appealed against, and nothing else", () => {
  expect(decisionOutcomes.filter(isAdverse)).toEqual([
    "rejected",
    "removed",
    "hidden",
    "restricted",
    "banned",
  ]);
});

describe("who is suspended", () => {
  const [me, other]: [UserId, UserId] = [
    userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz0"),
    userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1"),
  ];
  const suspended = (role: Person["role"]): Person => ({
    kind: "person",
    id: me,
    role,
    emailVerified: true,
    suspended: true,
    secondFactorFresh: true,
    kyc: "verified",
    creator: { publish: true, sell: true, withdraw: true },
  });
  const isAction = (name: string): name is Action => actions.includes(name);
  const stillMay: Action[] = [
    "standing.read",
    "standing.appeal",
    "notification.read",
    "privacy.export",
    "privacy.erase",
    "purchase.read",
    "purchase.list",
    "purchase.refund",
    "library.read",
  ];

  test.each(["user", "creator", "moderator", "finance", "admin"] as const)(
    "may only look at what is theirs, give it back, appeal and leave, as %s",
    (role) => {
      const allowed = actions
        .filter(isAction)
        .filter((action) =>
          [me, other].some(
            (ownerId) => refusalOf(suspended(role), action, { ownerId, isEntitled: true }) === null,
          ),
        );
      expect(allowed.toSorted()).toEqual(stillMay.toSorted());
    },
  );
});
