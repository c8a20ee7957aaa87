import { type UserId, userId } from "@boltz/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitPrice } from "./fees.ts";
import { balanced, salePostings } from "./postings.ts";

const creatorId: UserId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");

test("a sale owes the creator his share, earns the fee, and the provider holds the price", () => {
  const set = salePostings({
    provider: "stripe",
    currency: "USD",
    priceMinor: 4_900n,
    feeMinor: 1_470n,
    earningMinor: 3_430n,
    creatorId,
  });
  expect(set).toEqual({
    currency: "USD",
    postings: [
      { account: "provider:stripe", ownerId: null, amountMinor: -4_900n },
      { account: "platform:fees", ownerId: null, amountMinor: 1_470n },
      { account: `creator:${creatorId}:pending`, ownerId: creatorId, amountMinor: 3_430n },
    ],
  });
});

test("any price and fee give postings that sum to zero, none of them empty", () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 12n), fc.integer({ min: 0, max: 10_000 }), (priceMinor, feeBps) => {
      const { postings } = salePostings({
        provider: "stripe",
        currency: "KWD",
        priceMinor,
        ...splitPrice({ priceMinor, feeBps, currency: "KWD" }),
        creatorId,
      });
      expect(postings.reduce((sum, posting) => sum + posting.amountMinor, 0n)).toBe(0n);
      expect(postings.every((posting) => posting.amountMinor !== 0n)).toBe(true);
    }),
  );
});

test("refuses legs that do not sum to zero", () => {
  expect(() => balanced("USD", [{ account: "platform:fees", ownerId: null, amountMinor: 1n }])).toThrow(
    RangeError,
  );
});
