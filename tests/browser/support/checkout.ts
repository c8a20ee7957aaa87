import { type TestCard, testCards } from "@boltz/sandbox";
import type { Locator, Page } from "playwright-core";
import { seen } from "./seen.ts";

/** The button that buys; on a phone it is at the lower edge once more, always in reach. */
export const buyButton = (page: Page, name: string | RegExp = /^Buy for/): Locator =>
  page.getByRole("complementary", { name: "Buy" }).getByRole("button", { name }).last();

/** From a strategy's page to the provider's. */
export const goToPay = async (page: Page): Promise<void> => {
  await buyButton(page).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pay .* with card/ })
    .click();
  await seen(page.getByRole("heading", { name: "Pay by card" }));
};

/** Types a card into the provider's page and pays with it. */
export const payWith = async (
  page: Page,
  { number }: Pick<TestCard, "number"> = testCards.pays,
): Promise<void> => {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry").fill("12 / 34");
  await page.getByLabel(/^CV[CV]$/).fill("123");
  await page.getByLabel("Name on card").fill("Test Buyer");
  await page.getByRole("button", { name: /^Pay / }).click();
};

/** Types a UPI address into Razorpay's page and pays from it. */
export const payByUpi = async (page: Page, address: string): Promise<void> => {
  await page.getByLabel("UPI address").fill(address);
  await page.getByRole("button", { name: /^Pay ₹/ }).click();
};
