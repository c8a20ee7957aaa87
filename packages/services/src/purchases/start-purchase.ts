import {
  MarketError,
  type PurchaseId,
  type StartPurchaseInput,
  type StartPurchaseOutput,
} from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf, system } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { claimPurchase } from "./claim-purchase.ts";
import { placeCheckout } from "./place-checkout.ts";
import { expireCheckout } from "./settle-checkout.ts";
import { settlePurchase } from "./settle-purchase.ts";

const MAX_OUTDATED = 2;

/**
 * Begins to buy a listing and answers where to pay. Any number of calls with one key, or while an
 * earlier try on the same terms is open, lead to one purchase and one provider session; a call that
 * was cut off is resumed by the next. What costs nothing, or nothing with a coupon, is settled at once.
 */
export const startPurchase = async ({
  ctx,
  input,
}: Call<StartPurchaseInput>): Promise<StartPurchaseOutput> => {
  enforcePolicy(ctx.actor, "purchase.start");
  const person = personOf(ctx.actor);
  const systemCtx: Context = { ...ctx, actor: system("start-purchase") };
  for (let round = 0; round <= MAX_OUTDATED; round += 1) {
    const claim = await claimPurchase(ctx, person, input);
    const { purchaseId } = claim;
    if (claim.kind === "outdated") {
      await expireCheckout({ ctx: systemCtx, input: { purchaseId } });
      continue;
    }
    if (!claim.isPending) return { purchaseId, status: await statusOf(ctx, purchaseId), checkoutUrl: null };
    if (claim.isFree) {
      await settlePurchase({ ctx: systemCtx, input: { purchaseId } });
      return { purchaseId, status: await statusOf(ctx, purchaseId), checkoutUrl: null };
    }
    const checkout = await placeCheckout({ ctx: systemCtx, input: { purchaseId } });
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
