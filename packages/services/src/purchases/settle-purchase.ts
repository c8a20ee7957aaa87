import { isId, MarketError, type PurchaseId } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import type { CheckoutState } from "@boltz/providers";
import { eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { endEvent, takeEvent, whileKnown } from "../events/event-row.ts";
import type { JobPayload } from "../queue.ts";
import { providerOf } from "./provider-of.ts";
import { settleCheckout } from "./settle-checkout.ts";

/**
 * Brings a purchase to what its provider says of it now: access, ledger, sale, audit and receipt in
 * one transaction, or nothing. Called by events, by the sweeper and for free listings; any number of
 * calls have one effect. Throws `ProviderError` where the provider has no answer, to be tried again.
 */
export const settlePurchase = async ({ ctx, input }: Call<JobPayload<"settle-purchase">>): Promise<void> => {
  if ("purchaseId" in input) {
    const checkout = await fetchOwnCheckout(ctx, input.purchaseId);
    if (checkout !== undefined) await settleCheckout(ctx, input.purchaseId, checkout);
    return;
  }
  const event = await takeEvent(ctx, input.eventRowId);
  if (event === undefined) return;
  const reference = event.objectKind === "checkout" ? event.objectReference : null;
  if (reference === null) return endEvent(ctx, event, "ignored", null);
  const checkout = await whileKnown(ctx, event, () => providerOf(ctx, event.provider).getCheckout(reference));
  if (checkout === undefined) return;
  const { purchaseId } = checkout;
  if (purchaseId === null || !isId("pur", purchaseId)) return endEvent(ctx, event, "quarantined", "not_ours");
  await settleCheckout(ctx, purchaseId, checkout, event);
};

/** Null for a purchase that costs nothing; undefined where there is nothing to ask about. */
const fetchOwnCheckout = async (
  ctx: Context,
  purchaseId: PurchaseId,
): Promise<CheckoutState | null | undefined> => {
  const [purchase] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.select().from(purchases).where(eq(purchases.id, purchaseId)),
  );
  if (purchase === undefined) throw new MarketError("not_found");
  if (purchase.provider === null) return null;
  if (purchase.checkoutReference === null) return undefined;
  const provider = providerOf(ctx, purchase.provider);
  const checkout = await provider.getCheckout(purchase.checkoutReference);
  // Not every provider closes its page by itself.
  if (checkout.status !== "open" || purchase.status !== "pending" || purchase.expiresAt > ctx.now())
    return checkout;
  return provider.expireCheckout(purchase.checkoutReference, `expire-${purchase.id}`);
};
