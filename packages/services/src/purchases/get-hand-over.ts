import { type ListingId, MarketError, type PaymentMethod, type PurchaseId } from "@boltz/contract";
import { purchases, users } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toMoney } from "../money.ts";

/**
 * What the page that leads a buyer on to Razorpay needs; `orderId` is null where nothing is to be paid
 * there now. Somebody else's purchase answers `not_found`, as one that does not exist.
 */
export const getHandOver = async ({ ctx, input }: Call<{ purchaseId: PurchaseId }>): Promise<HandOver> => {
  const person = personOf(ctx.actor);
  const [row] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ purchase: purchases, buyerEmail: users.email })
      .from(purchases)
      .innerJoin(users, eq(users.id, purchases.buyerId))
      .where(
        and(
          eq(purchases.id, input.purchaseId),
          eq(purchases.buyerId, person.id),
          eq(purchases.provider, "razorpay"),
        ),
      ),
  );
  if (row === undefined) throw new MarketError("not_found");
  const { purchase, buyerEmail } = row;
  enforcePolicy(ctx.actor, "purchase.read", { ownerId: purchase.buyerId });
  const isOpen = purchase.status === "pending" && purchase.expiresAt > ctx.now();
  return {
    purchaseId: purchase.id,
    listingId: purchase.listingId,
    title: purchase.listingTitle,
    price: toMoney(purchase.priceMinor, purchase.currency),
    method: purchase.method,
    orderId: isOpen ? purchase.checkoutReference : null,
    buyerEmail,
  };
};

export interface HandOver {
  purchaseId: PurchaseId;
  listingId: ListingId;
  title: string;
  price: ReturnType<typeof toMoney>;
  method: PaymentMethod | null;
  orderId: string | null;
  buyerEmail: string;
}
