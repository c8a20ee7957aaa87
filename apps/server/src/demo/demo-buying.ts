import { createHash } from "node:crypto";
import type { ListingId, PaymentOption, PurchaseId, PurchaseView } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { system } from "@boltz/domain";
import {
  type Context,
  getPurchase,
  getPurchaseOptions,
  listPurchases,
  settlePurchase,
  startPurchase,
} from "@boltz/services";
import { eq } from "drizzle-orm";
import type { DemoSandbox } from "./demo-sandbox.ts";

/** A UUID that is the same at every start, so that what it stands for is done once. */
export const demoKey = (what: string): string => {
  const hex = createHash("sha256").update(`demo:${what}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const byCard: PaymentOption = { provider: "stripe", method: "card" };
const paysAtOnce = "4242424242424242";

export interface DemoOrder {
  listingId: ListingId;
  /** By card through Stripe where left out. */
  payBy?: PaymentOption | undefined;
  couponCode?: string | undefined;
  /** When the payment counts as taken over, which its hold is counted from; now where left out. */
  settledAt?: Date | undefined;
}

const findMade = async (ctx: Context, listingId: ListingId): Promise<PurchaseView | undefined> => {
  const { items } = await listPurchases({ ctx, input: { limit: 50 } });
  return items.find((purchase) => purchase.listingId === listingId);
};

/** Buys and pays. A purchase that was made is left alone, and one that was cut off goes on where it was. */
export const buyInDemo = async (
  buyer: Context,
  sandbox: DemoSandbox | null,
  order: DemoOrder,
): Promise<PurchaseId> => {
  const made = await findMade(buyer, order.listingId);
  if (made !== undefined && made.completedAt !== null) return made.id;
  const { purchaseId, checkoutUrl } = await start(buyer, order, made);
  if (checkoutUrl === null || sandbox === null) return purchaseId;
  const settle = () => settlePurchase({ ctx: settlerOf(buyer, order), input: { purchaseId } });
  if (made !== undefined) {
    await settle();
    const { completedAt } = await getPurchase({ ctx: buyer, input: { purchaseId } });
    if (completedAt !== null) return purchaseId;
  }
  const reference = await checkoutOf(buyer, purchaseId);
  if (order.payBy?.provider === "razorpay") sandbox.payRazorpay(reference, { method: "upi" });
  else sandbox.pay(reference, paysAtOnce);
  await settle();
  return purchaseId;
};

const start = async (
  ctx: Context,
  { listingId, payBy = byCard, couponCode }: DemoOrder,
  made: PurchaseView | undefined,
) => {
  const coupon = couponCode === undefined ? {} : { couponCode };
  const expectedPrice =
    made?.price ?? (await getPurchaseOptions({ ctx, input: { listingId, ...coupon } })).total;
  const input = { listingId, ...payBy, ...coupon, expectedPrice, idempotencyKey: demoKey(listingId) };
  return startPurchase({ ctx, input });
};

const settlerOf = (buyer: Context, { settledAt }: DemoOrder): Context => ({
  ...buyer,
  actor: system("seed-demo"),
  now: settledAt === undefined ? buyer.now : () => settledAt,
});

const checkoutOf = async ({ database }: Context, purchaseId: PurchaseId): Promise<string> => {
  const [row] = await database.withActor(system("seed-demo"), (tx) =>
    tx.select({ reference: purchases.checkoutReference }).from(purchases).where(eq(purchases.id, purchaseId)),
  );
  if (row === undefined || row.reference === null) throw new Error(`${purchaseId} has no checkout`);
  return row.reference;
};
