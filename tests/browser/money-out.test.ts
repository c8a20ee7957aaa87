import { readFile } from "node:fs/promises";
import { checkInvariants } from "@boltz/db";
import { system } from "@boltz/domain";
import { runPayouts } from "@boltz/services";
import type { Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { buyButton, payWith } from "./support/checkout.ts";
import { fact, textOf } from "./support/facts.ts";
import { openListing } from "./support/listings.ts";
import { call, demoLogin, enter, enterAsNew } from "./support/people.ts";
import { buyAtOnce, endHolds } from "./support/sales.ts";
import { atAddress, gone, onPage, seen } from "./support/seen.ts";
import { setUpTwoStep } from "./support/two-step.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

afterEach(() => site().sandbox.faults.reset());
afterAll(async () => expect(await checkInvariants(site().services.database)).toEqual([]));

const hostile = "=SUM(A1:A9) in twelve months";
const strength = "Directional strength: DI crossings worth taking";
const vwap = "VWAP rubber band on quarter-hour bars";
const byCard = { provider: "stripe", method: "card" } as const;
const byUpi = { provider: "razorpay", method: "upi" } as const;

const visitAs = async (who: string, locale = "en-GB") => {
  const visitor = await visit({ locale });
  await enter(site(), visitor.context, demoLogin(who));
  return visitor;
};

const newBuyer = async (name: string) => {
  const { context } = await visit();
  await enterAsNew(site(), context, name);
  return context;
};

/** The lines of the file that a press on `name` downloads, cell by cell. No cell of theirs holds a comma. */
const downloaded = async (page: Page, name: string): Promise<string[][]> => {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  return text
    .slice(1, -2)
    .split("\r\n")
    .map((line) => line.split(","));
};

const centsOf = (text: string) => Math.round(Number(text) * 100);

test("a creator is paid through Stripe: set up, withdrawn, paid, and the statement sums to the cent", async () => {
  const { page, ...creator } = await visitAs("ingrid@creators.example");
  creator.mayComplain(/status of 422/);
  const [first, second] = await Promise.all([newBuyer("Ben One"), newBuyer("Bea Two")]);
  await site().db.stored(
    "UPDATE strategy_marketplace SET title = $1 WHERE title LIKE 'Twelve-month momentum%'",
    [hostile],
  );
  const purchaseId = await buyAtOnce(site(), first, hostile, byCard);
  await buyAtOnce(site(), first, strength, byCard);
  await endHolds(site());
  await buyAtOnce(site(), second, strength, byCard);
  const { context: finance } = await visitAs("finance");
  const refund = { purchaseId, amountMinor: "1000", reason: "A courtesy, agreed on the phone." };
  await call(site(), finance, "moderation.refund", { ...refund, idempotencyKey: crypto.randomUUID() });

  await page.goto("/account");
  const twoStep = page.getByRole("region", { name: "Two-step sign-in" });
  await twoStep.getByRole("button", { name: "Turn on two-step sign-in" }).click();
  await setUpTwoStep(twoStep, demoLogin("ingrid@creators.example").password);
  await seen(twoStep.getByText("On", { exact: true }));

  await page.goto("/creator/payouts");
  await page.getByRole("button", { name: "Set up payouts" }).click();
  const setUp = page.getByRole("dialog");
  await setUp.getByLabel("Which currency do you want paid out?").selectOption("EUR");
  await setUp.getByRole("button", { name: "Continue" }).click();
  await setUp.getByLabel("Country").selectOption("NO");
  await setUp.getByRole("button", { name: "Continue to Stripe" }).click();
  await onPage(page, "Tell us who is paid");
  await page.getByRole("button", { name: "Hand in: verified at once" }).click();
  await seen(page.getByText("Enter the account that is to be paid."));
  await page.getByLabel("Legal name").fill("Ingrid Solheim");
  await page.getByLabel("Date of birth").fill("1980-02-03");
  await page.getByLabel("Bank account number or IBAN").fill("NO9386011117947");
  await page.getByRole("button", { name: "Hand in: verified at once" }).click();
  await seen(page.getByText("Your payout account is ready"));

  const card = page.getByRole("article", { name: "Euro EUR" });
  await seen(card.getByText("€37.10", { exact: true }));
  expect(await textOf(fact(card, "Pending").first())).toBe("€16.80");
  await seen(card.getByText(/^€16\.80 becomes available on /));
  await card.getByRole("button", { name: "Withdraw €37.10" }).click();
  const withdrawal = page.getByRole("dialog");
  await withdrawal.getByRole("button", { name: "Withdraw €37.10" }).dblclick();
  await seen(withdrawal.getByText("Paid", { exact: true }));
  await withdrawal.getByRole("link", { name: "Open the statement" }).click();
  await onPage(page, "Payout of €37.10");
  const lines = page.getByRole("region", { name: "Lines of the statement" });
  const amounts = await lines.locator("td:last-child").allTextContents();
  expect(amounts).toEqual(["+€27.30", "+€16.80", "-€7.00", "€37.10"]);

  const [header, ...rows] = await downloaded(page, "CSV");
  expect(header).toEqual([
    ...["date", "kind", "description", "reference"],
    ...["credit", "debit", "currency", "payout"],
  ]);
  expect(rows.map(([, kind, title]) => [kind, title])).toEqual([
    ["sale", `'${hostile}`],
    ["sale", strength],
    ["refund", `'${hostile}`],
  ]);
  const sum = rows.reduce((cents, row) => cents + centsOf(row[4] ?? "") - centsOf(row[5] ?? ""), 0);
  expect(sum).toBe(3710);
  await page.getByRole("main").getByRole("link", { name: "Payouts" }).click();
  await gone(page.getByRole("button", { name: "Withdraw €37.10" }));
  expect(await page.getByRole("button", { name: "Withdraw EUR" }).isDisabled()).toBe(true);
  await expect.poll(() => page.getByRole("link", { name: /^€37\.10/ }).count()).toBe(1);
});

test("a creator is paid through Razorpay: fields, first code, a payout that fails with words, then one that is paid", async () => {
  const { page, ...creator } = await visitAs("meera@creators.example", "en-IN");
  creator.mayComplain(/status of 403/);
  await buyAtOnce(site(), await newBuyer("Bala Three"), vwap, byUpi);
  await endHolds(site());
  await runPayouts({ ctx: { ...site().services, actor: system("run-payouts") } });

  await page.goto("/creator/payouts");
  const skipped = page.getByRole("list", { name: "What the last automatic run did not pay" });
  await seen(skipped.getByText("Set up a payout account first.", { exact: false }));
  expect(await textOf(skipped)).toMatch(/^₹1,749\.30 not paid on /);
  await page.getByRole("button", { name: "Set up payouts" }).click();
  const setUp = page.getByRole("dialog", { name: /ayouts/ });
  await setUp.getByLabel("Which currency do you want paid out?").selectOption("INR");
  await setUp.getByRole("radio", { name: "Razorpay" }).check();
  await setUp.getByRole("button", { name: "Continue" }).click();
  await setUp.getByRole("button", { name: "Set up the account" }).click();
  await seen(setUp.getByText("Razorpay pays only those who accept its terms"));
  const legalName = setUp.getByLabel("Legal name");
  await expect.poll(() => legalName.evaluate((field) => field === document.activeElement)).toBe(true);
  await legalName.fill("Meera Iyer");
  await setUp.getByLabel("Phone").fill("+91 98765 43210");
  await setUp.getByLabel("PAN").fill("abcde1234f");
  await setUp.getByLabel("Registered address").fill("12 Fergusson Road");
  await setUp.getByLabel("City").fill("Pune");
  await setUp.getByLabel("PIN code").fill("411 004");
  await setUp.getByLabel("State").fill("Maharashtra");
  await setUp.getByLabel("Account holder").fill("Meera Iyer");
  await setUp.getByLabel("Account number", { exact: true }).fill("50100012345678");
  await setUp.getByLabel("Account number again").fill("50100012345687");
  await setUp.getByLabel("IFSC").fill("HDFC1234");
  await setUp.getByLabel("I accept Razorpay's terms", { exact: false }).check();
  await setUp.getByRole("button", { name: "Set up the account" }).click();
  await seen(setUp.getByText("The two account numbers are not the same"));
  await seen(setUp.getByText("Type 11 characters like HDFC0001234", { exact: false }));
  await setUp.getByLabel("Account number again").fill("50100012345678");
  await setUp.getByLabel("IFSC").fill("HDFC0000317");
  await setUp.getByRole("button", { name: "Set up the account" }).click();
  const gate = page.getByRole("dialog", { name: "Turn on two-step sign-in first" });
  await gate.getByRole("button", { name: "Set it up" }).click();
  await setUpTwoStep(gate, demoLogin("meera@creators.example").password);
  const account = page.getByRole("article", { name: "Razorpay account" });
  await seen(account.getByText("Active", { exact: true }));

  site().sandbox.faults.set({ payoutFailure: "account_closed" });
  await page.getByRole("button", { name: "Withdraw ₹1,749.30" }).click();
  const withdrawal = page.getByRole("dialog");
  await withdrawal.getByRole("button", { name: "Withdraw ₹1,749.30" }).click();
  await seen(withdrawal.getByText("It was not paid. The amount is back in your balance."));
  await withdrawal.getByRole("button", { name: "Done" }).click();
  const failed = page.getByRole("link", { name: /Failed/ });
  await seen(failed.getByText("account_closed", { exact: false }));
  site().sandbox.faults.reset();
  await page.reload();
  await page.getByRole("button", { name: "Withdraw ₹1,749.30" }).click();
  await withdrawal.getByRole("button", { name: "Withdraw ₹1,749.30" }).click();
  await seen(withdrawal.getByText("Paid", { exact: true }));
  await withdrawal.getByRole("link", { name: "Open the statement" }).click();
  await onPage(page, "Payout of ₹1,749.30");
  await seen(page.getByText("Razorpay", { exact: true }));
});

test("a coupon made on the desk lowers a sale, and the desk counts both", async () => {
  const [selling, buying] = await Promise.all([visitAs("clara@creators.example"), visit()]);
  const { page } = selling;
  const burst = "Burst rider: weekly momentum in coins";
  await page.goto("/creator/coupons");
  await page.getByRole("button", { name: "New coupon" }).click();
  const form = page.getByRole("dialog", { name: "New coupon" });
  await form.getByRole("button", { name: "Create the coupon" }).click();
  await expect.poll(() => form.getByLabel("Code").getAttribute("aria-invalid")).toBe("true");
  await form.getByLabel("Code").fill("burst20");
  await form.getByLabel("Percent").fill("20");
  await form.getByLabel("For", { exact: true }).selectOption("One listing");
  await form.getByLabel("Listing", { exact: true }).selectOption(burst);
  await form.getByLabel("Uses in all").fill("5");
  await form.getByRole("button", { name: "Create the coupon" }).click();
  const coupon = page.getByRole("article", { name: "Coupon BURST20" });
  await seen(coupon.getByText("Works", { exact: true }));
  expect(await textOf(fact(coupon, "Used"))).toBe("0 of 5");

  await enterAsNew(site(), buying.context, "Cara Coupon");
  await openListing(site(), buying.page, burst);
  await buyButton(buying.page).click();
  const order = buying.page.getByRole("dialog");
  await order.getByLabel("Coupon").fill("burst20");
  await order.getByRole("button", { name: "Apply" }).click();
  await order.getByRole("button", { name: "Pay US$28.00 with card" }).click();
  await payWith(buying.page);
  await seen(buying.page.getByRole("heading", { name: "It is yours" }));

  await page.reload();
  expect(await textOf(fact(coupon, "Used"))).toBe("1 of 5");
  expect(await textOf(fact(coupon, "Given so far"))).toBe("US$7.00");
  await page.goto("/creator");
  const earnings = page.getByRole("region", { name: "Earnings" });
  expect(await textOf(fact(earnings, "Earned in the last 30 days"))).toBe("US$19.60");
  await seen(earnings.locator(".recharts-bar-rectangle path").first());
  await earnings.getByRole("button", { name: "Show the figures" }).click();
  await seen(earnings.getByRole("row", { name: /1 US\$19\.60 US\$0\.00$/ }));
  const figures = page.getByRole("region", { name: "How your listings sell" });
  await seen(figures.getByRole("row", { name: new RegExp(`^${burst} 1 1 .* US\\$19\\.60$`) }));
  const [header, sale] = await downloaded(page, "Download CSV");
  expect(header).toContain("earned");
  expect(sale?.slice(2)).toEqual([burst, "completed", "USD", "28.00", "8.40", "19.60", "0.00"]);
});

test("finance sees every payout, and both books agree", async () => {
  const { page } = await visitAs("finance");
  await page.goto("/");
  await page.getByRole("button", { name: "Admin" }).click();
  await page.getByRole("menuitem", { name: "Payouts" }).click();
  await onPage(page, "All payouts");
  const razorpay = page.getByRole("article", { name: "Payout to Saffron Systems" });
  await expect.poll(() => razorpay.count()).toBe(2);
  await seen(razorpay.getByText("account_closed", { exact: false }));
  const stripe = page.getByRole("article", { name: "Payout to Ingrid Solheim" });
  await seen(stripe.getByText("€37.10", { exact: true }));
  await page.getByLabel("Show").selectOption("Failed");
  await atAddress(page, "/admin/payouts?status=failed");
  await expect.poll(() => razorpay.count()).toBe(1);

  await page.goto("/admin/reconciliation");
  await page.getByRole("button", { name: "Compare now" }).click();
  for (const name of ["Stripe", "Razorpay"]) {
    const run = page.getByRole("article", { name: `Comparison with ${name}` });
    await seen(run.getByText("The books agree"));
    const rows = await run.getByRole("row").all();
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows.slice(1)) {
      const [ours, theirs] = await row.getByRole("cell").allTextContents();
      expect(theirs).toBe(ours);
    }
  }
});
