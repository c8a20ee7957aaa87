import { join } from "node:path";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { buyButton, payWith } from "./support/checkout.ts";
import { signInTerminal, useTerminals } from "./support/command-line.ts";
import { openListing, purchasesOf } from "./support/listings.ts";
import { demoLogin, enter, enterAsNew, openMail, signIn, signUp, stranger } from "./support/people.ts";
import { gone, onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);
const newTerminal = useTerminals();

const fjord = "Fjord: a two-sided channel breakout for futures";
const tide = "Index tide: in when the market rises, out when it does not";

test("a stranger signs up, pays by card, and installs what he bought", async () => {
  const { page } = await visit();
  const buyer = stranger("Bea Buyer");
  const listingId = await openListing(site(), page, fjord);
  await page.getByRole("button", { name: "Buy for US$49.00" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Create an account" }).click();
  await onPage(page, "Create an account");
  await signUp(page, buyer);
  await onPage(page, "Check your mail");

  await openMail(site(), page, buyer.email, "Confirm your e-mail address");
  await page.getByRole("link", { name: /\/api\/auth\/verify-email/ }).click();
  await onPage(page, "Your address is confirmed");
  await page.getByRole("button", { name: "Go on where you were" }).click();
  const order = page.getByRole("dialog", { name: "Buy this strategy" });
  await seen(order.getByText("Full price within 14 days"));
  await seen(order.getByText("Version 2.0.0, signed, and every later version"));

  site().sandbox.faults.set({ webhooks: "hold" });
  await order.getByRole("button", { name: "Pay US$49.00 with card" }).click();
  await onPage(page, fjord);
  await seen(page.getByText(buyer.email));
  await payWith(page);
  await seen(page.getByRole("heading", { name: "Processing your payment" }));
  expect(await page.getByRole("button", { name: /^Install/ }).count()).toBe(0);
  await site().sandbox.faults.release();
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "4900" }]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: `Install ${fjord}` }).click();
  const file = await download;
  const terminal = await newTerminal();
  const bundle = join(terminal.home, file.suggestedFilename());
  await file.saveAs(bundle);

  await page.getByRole("main").getByRole("link", { name: "Open your library" }).click();
  await onPage(page, "Library");
  await seen(page.getByRole("link", { name: fjord }));
  await seen(page.getByText(`boltz install ${listingId}@2.0.0 --dir ./strategies`));
  await openMail(site(), page, buyer.email, `Your receipt: ${fjord}`);
  expect(await page.getByRole("article").textContent()).toMatch(/49\.00 USD|US\$49\.00|\$49\.00/);

  expect(await signInTerminal(terminal, page, site().url)).toMatchObject({
    code: 0,
    output: expect.stringContaining(buyer.email),
  });
  expect(await terminal.boltz("verify", bundle)).toMatchObject({ code: 0 });
  const install = ["install", `${listingId}@2.0.0`, "--dir", "strategies", "--accept-unverified"];
  expect(await terminal.boltz(...install)).toMatchObject({
    code: 0,
    output: expect.stringContaining(`Installed ${listingId} 2.0.0`),
  });
  expect(await terminal.boltz("verify", join("strategies", listingId))).toMatchObject({ code: 0 });
});

test("a free strategy is in the library at once", async () => {
  const { page, context } = await visit({ viewport: "phone" });
  const buyer = await enterAsNew(site(), context, "Fay Free");
  await openListing(site(), page, "Golden cross, unhurried");
  await buyButton(page, "Add to library").click();
  const order = page.getByRole("dialog", { name: "Add to library" });
  await seen(order.getByText("Nothing to pay, no card needed."));
  await order.getByRole("button", { name: "Add to library" }).click();
  await seen(page.getByRole("heading", { name: "It is yours" }));
  await page.getByRole("main").getByRole("link", { name: "Open your library" }).click();
  await seen(page.getByRole("link", { name: "Golden cross, unhurried" }));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "0" }]);
});

test("a price that changed meanwhile is shown and confirmed again", async () => {
  const [buying, selling] = await Promise.all([visit(), visit()]);
  buying.mayComplain(/status of 409/);
  const buyer = await enterAsNew(site(), buying.context, "Pia Price");
  await enter(site(), selling.context, demoLogin("creator"));
  const listingId = await openListing(site(), buying.page, tide);
  await buying.page.getByRole("button", { name: "Buy for €19.00" }).click();
  const order = buying.page.getByRole("dialog");
  const pay = order.getByRole("button", { name: "Pay €19.00 with card" });
  await seen(pay);

  await selling.page.goto(`/creator/listings/${listingId}`);
  await selling.page.getByLabel("Price", { exact: true }).fill("25.50");
  await selling.page.getByRole("button", { name: "Save", exact: true }).click();
  await seen(selling.page.getByText("Everything is saved."));

  await pay.click();
  const note = order.getByRole("alert");
  await seen(note.getByText("The price changed"));
  expect(await note.textContent()).toContain("It was €19.00 and is now €25.50. Nothing was charged.");
  await order.getByRole("button", { name: "Pay €25.50 with card" }).click();
  await seen(buying.page.getByText("€25.50").first());
  await payWith(buying.page);
  await seen(buying.page.getByRole("heading", { name: "It is yours" }));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "2550" }]);
  await buying.page.goto(`/listings/${listingId}`);
  const history = buying.page.getByRole("region", { name: "Price history" });
  await seen(history.getByText("€25.50"));
  await seen(history.getByText("€19.00"));
});

test("a double click buys once", async () => {
  const { page, context } = await visit();
  const buyer = await enterAsNew(site(), context, "Dot Double");
  await openListing(site(), page, "Twelve-month momentum across seven asset classes");
  await page.getByRole("button", { name: "Buy for €39.00" }).click();
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("purchases.start")) requests.push(request.url());
  });
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pay €39\.00/ })
    .dblclick();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
  expect(requests).toHaveLength(1);
  expect(await purchasesOf(site(), buyer.email)).toHaveLength(1);
  await page.goBack();
  await gone(page.getByRole("heading", { name: "Pay by card" }));
  await seen(page.getByRole("link", { name: "Continue your purchase" }));
});

test("a session that ended before paying leads to signing in, and back to the order", async () => {
  const { page, context, ...visitor } = await visit();
  visitor.mayComplain(/status of 401/);
  const buyer = await enterAsNew(site(), context, "Sid Session");
  await openListing(site(), page, "Four-hour convoy: BTC and ETH trend with a pullback entry");
  await buyButton(page).click();
  const order = page.getByRole("dialog");
  await seen(order.getByRole("button", { name: /^Pay / }));
  await context.clearCookies();
  await order.getByRole("button", { name: /^Pay / }).click();
  await order.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, buyer);
  await seen(page.getByRole("dialog").getByRole("button", { name: /^Pay US\$79\.00/ }));
});

test("the order is opened, left and reached by keyboard alone", async () => {
  const { page, context } = await visit();
  await enterAsNew(site(), context, "Kai Keyboard");
  await openListing(site(), page, "Two-day RSI pullback for index funds");
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("content");
  await buyButton(page).focus();
  await page.keyboard.press("Enter");
  const order = page.getByRole("dialog", { name: "Buy this strategy" });
  await seen(order.getByRole("button", { name: /^Pay / }));
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press("Tab");
    expect(await order.locator(":focus").count()).toBe(1);
  }
  await page.keyboard.press("Escape");
  await gone(order);
  await expect.poll(() => page.locator(":focus").textContent()).toBe("Buy for £29.00");
});
