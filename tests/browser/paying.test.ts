import { testCards } from "@boltz/sandbox";
import { afterEach, expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { buyButton, goToPay, payWith } from "./support/checkout.ts";
import { openListing, purchasesOf } from "./support/listings.ts";
import { enterAsNew } from "./support/people.ts";
import { atAddress, onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

afterEach(() => site().sandbox.faults.reset());

const burst = "Burst rider: weekly momentum in coins";

test("a declined card is said plainly, and another one pays", async () => {
  const { page, context, ...visitor } = await visit({ viewport: "phone" });
  visitor.mayComplain(/status of 402/);
  const buyer = await enterAsNew(site(), context, "Dan Declined");
  await openListing(site(), page, "Two-day RSI pullback for index funds");
  await goToPay(page);
  await payWith(page, testCards.declined);
  const alert = page.getByRole("alert");
  await seen(alert);
  expect(await alert.textContent()).toBe(
    "Your card was declined. Nothing was charged; try again or use another card.",
  );
  await payWith(page, testCards.insufficientFunds);
  await seen(page.getByText("Your card has insufficient funds."));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "pending", price_minor: "2900" }]);
  await payWith(page);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "completed", price_minor: "2900" }]);
});

test("a bank that asks to confirm is asked, and a refusal leads back to the card", async () => {
  const { page, context } = await visit();
  await enterAsNew(site(), context, "Cora Confirms");
  await openListing(site(), page, "Stochastic dip in an uptrend");
  await goToPay(page);
  await payWith(page, testCards.confirms);
  await onPage(page, "Confirm this payment?");
  await page.getByRole("button", { name: "Refuse" }).click();
  await seen(page.getByRole("alert"));
  await payWith(page, testCards.confirms);
  await page.getByRole("button", { name: "Confirm payment" }).click();
  await seen(page.getByRole("heading", { name: "It is yours" }));
});

test("who cancels comes back to the strategy, and goes on later with the same order", async () => {
  const { page, context } = await visit();
  const buyer = await enterAsNew(site(), context, "Carl Cancels");
  const listingId = await openListing(site(), page, burst);
  await goToPay(page);
  const checkout = page.url();
  await page.getByRole("link", { name: "Cancel and go back" }).click();
  await onPage(page, burst);
  await atAddress(page, `/listings/${listingId}?cancelled=1`);
  await seen(page.getByText("The payment was cancelled"));
  await seen(page.getByText("You were not charged."));

  await page.getByRole("link", { name: "Continue your purchase" }).click();
  await seen(page.getByRole("heading", { name: "Waiting for your payment" }));
  await page.getByRole("link", { name: /open the payment page/i }).click();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
  expect(page.url()).toBe(checkout);
  await payWith(page);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await purchasesOf(site(), buyer.email)).toHaveLength(1);
  await page.goto(`/listings/${listingId}`);
  await seen(page.getByRole("complementary", { name: "Install" }).getByText("In your library").first());
  expect(await page.getByRole("button", { name: /^Buy for/ }).count()).toBe(0);
});

test("a payment that arrives later is waited for; one that never arrives can be tried again", async () => {
  const { page, context } = await visit();
  await enterAsNew(site(), context, "Lara Later");
  await openListing(site(), page, "The weak close: where in its range did the day end?");
  await goToPay(page);
  const first = page.url().split("/").at(-1) ?? "";
  await payWith(page, testCards.processes);
  await seen(page.getByRole("heading", { name: "Processing your payment" }));
  site().sandbox.faults.settle(first, "failed");
  await seen(page.getByText("your bank refused it", { exact: false }));
  await seen(page.getByText("You were not charged.", { exact: false }));

  await page.getByRole("link", { name: "Try again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Pay / }).click();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
  const second = page.url().split("/").at(-1) ?? "";
  await payWith(page, testCards.processes);
  await seen(page.getByRole("heading", { name: "Processing your payment" }));
  site().sandbox.faults.settle(second, "succeeded");
  await seen(page.getByRole("heading", { name: "It is yours" }));
});

test("a payment that does not match the order is held back, and said so", async () => {
  const { page, context } = await visit();
  const buyer = await enterAsNew(site(), context, "Quinn Quarantined");
  site().sandbox.faults.set({ amountDelta: -100 });
  await openListing(site(), page, "Directional strength: DI crossings worth taking");
  await goToPay(page);
  await payWith(page);
  await seen(page.getByRole("heading", { name: "This payment is being checked" }));
  expect(await page.getByRole("button", { name: /^Install/ }).count()).toBe(0);
  expect(await purchasesOf(site(), buyer.email)).toEqual([{ status: "quarantined", price_minor: "2400" }]);
});

test("a provider that does not answer charges nothing, and trying again goes on", async () => {
  const { page, context, ...visitor } = await visit();
  visitor.mayComplain(/status of 503/);
  const buyer = await enterAsNew(site(), context, "Petra Patient");
  await openListing(site(), page, burst);
  site().sandbox.faults.set({ only: "create", failNext: 20 });
  await buyButton(page).click();
  const pay = page.getByRole("dialog").getByRole("button", { name: /^Pay / });
  await pay.click();
  await seen(page.getByText("The payment provider does not answer. You were not charged", { exact: false }));
  site().sandbox.faults.reset();
  await pay.click();
  await payWith(page);
  await seen(page.getByRole("heading", { name: "It is yours" }));
  expect(await purchasesOf(site(), buyer.email)).toHaveLength(1);
});
