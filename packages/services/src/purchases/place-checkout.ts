import { setTimeout as wait } from "node:timers/promises";
import { MarketError, type PurchaseId, type PurchaseStatus } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { providerOps, purchases, users } from "@boltz/db/schema";
import { type Checkout, type CheckoutRequest, ProviderError } from "@boltz/providers";
import { and, eq, lt, or, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { providerOf } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";

interface Placed {
  status: PurchaseStatus;
  checkoutUrl: string | null;
}

/** A call that did not come back in this time is taken to be dead, and may be made again with its key. */
const CALL_LIMIT_MS = 20_000;
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

const placedOf = (purchase: PurchaseRow): Placed => ({
  status: purchase.status,
  checkoutUrl: purchase.status === "pending" ? purchase.checkoutUrl : null,
});

const takeTurn = async (tx: Transaction, purchaseId: PurchaseId): Promise<Turn> => {
  const [found] = await tx
    .select({ purchase: purchases, op: providerOps, buyerEmail: users.email })
    .from(purchases)
    .innerJoin(users, eq(users.id, purchases.buyerId))
    .leftJoin(
      providerOps,
      and(eq(providerOps.purchaseId, purchases.id), eq(providerOps.kind, "create_checkout")),
    )
    .where(eq(purchases.id, purchaseId));
  if (found === undefined) throw new MarketError("not_found");
  const { purchase, op, buyerEmail } = found;
  if (purchase.status !== "pending" || purchase.checkoutUrl !== null || op === null)
    return { kind: "done", placed: placedOf(purchase) };
  if (op.state === "failed") throw new MarketError("provider_refused");
  const [claimed] = await tx
    .update(providerOps)
    .set({
      state: "sent",
      attempts: sql`${providerOps.attempts} + 1`,
      sentAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(providerOps.id, op.id),
        or(
          eq(providerOps.state, "planned"),
          eq(providerOps.state, "unknown"),
          and(
            eq(providerOps.state, "sent"),
            lt(providerOps.sentAt, sql`now() - ${`${CALL_LIMIT_MS} milliseconds`}::interval`),
          ),
        ),
      ),
    )
    .returning({ id: providerOps.id });
  if (claimed === undefined) return { kind: "wait" };
  return { kind: "call", purchase, idempotencyKey: op.idempotencyKey, buyerEmail };
};

const requestOf = (ctx: Context, turn: Extract<Turn, { kind: "call" }>): CheckoutRequest => {
  const { purchase } = turn;
  return {
    idempotencyKey: turn.idempotencyKey,
    purchaseId: purchase.id,
    title: purchase.listingTitle,
    price: { amountMinor: purchase.priceMinor.toString(), currency: purchase.currency },
    buyerEmail: turn.buyerEmail,
    successUrl: `${ctx.settings.publicUrl}/purchases/${purchase.id}?returned=1`,
    cancelUrl: `${ctx.settings.publicUrl}/listings/${purchase.listingId}?cancelled=1`,
    expiresAt: purchase.expiresAt,
  };
};

const callProvider = async (ctx: Context, turn: Extract<Turn, { kind: "call" }>): Promise<Placed> => {
  const { purchase } = turn;
  let checkout: Checkout;
  try {
    checkout = await providerOf(ctx, purchase.provider).createCheckout(requestOf(ctx, turn));
  } catch (error) {
    const isFinal =
      error instanceof ProviderError && (error.failure === "refused" || error.failure === "conflict");
    await recordFault(ctx, purchase.id, isFinal, error instanceof ProviderError ? error.failure : "unknown");
    throw new MarketError(isFinal ? "provider_refused" : "provider_unavailable", { cause: error });
  }
  return ctx.database.withActor(ctx.actor, async (tx) => {
    await tx
      .update(providerOps)
      .set({ state: "ok", error: null, updatedAt: sql`now()` })
      .where(and(eq(providerOps.purchaseId, purchase.id), eq(providerOps.kind, "create_checkout")));
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
    return placedOf(row);
  });
};

/** A fault whose outcome is not known leaves the purchase pending: it is asked about, never begun anew. */
const recordFault = (ctx: Context, purchaseId: PurchaseId, isFinal: boolean, failure: string) =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    await tx
      .update(providerOps)
      .set({ state: isFinal ? "failed" : "unknown", error: failure, updatedAt: sql`now()` })
      .where(and(eq(providerOps.purchaseId, purchaseId), eq(providerOps.kind, "create_checkout")));
    if (isFinal)
      await tx
        .update(purchases)
        .set({ status: "failed", nextCheckAt: null })
        .where(and(eq(purchases.id, purchaseId), eq(purchases.status, "pending")));
  });
