import { expect, test } from "vitest";
import { limitsOf } from "./procedure-limits.ts";

test.each([
  ["listings.search", true, { words: "trend" }, ["read"]],
  ["listings.update", false, {}, ["write"]],
  ["listings.countView", false, {}, ["read"]],
  ["listings.flag", false, {}, ["flag"]],
  ["purchases.options", true, { listingId: "lst_1" }, ["read"]],
  ["purchases.options", true, { couponCode: "SPRING" }, ["read", "coupon_try"]],
  ["purchases.start", false, { couponCode: "SPRING" }, ["purchase", "coupon_try"]],
  ["purchases.start", false, null, ["purchase"]],
  ["constructor", true, undefined, ["read"]],
])("%s (query: %s) with %o counts in %o", (path, isQuery, input, names) => {
  expect(limitsOf({ path, isQuery, input })).toEqual(names);
});
