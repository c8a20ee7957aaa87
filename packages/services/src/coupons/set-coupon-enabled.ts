import { type CouponId, type CouponView, MarketError } from "@boltz/contract";
import { asSystem } from "@boltz/db";
import { coupons } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq, ne } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { selectCoupons, toCouponViews } from "./coupon-view.ts";

/** Stops a coupon, or lets it work again. Checkouts that hold it now keep it. Repeats change nothing. */
export const setCouponEnabled = async ({
  ctx,
  input,
}: Call<{ couponId: CouponId; enabled: boolean }>): Promise<CouponView> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const { couponId, enabled } = input;
    const [coupon] = await selectCoupons(tx).where(eq(coupons.id, couponId));
    if (coupon === undefined) throw new MarketError("not_found");
    if (coupon.scope === "platform") enforcePolicy(ctx.actor, "coupon.platform");
    else enforcePolicy(ctx.actor, "coupon.change", { ownerId: coupon.ownerId });
    const changed = await asSystem(tx, () =>
      tx
        .update(coupons)
        .set({ enabled })
        .where(and(eq(coupons.id, couponId), ne(coupons.enabled, enabled)))
        .returning({ id: coupons.id }),
    );
    const [view] = await toCouponViews(tx, [{ ...coupon, enabled }]);
    if (view === undefined) throw new MarketError("not_found");
    if (changed.length > 0)
      await logAudit(tx, ctx.actor, {
        action: enabled ? "coupon_enabled" : "coupon_disabled",
        subjectType: "coupon",
        subject: { prefix: "cpn", id: couponId },
      });
    return view;
  });
};
