import { checkInvariants } from "@boltz/db";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { buyButton, payByUpi, payWith } from "./support/checkout.ts";
import { fact, textOf } from "./support/facts.ts";
import { listingTitled, openListing, purchasesOf } from "./support/listings.ts";
import { call, demoLogin, enter, enterAsNew } from "./support/people.ts";
import { onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

afterAll(async () => expect(await checkInvariants(site().services.database)).toEqual([]));

const swing = "Nifty MACD swing for six large caps";
const obv = "When volume agrees: breakouts confirmed by OBV";
const fjord = "Fjord: a two-sided channel breakout for futures";
const momentum = "Twelve-month momentum across seven asset classes";
const yen = "Two-horizon momentum: quarter and year must agree";
const dinar = "Squeeze release: trade the day on which a calm ends";

const openOrder = async (page: Page): Promise<Locator> => {
  await buyButton(page).click();
  const order = page.getByRole("dialog", { name: "Buy this strategy" });
  await seen(order.getByRole("button", { name: /^Pay / }));
  return order;
};

const declinedCard = { number: "4000000000000002" };
const indianCard = { number: "4111111111111111" };

test("a buyer in India pays by UPI: refused once, in words, then paid and installed", async () => {
  const { page, context, ...visitor } = await visit({ locale: "en-IN", viewport: "phone" });
  visitor.mayComplain(/status of 402/);
  const buyer = await enterAsNew(site(), context, "Uma Upi");
  const listingId = await openListing(site(), page, swing);
  const order = await openOrder(page);
  await expect.poll(() => order.getByLabel("Paying from").inputValue()).toBe("IN");
  expect(await order.getByRole("radio", { name: "UPI" }).isChecked()).toBe(true);
  await order.getByRole("button", { name: "Pay ₹1,499.00 with UPI" }).click();
  await seen(page.getByRole("heading", { name: "Pay by UPI" }));
  await onPage(page, swing);
  await seen(page.getByText("₹1,499.00").first());
  await payByUpi(page, "failure@razorpay");
  await seen(page.getByText("Your payment was declined in the UPI app.", { exact: false }));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "pending", price_minor: "149900" }]);
  await payByUpi(page, "success@razorpay");
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await textOf(fact(page.getByRole("main"), "Paid by"))).toBe("UPI, through Razorpay");
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "149900" }]);
  await page.getByRole("main").getByRole("link", { name: "Open your library" }).click();
  await onPage(page, "Library");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: `Install ${swing}` }).click();
  expect((await download).suggestedFilename()).toBe(`${listingId}-1.1.0.zip`);
});

test("a card that Razorpay's bank declines is said so, and another one pays", async () => {
  const { page, context, ...visitor } = await visit({ locale: "en-IN" });
  visitor.mayComplain(/status of 402/);
  const buyer = await enterAsNew(site(), context, "Chitra Card");
  await openListing(site(), page, obv);
  const order = await openOrder(page);
  await order.getByRole("radio", { name: "Card · Razorpay" }).click();
  await order.getByRole("button", { name: "Pay ₹999.00 with card" }).click();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
  await payWith(page, declinedCard);
  await seen(page.getByText("Your payment was declined by the bank.", { exact: false }));
  await payWith(page, indianCard);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await textOf(fact(page.getByRole("main"), "Paid by"))).toBe("Card, through Razorpay");
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "99900" }]);
});

test("coupons: a wrong one is said under its field, one lowers the total, one leaves nothing to pay", async () => {
  const [selling, buying] = await Promise.all([visit(), visit()]);
  await enter(site(), selling.context, demoLogin("ingrid@creators.example"));
  const always = { minimum: null, startsAt: null, endsAt: null, maxUses: null, maxUsesPerBuyer: null };
  const make = (code: string, percent: number) =>
    call(site(), selling.context, "coupons.create", {
      ...{ code, scope: "creator", listingId: null, discount: { kind: "percent", percent } },
      ...always,
    });
  await Promise.all([make("FJORD15", 15), make("PRESENT", 100)]);

  const { page, context } = buying;
  buying.mayComplain(/status of 4\d\d/);
  const buyer = await enterAsNew(site(), context, "Cory Coupon");
  await openListing(site(), page, fjord);
  const order = await openOrder(page);
  const code = order.getByLabel("Coupon");
  await code.fill("fjord51");
  await order.getByRole("button", { name: "Apply" }).click();
  await seen(order.getByRole("alert"));
  expect(await code.inputValue()).toBe("fjord51");
  expect(await code.getAttribute("aria-describedby")).toContain(
    await order.getByRole("alert").getAttribute("id"),
  );
  await seen(order.getByRole("button", { name: "Pay US$49.00 with card" }));
  await code.fill("fjord15");
  await order.getByRole("button", { name: "Apply" }).click();
  const pay = order.getByRole("button", { name: "Pay US$41.65 with card" });
  await seen(pay);
  expect(await textOf(fact(order, "Price"))).toBe("US$49.00");
  expect(await textOf(fact(order, "Discount"))).toBe("−US$7.35");
  expect(await textOf(fact(order, "Total"))).toBe("US$41.65");
  await seen(order.getByText("Full price within 14 days"));
  await pay.click();
  await seen(page.getByText("$41.65", { exact: true }));
  await payWith(page);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await textOf(fact(page.getByRole("main"), "Discount by coupon"))).toBe("−US$7.35");

  await openListing(site(), page, momentum);
  const free = await openOrder(page);
  await free.getByLabel("Coupon").fill("present");
  await free.getByLabel("Coupon").press("Enter");
  await free.getByRole("button", { name: "Get it for free" }).click();
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(new URL(page.url()).origin).toBe(site().url);
  expect(await purchasesOf(site(), buyer.email)).toEqual([
    { status: "completed", price_minor: "4165" },
    { status: "completed", price_minor: "0" },
  ]);
});

test.each([
  { title: yen, words: "horizon", shown: "JP¥4,980", atProvider: "¥4,980", minor: "4980" },
  { title: dinar, words: "squeeze", shown: "KWD 12.750", atProvider: "KWD 12.750", minor: "12750" },
])("$shown is the same on card, page, order, provider's page and receipt", async (price) => {
  const { page, context } = await visit();
  const buyer = await enterAsNew(site(), context, "Nil Decimals");
  await page.goto(`/?words=${price.words}`);
  const card = page.getByRole("article").filter({ has: page.getByRole("link", { name: price.title }) });
  await seen(card.getByText(price.shown, { exact: true }));
  await page.goto(`/listings/${await listingTitled(site(), price.title)}`);
  await seen(page.getByText(price.shown, { exact: true }).first());
  const order = await openOrder(page);
  expect(await textOf(fact(order, "Total"))).toBe(price.shown);
  await order.getByRole("button", { name: `Pay ${price.shown} with card` }).click();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
  await seen(page.getByText(price.atProvider, { exact: true }));
  await payWith(page);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await textOf(fact(page.getByRole("main"), "Total"))).toBe(price.shown);
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: price.minor }]);
});
