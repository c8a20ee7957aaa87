import { type CouponView, isId, MarketError } from "@boltz/contract";
import { coupons } from "@boltz/db/schema";
import { enforcePolicy, mayDo, personOf } from "@boltz/domain";
import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Call } from "../context.ts";
import { selectCoupons, toCouponViews } from "./coupon-view.ts";

/** One's own coupons, newest first, and all of the platform's for who may make those; the cursor is the last id. */
export const listCoupons = async ({
  ctx,
  input,
}: Call<{ cursor?: string | undefined; limit: number }>): Promise<{
  items: CouponView[];
  nextCursor: string | null;
}> => {
  const person = personOf(ctx.actor);
  enforcePolicy(ctx.actor, "coupon.change", { ownerId: person.id });
  const { cursor, limit } = input;
  if (cursor !== undefined && !isId("cpn", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  const isListed = or(
    eq(coupons.ownerId, person.id),
    mayDo(ctx.actor, "coupon.platform") ? eq(coupons.scope, "platform") : undefined,
  );
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const rows = await selectCoupons(tx)
      .where(and(isListed, cursor === undefined ? undefined : lt(coupons.id, cursor)))
      .orderBy(desc(coupons.id))
      .limit(limit + 1);
    const items = await toCouponViews(tx, rows.slice(0, limit));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  });
};
