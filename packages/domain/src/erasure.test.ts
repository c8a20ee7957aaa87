import { type ErasureBlock, erasureBlocks } from "@boltz/contract";
import { expect, test } from "vitest";
import {
  daysAfter,
  type ErasureFacts,
  erasureBlockSentences,
  erasureBlocksOf,
  pseudonymOf,
  yearsAfter,
} from "./erasure.ts";

const free: ErasureFacts = {
  role: "user",
  pendingPurchases: 0,
  openDisputes: 0,
  openRefunds: 0,
  payoutsUnderWay: 0,
  balancesLeft: 0,
  debtsLeft: 0,
};

test.each<[Partial<ErasureFacts>, ErasureBlock[]]>([
  [{}, []],
  [{ role: "creator" }, []],
  [{ role: "moderator" }, ["staff_role"]],
  [{ role: "finance" }, ["staff_role"]],
  [{ role: "admin" }, ["staff_role"]],
  [{ pendingPurchases: 1 }, ["pending_purchase"]],
  [{ openDisputes: 2 }, ["open_dispute"]],
  [{ openRefunds: 1 }, ["open_refund"]],
  [{ payoutsUnderWay: 1 }, ["payout_under_way"]],
  [{ balancesLeft: 1 }, ["money_left"]],
  [{ debtsLeft: 1 }, ["debt_left"]],
  [{ role: "creator", openDisputes: 1, balancesLeft: 3 }, ["open_dispute", "money_left"]],
])("with %j, %j stands in the way", (facts, blocks) => {
  expect(erasureBlocksOf({ ...free, ...facts })).toEqual(blocks);
});

test("everything at once is everything that can stand in the way, each with its sentence", () => {
  const worst: ErasureFacts = {
    role: "admin",
    pendingPurchases: 1,
    openDisputes: 1,
    openRefunds: 1,
    payoutsUnderWay: 1,
    balancesLeft: 1,
    debtsLeft: 1,
  };
  expect(erasureBlocksOf(worst)).toEqual(erasureBlocks);
  expect(Object.keys(erasureBlockSentences).toSorted()).toEqual([...erasureBlocks].toSorted());
});

test("a pseudonym is one person's own and can receive nothing", () => {
  const [one, other] = ["01981f00-0000-7000-8000-00000000aaaa", "01981f00-0000-7000-8000-00000000bbbb"];
  expect(pseudonymOf(one).email).toMatch(/@erased\.invalid$/);
  expect(pseudonymOf(one).email).not.toBe(pseudonymOf(other).email);
  expect(pseudonymOf(one).displayName).not.toBe(pseudonymOf(other).displayName);
});

test("years and days later", () => {
  const at = (text: string) => new Date(text);
  expect(yearsAfter(at("2026-03-01T12:00:00Z"), 10)).toEqual(at("2036-03-01T12:00:00Z"));
  expect(yearsAfter(at("2028-02-29T00:00:00Z"), 1)).toEqual(at("2029-03-01T00:00:00Z"));
  expect(daysAfter(at("2026-12-31T23:00:00Z"), 14)).toEqual(at("2027-01-14T23:00:00Z"));
});
