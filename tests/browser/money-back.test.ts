import { checkInvariants } from "@boltz/db";
import { afterAll, afterEach, expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { fact, textOf } from "./support/facts.ts";
import { demoLogin, enter, enterAsNew } from "./support/people.ts";
import { buyAtOnce, told } from "./support/sales.ts";
import { atAddress, gone, onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

afterEach(() => site().sandbox.faults.reset());
afterAll(async () => expect(await checkInvariants(site().services.database)).toEqual([]));

const fjord = "Fjord: a two-sided channel breakout for futures";
const swing = "Nifty MACD swing for six large caps";
const vwap = "VWAP rubber band on quarter-hour bars";

const visitAs = async (who: string) => {
  const visitor = await visit();
  await enter(site(), visitor.context, demoLogin(who));
  return visitor;
};

test("a buyer asks for a refund: on its way, then refunded, and the strategy leaves the library", async () => {
  const { page, context } = await visit({ viewport: "phone" });
  await enterAsNew(site(), context, "Rita Refund");
  const purchaseId = await buyAtOnce(site(), context, fjord, { provider: "stripe", method: "card" });
  site().sandbox.faults.set({ refundsPend: true });
  await page.goto(`/purchases/${purchaseId}`);
  await page.getByRole("button", { name: "Ask for a refund" }).click();
  const asking = page.getByRole("dialog", { name: "Ask for a refund?" });
  await asking.getByRole("button", { name: "Keep it" }).click();
  await gone(asking);
  await page.getByRole("button", { name: "Ask for a refund" }).click();
  await asking.getByLabel("Reason (optional)").fill("I trade only funds.");
  await asking.getByRole("button", { name: "Refund US$49.00" }).click();
  await seen(page.getByRole("heading", { name: "Your refund is on its way" }));
  expect(await page.getByRole("button", { name: /^Install/ }).count()).toBe(0);
  await page.goto("/library");
  await seen(page.getByText("Your refund is on its way, so this cannot be installed."));

  site().sandbox.dashboard.settleRefund(await told(site(), "refunds", purchaseId, "pending"), "succeeded");
  await told(site(), "refunds", purchaseId, "succeeded");
  await page.getByRole("link", { name: "See the purchase" }).click();
  await seen(page.getByRole("heading", { name: "Refunded" }));
  await seen(page.getByText("US$49.00 went back to you, and access has ended."));
  expect(await textOf(fact(page.getByRole("main"), "Went back to you"))).toBe("US$49.00");
  await page.goto("/library");
  await seen(page.getByText("Nothing here yet"));
});

test("a moderator refunds a part of what was paid by UPI, and the buyer sees how much", async () => {
  const [buying, helping] = await Promise.all([visit({ locale: "en-IN" }), visitAs("moderator")]);
  const buyer = await enterAsNew(site(), buying.context, "Pari Part");
  const purchaseId = await buyAtOnce(site(), buying.context, swing, { provider: "razorpay", method: "upi" });

  const { page } = helping;
  await page.goto("/");
  await page.getByRole("button", { name: "Admin" }).click();
  await page.getByRole("menuitem", { name: "Purchases" }).click();
  await onPage(page, "All purchases");
  await page.getByLabel("Number, payment reference or buyer's e-mail").fill(buyer.email);
  await page.getByRole("button", { name: "Search" }).click();
  await atAddress(page, `/admin/purchases?q=${buyer.email}`);
  await expect.poll(() => page.getByRole("main").getByRole("listitem").count()).toBe(1);
  await page.getByRole("link", { name: swing }).click();
  await onPage(page, swing);
  const form = page.getByRole("complementary", { name: "Refund" });
  await form.getByRole("radio", { name: "A part of it" }).click();
  await form.getByLabel("Amount in INR").fill("1500");
  await form.getByRole("button", { name: /^Refund/ }).click();
  await seen(form.getByText("Write at least 10 characters"));
  expect(await form.getByLabel("Amount in INR").getAttribute("aria-invalid")).toBe("true");
  await form.getByLabel("Amount in INR").fill("500.50");
  await form.getByLabel("Reason").fill("A courtesy, agreed on the phone.");
  await form.getByRole("button", { name: "Refund ₹500.50" }).click();
  const made = page.getByRole("region", { name: "Refunds" }).getByRole("listitem");
  await seen(made.getByText("Made by our staff", { exact: false }));
  await told(site(), "refunds", purchaseId, "succeeded");
  await page.reload();
  await seen(made.getByText("Refunded", { exact: true }));
  expect(await textOf(fact(page.getByRole("main"), "Left to refund"))).toBe("₹998.50");

  await buying.page.goto(`/purchases/${purchaseId}`);
  await seen(
    buying.page.getByText("₹500.50 of ₹1,499.00 went back to you. The strategy stays in your library."),
  );
  await seen(buying.page.getByRole("button", { name: `Install ${swing}` }));
});

test("a dispute freezes access, is answered in time, is lost, and ends as a chargeback", async () => {
  const [buying, deciding, bank] = await Promise.all([
    visit({ locale: "en-IN" }),
    visitAs("finance"),
    visit(),
  ]);
  await enterAsNew(site(), buying.context, "Dev Dispute");
  const purchaseId = await buyAtOnce(site(), buying.context, vwap, { provider: "razorpay", method: "card" });
  await buying.page.goto("/library");
  const download = buying.page.waitForEvent("download");
  await buying.page.getByRole("button", { name: `Install ${vwap}` }).click();
  await download;

  await bank.page.goto(site().sandbox.url);
  await bank.page.getByRole("button", { name: `Open dispute: ${vwap}: ₹2,499.00` }).click();
  const reference = await told(site(), "disputes", purchaseId, "open");
  await buying.page.reload();
  await seen(
    buying.page.getByText("Your bank disputes the payment. Until it has decided, this cannot be installed."),
  );
  expect(await buying.page.getByRole("button", { name: /^Install/ }).count()).toBe(0);
  await buying.page.getByRole("link", { name: "See the purchase" }).click();
  await seen(buying.page.getByRole("heading", { name: "Disputed at your bank: access is frozen" }));

  const { page } = deciding;
  await page.goto("/admin/disputes");
  const row = page.getByRole("article", { name: `Dispute about ${vwap}` });
  await seen(row.getByText(/^Evidence due in \d+ days, /));
  await seen(row.getByText(reference));
  await row.getByRole("button", { name: /^Answer/ }).click();
  const evidence = page.getByRole("dialog", { name: "Evidence" });
  await seen(evidence.getByText("the buyer downloaded it once before disputing", { exact: false }));
  const log = evidence.getByRole("region", { name: "Activity log" });
  expect(await textOf(log)).toMatch(/RECEIPT .*VWAP rubber band.* DOWNLOADS AND INSTALLS .* downloaded /);
  await evidence.getByRole("button", { name: "Send evidence" }).click();
  await seen(evidence.getByText("Confirm this first"));
  await evidence.getByRole("checkbox").check();
  await evidence.getByRole("button", { name: "Send evidence" }).click();
  await gone(evidence);
  await seen(row.getByText(/^Evidence was sent /));
  expect(await row.getByRole("button", { name: /^Answer/ }).count()).toBe(0);
  await told(site(), "disputes", purchaseId, "under_review");

  await bank.page.reload();
  await bank.page.getByRole("button", { name: /^Lost: ₹2,499\.00/ }).click();
  await told(site(), "disputes", purchaseId, "lost");
  await buying.page.reload();
  await seen(buying.page.getByRole("heading", { name: "Charged back" }));
  await seen(buying.page.getByText("took ₹2,499.00 back, so access has ended.", { exact: false }));
  await page.getByText("Decided", { exact: true }).click();
  await seen(row.getByText("Lost", { exact: true }));
});
