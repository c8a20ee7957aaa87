import { type CreateCouponInput, type Currency, isId, type ListingId, type UserId } from "@boltz/contract";
import { expect, test } from "vitest";
import { effectsOf, refusedPrices } from "./coupon-effects.ts";
import { couponSentence, takesOffText, windowText } from "./coupon-words.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const money = (amountMinor: string, currency: Currency = "USD") => ({ amountMinor, currency });
const percent = (value: number) => ({ kind: "percent" as const, percent: value });
const amount = (amountMinor: string, currency: Currency = "USD") => ({
  kind: "amount" as const,
  amount: money(amountMinor, currency),
});

const coupon: CreateCouponInput = {
  code: "WELCOME",
  scope: "creator",
  listingId: null,
  discount: percent(20),
  minimum: null,
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxUsesPerBuyer: null,
};

test.each<[Partial<CreateCouponInput>, string]>([
  [{}, "WELCOME takes 20% off each of your listings. It can be used as often as buyers like."],
  [
    { discount: amount("500", "JPY"), maxUses: 1_200, maxUsesPerBuyer: 1 },
    "WELCOME takes ¥500 off each of your listings, at prices in JPY. It can be used 1,200 times in all, once by each buyer.",
  ],
  [
    { discount: percent(100), scope: "listing", maxUsesPerBuyer: 2 },
    "WELCOME makes “Index tide” free. It can be used 2 times by each buyer.",
  ],
  [
    { scope: "platform", minimum: money("1000"), maxUses: 1 },
    "WELCOME takes 20% off every strategy of the marketplace, at prices of $10.00 or more. It can be used 1 time in all.",
  ],
])("%j is said in a sentence", (change, sentence) => {
  expect(plain(couponSentence({ ...coupon, ...change }, "Index tide", "en-US"))).toBe(sentence);
});

test("what it takes off and when it works are short enough for a list", () => {
  expect(takesOffText({ percent: 100, amount: null })).toBe("Free");
  expect(takesOffText({ percent: 15, amount: null }, "en")).toBe("15% off");
  expect(plain(takesOffText({ percent: null, amount: money("1250", "KWD") }, "en-US"))).toBe("KWD 1.250 off");
  expect(windowText({ startsAt: null, endsAt: null })).toBeNull();
  expect(windowText({ startsAt: null, endsAt: "2026-12-31T18:00:00.000Z" }, "en-GB")).toMatch(
    /^Until 31 Dec 2026/,
  );
});

const idOf = <P extends "lst" | "usr">(prefix: P, last: string) => {
  const id = `${prefix}_01m81rhhyeecv80qyjt241nv7${last}`;
  if (!isId(prefix, id)) throw new Error("not an id");
  return id;
};
const tide: ListingId = idOf("lst", "a");
const ownerId: UserId = idOf("usr", "z");
const listings = [
  { id: tide, title: "Index tide", price: money("4900") },
  { id: idOf("lst", "b"), title: "Cheap", price: money("520") },
  { id: idOf("lst", "c"), title: "Yen", price: money("5000", "JPY") },
  { id: idOf("lst", "d"), title: "Gift", price: money("0") },
];
const effects = (change: Partial<CreateCouponInput>) =>
  effectsOf({ ...coupon, ...change }, { listings, ownerId, now: new Date() }).map((effect) =>
    effect.kind === "costs" ? `${effect.title} ${effect.after.amountMinor}` : `${effect.title} refused`,
  );

test("a coupon shows what each listing would cost, and where it cannot be used", () => {
  expect(effects({})).toEqual(["Index tide 3920", "Cheap 416", "Yen 4000"]);
  expect(effects({ discount: percent(100) })).toEqual(["Index tide 0", "Cheap 0", "Yen 0"]);
  expect(effects({ discount: amount("500") })).toEqual(["Index tide 4400", "Cheap refused", "Yen refused"]);
  expect(effects({ scope: "listing", listingId: tide })).toEqual(["Index tide 3920"]);
  expect(effects({ startsAt: "2099-01-01T00:00:00.000Z" })[0]).toBe("Index tide 3920");
});

test("prices just above an amount are left out, unless the coupon asks for more anyway", () => {
  expect(refusedPrices({ ...coupon, discount: amount("500") })).toEqual({
    above: money("500"),
    below: money("550"),
  });
  expect(refusedPrices({ ...coupon, discount: amount("500"), minimum: money("550") })).toBeNull();
  expect(refusedPrices(coupon)).toBeNull();
});
