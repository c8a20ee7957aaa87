import { MarketError, type PurchaseId, type PurchaseView } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toPurchaseView, viewedColumns } from "./purchase-row.ts";

/** The buyer's view of one purchase. Somebody else's answers `not_found`, as one that does not exist. */
export const getPurchase = async ({
  ctx,
  input,
}: Call<{ purchaseId: PurchaseId }>): Promise<PurchaseView> => {
  const person = personOf(ctx.actor);
  const [row] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select(viewedColumns)
      .from(purchases)
      .where(and(eq(purchases.id, input.purchaseId), eq(purchases.buyerId, person.id))),
  );
  if (row === undefined) throw new MarketError("not_found");
  enforcePolicy(ctx.actor, "purchase.read", { ownerId: row.buyerId });
  return toPurchaseView(row);
};
