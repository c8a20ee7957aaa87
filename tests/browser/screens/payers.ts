import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { payByUpi } from "../support/checkout.ts";
import { inspect, inspectAll, type Screen } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { call, enterAsNew } from "../support/people.ts";
import { buyAtOnce, told } from "../support/sales.ts";
import { seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const pullback = "Pullback in a rising fund: buy the bad week, not the bad year";
const channel = "Dollar channel: one breakout rule for three pairs";
const mumbai = "Mumbai afternoon: four banks, one hourly average";
const byCard = { provider: "stripe", method: "card" } as const;

const withCoupon = (code: string) => async (page: Page) => {
  const order = page.getByRole("dialog");
  await order.getByLabel("Coupon").fill(code);
  await order.getByRole("button", { name: "Apply" }).click();
};

const newBuyer = async ({ site, visit }: Stage, name: string): Promise<Page> => {
  const { page, context, mayComplain } = await visit();
  mayComplain(/status of 4\d\d/);
  await enterAsNew(site, context, name);
  return page;
};

/** Ways to pay and coupons, until the provider's page refuses. */
export const orderersSee = async (stage: Stage): Promise<string[]> => {
  const { site } = stage;
  const page = await newBuyer(stage, "Olga Order");
  const order = `/listings/${await listingTitled(site, pullback)}?buy=1`;
  const findings = await inspectAll(page, [
    {
      name: "order with coupon",
      path: order,
      shows: /^Pay €/,
      first: async () => {
        await withCoupon("welcome20")(page);
        await seen(page.getByText("You save", { exact: false }));
      },
    },
    {
      name: "order coupon refused",
      path: order,
      shows: /^Pay €/,
      first: async () => {
        await withCoupon("nobody-knows-this")(page);
        await seen(page.getByRole("dialog").getByRole("alert"));
      },
    },
    {
      name: "order by UPI",
      path: `/listings/${await listingTitled(site, mumbai)}?buy=1`,
      shows: /^Pay ₹/,
      first: async () => {
        await page.getByLabel("Paying from").selectOption("IN");
        await seen(page.getByRole("button", { name: /^Pay ₹.* with UPI$/ }));
      },
    },
  ]);
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
  findings.push(...(await inspect(page, { name: "razorpay page", shows: "Pay by UPI" })));
  await payByUpi(page, "failure@razorpay");
  findings.push(
    ...(await inspect(page, { name: "razorpay page declined", shows: /declined in the UPI app/ })),
  );
  const purchase = async () => {
    await page.getByRole("link", { name: mumbai }).click();
    await seen(page.getByRole("heading", { name: "The payment did not go through" }));
  };
  const declined = { path: "/purchases", shows: mumbai, first: purchase };
  return [...findings, ...(await inspect(page, { name: "purchase declined", ...declined }))];
};

/** One purchase after the other whose money goes back, as far as each goes. */
export const refundedSee = async (stage: Stage): Promise<string[]> => {
  const { site, visitAs } = stage;
  const page = await newBuyer(stage, "Rolf Refund");
  const context = page.context();
  const { dashboard, faults } = site.sandbox;
  const bought = await buyAtOnce(site, context, pullback, byCard);
  const kept = await buyAtOnce(site, context, channel, byCard);
  const path = `/purchases/${bought}`;
  const findings = await inspectAll(page, [
    {
      name: "refund asked",
      path,
      shows: "Ask for a refund",
      first: async () => {
        await page.getByRole("button", { name: "Ask for a refund" }).click();
        await seen(page.getByRole("button", { name: /^Refund €/ }));
      },
    },
  ]);
  faults.set({ refundsPend: true });
  await page.getByRole("button", { name: /^Refund €/ }).click();
  const look = async (screens: Screen[]) => findings.push(...(await inspectAll(page, screens)));
  await look([
    { name: "refund on its way", shows: "Your refund is on its way" },
    { name: "library frozen", path: "/library", shows: "Access is frozen" },
  ]);
  dashboard.settleRefund(await told(site, "refunds", bought, "pending"), "succeeded");
  faults.set({ refundsPend: false });
  await told(site, "refunds", bought, "succeeded");
  await look([{ name: "purchase refunded", path, shows: "access has ended" }]);

  const { context: staff } = await visitAs("moderator");
  const refund = { purchaseId: kept, amountMinor: "500", reason: "A courtesy, agreed on the phone." };
  await call(site, staff, "moderation.refund", { ...refund, idempotencyKey: randomUUID() });
  await told(site, "refunds", kept, "succeeded");
  await look([
    { name: "purchase partly refunded", path: `/purchases/${kept}`, shows: "stays in your library" },
  ]);
  const [paid] = await site.db.stored<{ reference: string }>(
    "SELECT payment_reference AS reference FROM strategy_purchases WHERE listing_title = $1 ORDER BY id DESC",
    [channel],
  );
  const dispute = dashboard.openDispute(paid?.reference ?? "", { reason: "fraudulent" });
  await told(site, "disputes", kept, "open");
  await look([
    { name: "purchase disputed", path: `/purchases/${kept}`, shows: "Disputed at your bank" },
    {
      name: "strategy frozen",
      path: `/listings/${await listingTitled(site, channel)}`,
      shows: "Your bank disputes the payment",
    },
  ]);
  dashboard.decideDispute(dispute, "lost");
  await told(site, "disputes", kept, "lost");
  await look([
    { name: "purchase charged back", path: `/purchases/${kept}`, shows: "so access has ended" },
    { name: "purchases gone back", path: "/purchases", shows: "Charged back" },
  ]);
  return findings;
};
