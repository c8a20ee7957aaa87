import { createHash } from "node:crypto";
import {
  MarketError,
  type PurchaseId,
  type StartPurchaseInput,
  type StartPurchaseOutput,
} from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles, entitlements, listings, purchases } from "@boltz/db/schema";
import {
  decidePurchase,
  enforcePolicy,
  type Person,
  type PurchaseDecision,
  paymentOptionsFor,
  personOf,
  system,
} from "@boltz/domain";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { planOp } from "../provider-ops/take-op.ts";
import { expireCheckout } from "./expire-checkout.ts";
import { placeCheckout } from "./place-checkout.ts";
import { configuredProviders } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";
import { settlePurchase } from "./settle-purchase.ts";

type Claim =
  | { kind: "purchase"; purchaseId: PurchaseId; isFree: boolean; isPending: boolean }
  /** An earlier try on other terms, or one whose page closed: it has to end before a new one may begin. */
  | { kind: "outdated"; purchaseId: PurchaseId };

const MAX_OUTDATED = 2;

/**
 * Begins to buy a listing and answers where to pay. Any number of calls with one key, or while an
 * earlier try on the same terms is open, lead to one purchase and one provider session; a call that
 * was cut off is resumed by the next. Free listings are settled at once.
 */
export const startPurchase = async ({
  ctx,
  input,
}: Call<StartPurchaseInput>): Promise<StartPurchaseOutput> => {
  enforcePolicy(ctx.actor, "purchase.start");
  const person = personOf(ctx.actor);
  const asSystem: Context = { ...ctx, actor: system("start-purchase") };
  for (let round = 0; round <= MAX_OUTDATED; round += 1) {
    const claim = await claimPurchase(ctx, person, input);
    const { purchaseId } = claim;
    if (claim.kind === "outdated") {
      await expireCheckout({ ctx: asSystem, input: { purchaseId } });
      continue;
    }
    if (!claim.isPending) return { purchaseId, status: await statusOf(ctx, purchaseId), checkoutUrl: null };
    if (claim.isFree) {
      await settlePurchase({ ctx: asSystem, input: { purchaseId } });
      return { purchaseId, status: await statusOf(ctx, purchaseId), checkoutUrl: null };
    }
    const checkout = await placeCheckout({ ctx: asSystem, input: { purchaseId } });
    return { purchaseId, status: checkout.status, checkoutUrl: checkout.checkoutUrl };
  }
  throw new MarketError("conflict");
};

const statusOf = (ctx: Context, purchaseId: PurchaseId) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [row] = await tx
      .select({ status: purchases.status })
      .from(purchases)
      .where(eq(purchases.id, purchaseId));
    if (row === undefined) throw new MarketError("not_found");
    return row.status;
  });

const hashOf = (input: StartPurchaseInput) =>
  createHash("sha256")
    .update(
      JSON.stringify([
        input.listingId,
        input.provider,
        input.method,
        input.couponCode ?? null,
        input.expectedPrice.amountMinor,
        input.expectedPrice.currency,
      ]),
    )
    .digest("hex");

const claimPurchase = (ctx: Context, person: Person, input: StartPurchaseInput): Promise<Claim> =>
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
    if (live?.status === "quarantined") throw new MarketError("wrong_state");
    const terms = await decide(ctx, tx, person, input);
    if (live?.status === "pending") {
      const isSame =
        live.priceMinor === terms.priceMinor &&
        live.currency === terms.currency &&
        live.provider === (terms.payBy?.provider ?? null) &&
        live.method === (terms.payBy?.method ?? null) &&
        live.expiresAt > ctx.now();
      return isSame || live.provider === null ? claimOf(live) : { kind: "outdated", purchaseId: live.id };
    }
    return insertPurchase(ctx, tx, person, input, terms, requestHash);
  });

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
    );
  return row;
};

interface Terms extends Extract<PurchaseDecision, { kind: "buy" }> {
  listing: Pick<typeof listings.$inferSelect, "id" | "strategyId" | "creatorId" | "title">;
  versionId: NonNullable<(typeof listings.$inferSelect)["versionId"]>;
}

/** Loads what the decision needs and takes it. Throws the refusal's code. */
const decide = async (
  ctx: Context,
  tx: Transaction,
  person: Person,
  input: StartPurchaseInput,
): Promise<Terms> => {
  const { id, strategyId, creatorId, title, status, priceMinor, currency, refundDays, versionId } = listings;
  const [listing] = await tx
    .select({
      ...{ id, strategyId, creatorId, title, status, priceMinor, currency, refundDays, versionId },
      maySell: creatorProfiles.maySell,
    })
    .from(listings)
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, listings.creatorId))
    .where(eq(listings.id, input.listingId));
  if (listing === undefined) throw new MarketError("not_found");
  const owned = await tx
    .select({ id: entitlements.id })
    .from(entitlements)
    .where(
      and(
        eq(entitlements.userId, person.id),
        eq(entitlements.strategyId, listing.strategyId),
        ne(entitlements.state, "revoked"),
      ),
    );
  const decision = decidePurchase({
    buyerId: person.id,
    listing: {
      creatorId: listing.creatorId,
      isPublished: listing.status === "published",
      creatorMaySell: listing.maySell,
      price: { amountMinor: listing.priceMinor, currency: listing.currency },
      refundDays: listing.refundDays,
    },
    ownsAlready: owned.length > 0,
    expectedPrice: {
      amountMinor: BigInt(input.expectedPrice.amountMinor),
      currency: input.expectedPrice.currency,
    },
    coupon: null,
    payBy: { provider: input.provider, method: input.method },
    options: paymentOptionsFor({
      currency: listing.currency,
      country: null,
      configured: configuredProviders(ctx),
    }),
    feeBps: ctx.settings.feeBps,
  });
  if (decision.kind === "refuse") throw new MarketError(decision.code);
  if (listing.versionId === null) throw new MarketError("listing_not_for_sale");
  return { ...decision, listing, versionId: listing.versionId };
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
    priceMinor: terms.priceMinor,
    currency: terms.currency,
    feeMinor: terms.feeMinor,
    earningMinor: terms.earningMinor,
    feeBps: terms.feeBps,
    refundDays: terms.refundDays,
    provider: terms.payBy?.provider ?? null,
    method: terms.payBy?.method ?? null,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    nextCheckAt: new Date(now.getTime() + 30_000),
    expiresAt: new Date(now.getTime() + ctx.settings.checkoutMinutes * 60_000),
  });
  if (terms.payBy !== null)
    await planOp(tx, {
      kind: "create_checkout",
      provider: terms.payBy.provider,
      subjectId: uuidFromId("pur", purchaseId),
      ownerId: person.id,
      idempotencyKey: `checkout-${purchaseId}`,
      requestHash,
    });
  return { kind: "purchase", purchaseId, isFree: terms.payBy === null, isPending: true };
};
