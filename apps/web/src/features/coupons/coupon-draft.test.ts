import { createCouponInput, isId, type ListingId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import {
  type CouponDraft,
  type CouponField,
  couponErrorsOf,
  emptyCoupon,
  readCoupon,
} from "./coupon-draft.ts";
import { newCode } from "./new-code.ts";

const now = new Date("2026-11-22T12:00:00.000Z");
const good: CouponDraft = { ...emptyCoupon, code: "welcome-20", percent: "20" };
const read = (change: Partial<CouponDraft>, locale = "en-US") =>
  readCoupon({ ...good, ...change }, now, locale);

const listingId = (): ListingId => {
  const id = "lst_01m81rhhyeecv80qyjt241nv7y";
  if (!isId("lst", id)) throw new Error("not an id");
  return id;
};

describe("a draft becomes what the server takes", () => {
  test("percent, for all listings, once by each buyer", () => {
    expect(read({}).input).toEqual({
      code: "WELCOME-20",
      scope: "creator",
      listingId: null,
      discount: { kind: "percent", percent: 20 },
      minimum: null,
      startsAt: null,
      endsAt: null,
      maxUses: null,
      maxUsesPerBuyer: 1,
    });
  });

  test.each([
    ["JPY", "500", "500"],
    ["KWD", "1.25", "1250"],
    ["INR", "1,499.50", "149950"],
  ] as const)("an amount of %s %s is %s minor units", (currency, amount, amountMinor) => {
    const { input } = read({ kind: "amount", currency, amount, minimum: amount });
    expect(input?.discount).toEqual({ kind: "amount", amount: { amountMinor, currency } });
    expect(input?.minimum).toEqual({ amountMinor, currency });
    expect(createCouponInput.parse(input)).toEqual(input);
  });

  test("one listing, a window in the reader's own time, limits", () => {
    const { input } = read({
      scope: "listing",
      listingId: listingId(),
      startsAt: "2026-12-01T09:00",
      endsAt: "2026-12-31T18:30",
      maxUses: " 100 ",
      maxUsesPerBuyer: "",
    });
    expect(input).toMatchObject({
      scope: "listing",
      listingId: listingId(),
      startsAt: new Date(2026, 11, 1, 9, 0).toISOString(),
      endsAt: new Date(2026, 11, 31, 18, 30).toISOString(),
      maxUses: 100,
      maxUsesPerBuyer: null,
    });
    expect(createCouponInput.parse(input)).toEqual(input);
  });

  test("a listing that was chosen before is not sent for all listings", () => {
    expect(read({ scope: "creator", listingId: listingId() }).input?.listingId).toBeNull();
  });
});

test.each<[CouponField, Partial<CouponDraft>, RegExp]>([
  ["code", { code: "A" }, /3 to 32/],
  ["code", { code: "-SALE" }, /beginning with/],
  ["listingId", { scope: "listing" }, /Choose a listing/],
  ["discount", { percent: "0" }, /1 to 100/],
  ["discount", { percent: "101" }, /1 to 100/],
  ["discount", { percent: "12.5" }, /whole number/],
  ["discount", { kind: "amount", amount: "0" }, /more than zero/],
  ["discount", { kind: "amount", amount: "5.5", currency: "JPY" }, /no decimals/],
  ["discount", { kind: "amount", amount: "1.255", currency: "KWD" }, /multiple of KWD.0\.010/],
  ["minimum", { minimum: "free" }, /digits/],
  ["endsAt", { endsAt: "2026-11-01T09:00" }, /future/],
  ["endsAt", { startsAt: "2026-12-31T09:00", endsAt: "2026-12-31T09:00" }, /after the start/],
  ["maxUses", { maxUses: "0" }, /1 to 1,000,000/],
  ["maxUses", { maxUses: "1000001" }, /1 to 1,000,000/],
  ["maxUsesPerBuyer", { maxUsesPerBuyer: "once" }, /whole number/],
])("%s alone is marked for %j", (field, change, words) => {
  const { errors, input } = read(change);
  expect(Object.keys(errors)).toEqual([field]);
  expect(errors[field]).toMatch(words);
  expect(input).toBeNull();
});

test("the server's issues land on the fields that they are about", () => {
  const { errors, rest } = couponErrorsOf([
    { path: ["code"], message: "is taken" },
    { path: ["discount", "amount", "amountMinor"], message: "must be a multiple of 10 minor units" },
    { path: [], message: "odd" },
  ]);
  expect(errors).toEqual({ code: "Is taken", discount: "Must be a multiple of 10 minor units" });
  expect(rest).toHaveLength(1);
});

test("a generated code is a valid one, without letters that look like others", () => {
  expect(newCode(() => Uint8Array.from([0, 30, 31, 255, 248, 247, 9, 10, 11, 12]))).toBe("A9A9KMNP");
  const code = newCode();
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
  expect(read({ code }).errors).toEqual({});
});
