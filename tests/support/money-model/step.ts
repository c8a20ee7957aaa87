import { uuidFromId } from "@boltz/db";
import type fc from "fast-check";
import { expect } from "vitest";
import type { ModelPurchase, MoneyModel } from "./model.ts";
import { modelState, type Shop, storedState } from "./shop.ts";

export type Command = fc.AsyncCommand<MoneyModel, Shop>;

/** One step: what it does to both, and that both are the same afterwards and every invariant holds. */
export const step = (
  name: string,
  check: (model: Readonly<MoneyModel>) => boolean,
  work: (model: MoneyModel, shop: Shop) => Promise<void>,
): Command => ({
  check,
  run: async (model, shop) => {
    await work(model, shop);
    expect(await storedState(shop)).toEqual(modelState(model, shop.purchaseIds));
  },
  toString: () => name,
});

export const at = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % Math.max(list.length, 1)];

export const indexOf = (model: Readonly<MoneyModel>, fits: (one: ModelPurchase) => boolean, pick: number) =>
  at(
    model.purchases.flatMap((one, index) => (fits(one) ? [index] : [])),
    pick,
  );

export const chosen = (
  model: MoneyModel,
  shop: Shop,
  fits: (one: ModelPurchase) => boolean,
  pick: number,
) => {
  const index = indexOf(model, fits, pick);
  const purchase = index === undefined ? undefined : model.purchases[index];
  const purchaseId = index === undefined ? undefined : shop.purchaseIds[index];
  if (purchase === undefined || purchaseId === undefined) throw new Error("no such purchase");
  return { purchase, purchaseId };
};

export const paymentOf = async ({ stack }: Shop, purchaseId: Shop["purchaseIds"][number]) => {
  const [row] = await stack.db.stored<{ payment: string }>(
    "SELECT payment_reference AS payment FROM strategy_purchases WHERE id = $1",
    [uuidFromId("pur", purchaseId)],
  );
  if (row === undefined) throw new Error("the purchase is not stored");
  return row.payment;
};

/** How the provider's webhooks come: once, three times each, or the last one first. */
export type Delivery = "once" | "thrice" | "reversed";

export const deliver = async ({ stack }: Shop, delivery: Delivery, work: () => void | Promise<void>) => {
  if (delivery === "thrice") stack.sandbox.faults.set({ webhookCopies: 3 });
  if (delivery === "reversed") stack.sandbox.faults.set({ webhooks: "hold" });
  await work();
  if (delivery === "reversed") await stack.sandbox.faults.release({ reversed: true });
  stack.sandbox.faults.set({ webhookCopies: 1 });
  await stack.settleWebhooks();
};
