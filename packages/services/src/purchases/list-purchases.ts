import { isId, MarketError, type PurchaseView } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, lt } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toPurchaseView, viewedColumns } from "./purchase-row.ts";

/** The buyer's purchases, newest first; the cursor is the last id of the page before. */
export const listPurchases = async ({
  ctx,
  input,
}: Call<{ cursor?: string | undefined; limit: number }>): Promise<{
  items: PurchaseView[];
  nextCursor: string | null;
}> => {
  enforcePolicy(ctx.actor, "purchase.list");
  const person = personOf(ctx.actor);
  const { cursor, limit } = input;
  if (cursor !== undefined && !isId("pur", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select(viewedColumns)
      .from(purchases)
      .where(
        and(eq(purchases.buyerId, person.id), cursor === undefined ? undefined : lt(purchases.id, cursor)),
      )
      .orderBy(desc(purchases.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(toPurchaseView);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
