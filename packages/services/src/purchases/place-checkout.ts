import { setTimeout as wait } from "node:timers/promises";
import { MarketError, type PurchaseId, type PurchaseStatus } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { purchases, users } from "@boltz/db/schema";
import { type Checkout, type CheckoutRequest, ProviderError, type ProviderFailure } from "@boltz/providers";
import { and, eq, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { releaseCoupon } from "../coupons/redemption.ts";
import { CALL_LIMIT_MS, endOp, takeOp } from "../provider-ops/take-op.ts";
import { providerOf } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";

interface Placed {
  status: PurchaseStatus;
  checkoutUrl: string | null;
}

const POLL_MS = 100;

type Turn =
  | { kind: "done"; placed: Placed }
  | { kind: "call"; purchase: PurchaseRow; idempotencyKey: string; buyerEmail: string }
  | { kind: "wait" };

/**
 * Makes the provider's checkout page of a pending purchase, with the key that was stored before. Of
 * several callers one asks the provider, the others wait for its answer. Asked again after a crash it
 * resumes. Throws `provider_unavailable` (may be tried again) or `provider_refused` (final).
 */
export const placeCheckout = async ({ ctx, input }: Call<{ purchaseId: PurchaseId }>): Promise<Placed> => {
  for (let waitedMs = 0; waitedMs <= CALL_LIMIT_MS; waitedMs += POLL_MS) {
    const turn = await ctx.database.withActor(ctx.actor, (tx) => takeTurn(tx, input.purchaseId));
    if (turn.kind === "done") return turn.placed;
    if (turn.kind === "call") return callProvider(ctx, turn);
    await wait(POLL_MS);
  }
  throw new MarketError("provider_unavailable");
};

const opOf = (purchaseId: PurchaseId) => ({
  kind: "create_checkout" as const,
  subjectId: uuidFromId("pur", purchaseId),
});

const placedOf = (purchase: PurchaseRow): Placed => ({
  status: purchase.status,
  checkoutUrl: purchase.status === "pending" ? purchase.checkoutUrl : null,
});

const takeTurn = async (tx: Transaction, purchaseId: PurchaseId): Promise<Turn> => {
  const [found] = await tx
    .select({ purchase: purchases, buyerEmail: users.email })
    .from(purchases)
    .innerJoin(users, eq(users.id, purchases.buyerId))
    .where(eq(purchases.id, purchaseId));
  if (found === undefined) throw new MarketError("not_found");
  const { purchase, buyerEmail } = found;
  if (purchase.status !== "pending" || purchase.checkoutUrl !== null)
    return { kind: "done", placed: placedOf(purchase) };
  const taken = await takeOp(tx, opOf(purchaseId));
  if (taken.turn === "call")
    return { kind: "call", purchase, idempotencyKey: taken.op.idempotencyKey, buyerEmail };
  if (taken.turn === "failed") throw new MarketError("provider_refused");
  return taken.turn === "none" ? { kind: "done", placed: placedOf(purchase) } : { kind: "wait" };
};

const requestOf = (ctx: Context, turn: Extract<Turn, { kind: "call" }>): CheckoutRequest => {
  const { purchase } = turn;
  const { publicUrl } = ctx.settings;
  return {
    idempotencyKey: turn.idempotencyKey,
    purchaseId: purchase.id,
    title: purchase.listingTitle,
    price: { amountMinor: purchase.priceMinor.toString(), currency: purchase.currency },
    buyerEmail: turn.buyerEmail,
    successUrl: `${publicUrl}/purchases/${purchase.id}?returned=1`,
    cancelUrl: `${publicUrl}/listings/${purchase.listingId}?cancelled=1`,
    expiresAt: purchase.expiresAt,
    handOverUrl: `${publicUrl}/pay/razorpay/${purchase.id}`,
  };
};

const callProvider = async (ctx: Context, turn: Extract<Turn, { kind: "call" }>): Promise<Placed> => {
  const { purchase } = turn;
  let checkout: Checkout;
  try {
    checkout = await providerOf(ctx, purchase.provider).createCheckout(requestOf(ctx, turn));
  } catch (error) {
    const failure = error instanceof ProviderError ? error.failure : "unknown";
    const isFinal = failure === "refused" || failure === "conflict";
    await recordFault(ctx, purchase, isFinal, failure);
    throw new MarketError(isFinal ? "provider_refused" : "provider_unavailable", { cause: error });
  }
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const [row] = await tx
      .update(purchases)
      .set({
        // A webhook may have settled the purchase, and stored the reference, before this answer came back.
        checkoutReference: sql`coalesce(${purchases.checkoutReference}, ${checkout.reference})`,
        checkoutUrl: checkout.url,
      })
      .where(eq(purchases.id, purchase.id))
      .returning();
    if (row === undefined) throw new MarketError("not_found");
    await endOp(tx, opOf(purchase.id), { state: "ok" });
    return placedOf(row);
  });
};

/** A fault whose outcome is not known leaves the purchase pending: it is asked about, never begun anew. */
const recordFault = (ctx: Context, purchase: PurchaseRow, isFinal: boolean, failure: ProviderFailure) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    if (isFinal) {
      const ended = await tx
        .update(purchases)
        .set({ status: "failed", nextCheckAt: null })
        .where(and(eq(purchases.id, purchase.id), eq(purchases.status, "pending")))
        .returning({ id: purchases.id });
      if (ended.length > 0 && purchase.couponId !== null) await releaseCoupon(tx, purchase.id);
    }
    await endOp(tx, opOf(purchase.id), { state: isFinal ? "failed" : "unknown", error: failure });
  });
