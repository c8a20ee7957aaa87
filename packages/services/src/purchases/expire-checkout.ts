import { MarketError, type PurchaseId } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { placeCheckout } from "./place-checkout.ts";
import { providerOf } from "./provider-of.ts";
import { settleCheckout } from "./settle-purchase.ts";

/**
 * Closes the provider's page of a pending purchase and takes over what became of it: mostly `expired`,
 * `completed` where the buyer was faster. One whose page was never made is made first, because the
 * call that made it may have arrived.
 */
export const expireCheckout = async ({ ctx, input }: Call<{ purchaseId: PurchaseId }>): Promise<void> => {
  await placeCheckout({ ctx, input });
  const [purchase] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.select().from(purchases).where(eq(purchases.id, input.purchaseId)),
  );
  if (purchase === undefined) throw new MarketError("not_found");
  if (purchase.status !== "pending" || purchase.checkoutReference === null) return;
  const closed = await providerOf(ctx, purchase.provider).expireCheckout(
    purchase.checkoutReference,
    `expire-${purchase.id}`,
  );
  await settleCheckout(ctx, purchase.id, closed);
};
