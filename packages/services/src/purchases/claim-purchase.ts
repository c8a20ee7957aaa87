import { createHash } from "node:crypto";
import { MarketError, type PurchaseId, type StartPurchaseInput } from "@boltz/contract";
import { asSystem, newId, type Transaction, uuidFromId } from "@boltz/db";
import { purchases } from "@boltz/db/schema";
import type { Person } from "@boltz/domain";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { claimCoupon, holdCoupon } from "../coupons/redemption.ts";
import { planOp } from "../provider-ops/take-op.ts";
import type { PurchaseRow } from "./purchase-row.ts";
import { decideTerms, type Terms } from "./purchase-terms.ts";

export type Claim =
  | { kind: "purchase"; purchaseId: PurchaseId; isFree: boolean; isPending: boolean }
  /** An earlier try on other terms, or one whose page closed: it has to end before a new one may begin. */
  | { kind: "outdated"; purchaseId: PurchaseId };

/** Finds the purchase that a call is about, or writes it down with its terms, its coupon and its first call. */
export const claimPurchase = (ctx: Context, person: Person, input: StartPurchaseInput): Promise<Claim> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    // One try at a time for one buyer and one listing; other buyers never wait here.
    await tx.execute(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${person.id} ${input.listingId}`}, 0))`,
    );
    const requestHash = hashOf(input);
    const repeated = await findByKey(tx, person, input.idempotencyKey);
    if (repeated !== undefined && repeated.requestHash !== requestHash)
      throw new MarketError("idempotency_mismatch");
    if (repeated !== undefined) return claimOf(repeated);

    const live = await findLive(tx, person, input);
    const terms = await decideTerms(ctx, tx, person, input);
    if (live?.status === "quarantined") throw new MarketError("wrong_state");
    if (live?.status === "pending")
      return live.provider === null || (isOn(live, terms) && live.expiresAt > ctx.now())
        ? claimOf(live)
        : { kind: "outdated", purchaseId: live.id };
    return insertPurchase(ctx, tx, person, input, terms, requestHash);
  });

const hashOf = ({ listingId, provider, method, couponCode, expectedPrice }: StartPurchaseInput) =>
  createHash("sha256")
    .update(
      JSON.stringify([
        ...[listingId, provider, method, couponCode ?? null],
        ...[expectedPrice.amountMinor, expectedPrice.currency],
      ]),
    )
    .digest("hex");

const isOn = (live: PurchaseRow, terms: Terms) =>
  live.priceMinor === terms.priceMinor &&
  live.currency === terms.currency &&
  live.couponId === (terms.coupon?.quote.coupon.id ?? null) &&
  live.provider === (terms.payBy?.provider ?? null) &&
  live.method === (terms.payBy?.method ?? null);

const claimOf = (row: PurchaseRow): Claim => ({
  kind: "purchase",
  purchaseId: row.id,
  isFree: row.provider === null,
  isPending: row.status === "pending",
});

const findByKey = async (tx: Transaction, person: Person, idempotencyKey: string) => {
  const [row] = await tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.buyerId, person.id), eq(purchases.idempotencyKey, idempotencyKey)));
  return row;
};

/** The open try before one that is set aside. */
const findLive = async (tx: Transaction, person: Person, input: StartPurchaseInput) => {
  const [row] = await tx
    .select()
    .from(purchases)
    .where(
      and(
        eq(purchases.buyerId, person.id),
        eq(purchases.listingId, input.listingId),
        inArray(purchases.status, ["pending", "quarantined"]),
      ),
    )
    .orderBy(asc(purchases.status))
    .limit(1);
  return row;
};

const insertPurchase = async (
  ctx: Context,
  tx: Transaction,
  person: Person,
  input: StartPurchaseInput,
  terms: Terms,
  requestHash: string,
): Promise<Claim> => {
  const purchaseId = newId("pur");
  const now = ctx.now();
  const { coupon, currency, payBy } = terms;
  if (coupon !== null) await asSystem(tx, () => claimCoupon(tx, coupon.quote, coupon.use));
  await tx.insert(purchases).values({
    id: purchaseId,
    listingId: terms.listing.id,
    strategyId: terms.listing.strategyId,
    versionId: terms.versionId,
    buyerId: person.id,
    creatorId: terms.listing.creatorId,
    listingTitle: terms.listing.title,
    listPriceMinor: terms.listPriceMinor,
    discountMinor: terms.discountMinor,
    couponId: coupon?.quote.coupon.id ?? null,
    priceMinor: terms.priceMinor,
    currency,
    feeMinor: terms.feeMinor,
    earningMinor: terms.earningMinor,
    feeBps: terms.feeBps,
    refundDays: terms.refundDays,
    provider: payBy?.provider ?? null,
    method: payBy?.method ?? null,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    nextCheckAt: new Date(now.getTime() + 30_000),
    expiresAt: new Date(now.getTime() + ctx.settings.checkoutMinutes * 60_000),
  });
  if (coupon !== null)
    await asSystem(tx, () => holdCoupon(tx, coupon.quote, { purchaseId, buyerId: person.id, currency }));
  if (payBy !== null)
    await planOp(tx, {
      kind: "create_checkout",
      provider: payBy.provider,
      subjectId: uuidFromId("pur", purchaseId),
      ownerId: person.id,
      idempotencyKey: `checkout-${purchaseId}`,
      requestHash,
    });
  return { kind: "purchase", purchaseId, isFree: payBy === null, isPending: true };
};
