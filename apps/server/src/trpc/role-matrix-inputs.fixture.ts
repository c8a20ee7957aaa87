import { randomUUID } from "node:crypto";
import type { CreateCouponInput } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import { createAttached, createCoupon, startPurchase } from "@boltz/services";
import type { TestDatabase } from "@boltz/testkit";
import { attachedUpload } from "../testing/attached.fixture.ts";
import { exampleDocument, type MadeState, makeListing } from "../testing/listings.fixture.ts";
import { openDispute, pay, release, sell } from "../testing/money.fixture.ts";
import type { TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import type { Who } from "./role-matrix-rows.fixture.ts";

/** Makes what the procedures are asked about, afresh for every call: mostly `owner`'s. */
export const inputsOf = (
  market: () => TestMarketplace & { db: TestDatabase },
  personOf: (who: Who) => Person,
) => {
  const made = (state: MadeState, free = false) =>
    makeListing(
      market().services,
      { creator: personOf("owner"), moderator: personOf("moderator") },
      state,
      free ? { price: { amountMinor: "0", currency: "EUR" } } : {},
    );

  const listing = (state: MadeState) => async () => ({ listingId: (await made(state)).listingId });

  const purchaseInput = async () => {
    const { listingId } = await made("published", true);
    const expectedPrice = { amountMinor: "0", currency: "EUR" as const };
    return {
      listingId,
      provider: "stripe" as const,
      method: "card" as const,
      expectedPrice,
      idempotencyKey: randomUUID(),
    };
  };

  /** What `owner` bought and got, of another creator. */
  const owned = async () => {
    const { listingId } = await makeListing(
      market().services,
      { creator: personOf("creator"), moderator: personOf("moderator") },
      "published",
      { price: { amountMinor: "0", currency: "EUR" } },
    );
    const ctx = { ...market().services, actor: personOf("owner") };
    const input = { ...(await purchaseInput()), listingId };
    const { purchaseId } = await startPurchase({ ctx, input });
    return { listingId, purchaseId };
  };

  /** What `owner` bought of `creator`, and paid for. */
  const paidFor = async () => {
    const { purchaseId } = await sell(market(), {
      creator: personOf("creator"),
      moderator: personOf("moderator"),
      buyer: personOf("owner"),
    });
    return { purchaseId };
  };

  /** `owner` sold something and has money to be paid out. */
  const earned = async () => {
    await sell(market(), {
      creator: personOf("owner"),
      moderator: personOf("moderator"),
      buyer: personOf("buyer"),
    });
    await release(market());
  };

  const payout = async () => {
    await earned();
    return { payoutId: await pay(market(), personOf("owner")) };
  };

  const dispute = async () => {
    const { purchaseId } = await paidFor();
    return { disputeId: await openDispute(market(), purchaseId) };
  };

  const newCoupon = (): CreateCouponInput => ({
    code: `CODE${randomUUID().slice(0, 8).toUpperCase()}`,
    scope: "creator",
    ...{ listingId: null, minimum: null, startsAt: null, endsAt: null, maxUses: null, maxUsesPerBuyer: null },
    discount: { kind: "percent", percent: 10 },
  });

  const coupon = async () => {
    const ctx = { ...market().services, actor: personOf("owner") };
    const { id } = await createCoupon({ ctx, input: newCoupon() });
    return { couponId: id, enabled: false };
  };

  /** A strategy of `owner`'s that began with files of another engine. */
  const attached = async () => {
    const ctx = { ...market().services, actor: personOf("owner") };
    const { id } = await createAttached({ ctx, input: { name: "Made elsewhere", ...attachedUpload() } });
    return { strategyId: id };
  };

  const version = (number: string) => {
    const costs = { commissionBps: Number.parseInt(number, 10), slippageBps: 9 };
    return { version: number, changelog: "", document: { ...exampleDocument(), costs } };
  };

  return {
    attached,
    made,
    listing,
    purchaseInput,
    owned,
    paidFor,
    earned,
    payout,
    dispute,
    newCoupon,
    coupon,
    version,
  };
};
