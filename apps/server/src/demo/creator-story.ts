import type { ListingId, PurchaseId } from "@boltz/contract";
import { system, visitor } from "@boltz/domain";
import {
  type Context,
  countView,
  getStaffPurchase,
  listPurchases,
  releaseEarnings,
  requestRefund,
  sendRefund,
  syncDispute,
} from "@boltz/services";
import { makeDemoCoupons, openDemoAccount, withdrawInDemo } from "./creator-account.ts";
import { buyInDemo } from "./demo-buying.ts";
import {
  availableSales,
  type DemoSale,
  demoViews,
  disputedSale,
  lastSale,
  paidOutSales,
  pendingSales,
  type Reader,
  refundedSale,
} from "./demo-sales.ts";
import type { DemoSandbox } from "./demo-sandbox.ts";
import type { Published } from "./publish-listings.ts";

const DAY_MS = 86_400_000;

interface CreatorStory {
  creator: Context;
  finance: Context;
  readers: ReadonlyMap<Reader, Context>;
  published: Published;
  sandbox: DemoSandbox;
}

const asSystem = (ctx: Context): Context => ({ ...ctx, actor: system("seed-demo") });

const listingOf = ({ published }: CreatorStory, name: DemoSale["name"]): ListingId => {
  const listing = published.get(name);
  if (listing === undefined) throw new Error(`${name} is not on sale`);
  return listing.listingId;
};

const buyerOf = ({ readers }: CreatorStory, { buyer }: DemoSale): Context => {
  const ctx = readers.get(buyer);
  if (ctx === undefined) throw new Error(`the demo has no ${buyer}`);
  return ctx;
};

/**
 * Gives the demo's creator all that money does here: coupons, a payout that was paid, what can be
 * withdrawn, what is held, a refund and a dispute. It is told once; cut off among the sales, it goes on.
 */
export const tellCreatorStory = async (story: CreatorStory): Promise<void> => {
  if (await isTold(story)) return;
  const { creator, sandbox } = story;
  await openDemoAccount(creator, sandbox);
  await makeDemoCoupons(creator, listingOf(story, "Index tide"));
  await lookAround(story);
  await sell(story, paidOutSales, overHold(creator, 3));
  await releaseEarnings({ ctx: asSystem(creator) });
  await withdrawInDemo(creator);
  await sell(story, availableSales, overHold(creator, 1));
  await releaseEarnings({ ctx: asSystem(creator) });
  const pending = await sell(story, pendingSales);
  await refund(story, refundedSale, pending.get(refundedSale));
  await dispute(story, pending.get(disputedSale));
};

const isTold = async (story: CreatorStory): Promise<boolean> => {
  const { items } = await listPurchases({ ctx: buyerOf(story, lastSale), input: { limit: 50 } });
  const listingId = listingOf(story, lastSale.name);
  return items.some((purchase) => purchase.listingId === listingId && purchase.completedAt !== null);
};

/** Long enough ago for the hold to be over, so that these earnings are let go and nobody else's early. */
const overHold = ({ now, settings }: Context, days: number): Date =>
  new Date(now().getTime() - (settings.holdDays + days) * DAY_MS);

const sell = async (story: CreatorStory, sales: readonly DemoSale[], settledAt?: Date) => {
  const made = new Map<DemoSale, PurchaseId>();
  for (const sale of sales) {
    const { name, payBy, couponCode } = sale;
    const order = { listingId: listingOf(story, name), payBy, couponCode, settledAt };
    made.set(sale, await buyInDemo(buyerOf(story, sale), story.sandbox, order));
  }
  return made;
};

const lookAround = async (story: CreatorStory) => {
  const ctx: Context = { ...story.creator, actor: visitor };
  for (const { name, views } of demoViews)
    for (let view = 0; view < views; view += 1)
      await countView({ ctx, input: { listingId: listingOf(story, name) } });
};

const readStaffPurchase = ({ finance }: CreatorStory, purchaseId: PurchaseId | undefined) => {
  if (purchaseId === undefined) throw new Error("the demo did not sell this");
  return getStaffPurchase({ ctx: finance, input: { purchaseId } });
};

const refund = async (story: CreatorStory, sale: DemoSale, purchaseId: PurchaseId | undefined) => {
  const { id } = await readStaffPurchase(story, purchaseId);
  const input = { purchaseId: id, reason: "I trade only funds after all." };
  await requestRefund({ ctx: buyerOf(story, sale), input });
  const { refunds } = await readStaffPurchase(story, id);
  for (const { id: refundId } of refunds)
    await sendRefund({ ctx: asSystem(story.finance), input: { refundId } });
};

const dispute = async (story: CreatorStory, purchaseId: PurchaseId | undefined) => {
  const { provider, paymentReference } = await readStaffPurchase(story, purchaseId);
  if (provider === null || paymentReference === null) throw new Error("the disputed sale was not paid");
  const { dashboard } = story.sandbox;
  const reference = dashboard.openDispute(paymentReference, { reason: "product_not_received" });
  await syncDispute({ ctx: asSystem(story.finance), input: { provider, reference } });
};
