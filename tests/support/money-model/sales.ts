import { settlePurchase } from "@boltz/services";
import { expect } from "vitest";
import type { MoneyModel } from "./model.ts";
import { asSystem, begin, COUPON_USES, type Order, payAt, refusalOf, shelfOf, totalOf } from "./shop.ts";
import { type Command, type Delivery, deliver, step } from "./step.ts";

/** After so long a checkout takes no payment any more. */
const PAGE_MS = 61 * 60_000;

const refusedOrder = (model: MoneyModel, order: Order): string | undefined => {
  if (model.owner(order.buyer, order.listing) !== undefined) return "already_owned";
  return order.coupon && model.couponUses >= COUPON_USES ? "coupon_used_up" : undefined;
};

export const buy = (order: Order, delivery: Delivery): Command =>
  step(
    `buy(${order.buyer}, ${order.listing}${order.coupon ? ", coupon" : ""}, ${delivery})`,
    () => true,
    async (model, shop) => {
      const code = refusedOrder(model, order);
      if (code !== undefined) {
        expect(await refusalOf(begin(shop, order))).toBe(code);
        return;
      }
      const shelf = shelfOf(shop, order);
      const { purchaseId, checkout } = await begin(shop, order);
      await deliver(shop, delivery, () => payAt(shop, shelf, checkout));
      shop.purchaseIds.push(purchaseId);
      model.couponUses += order.coupon ? 1 : 0;
      model.sell({ ...order, currency: shelf.currency, price: totalOf(shelf, order.coupon) });
    },
  );

export const leave = (order: Order): Command =>
  step(
    `leave(${order.buyer}, ${order.listing}${order.coupon ? ", coupon" : ""})`,
    () => true,
    async (model, shop) => {
      if (refusedOrder(model, order) !== undefined) return;
      const { purchaseId } = await begin(shop, order);
      shop.stack.clock.offsetMs += PAGE_MS;
      await settlePurchase({ ctx: asSystem(shop), input: { purchaseId } });
      shop.stack.clock.offsetMs -= PAGE_MS;
      await shop.stack.settleWebhooks();
    },
  );
