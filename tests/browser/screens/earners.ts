import type { Page } from "playwright-core";
import { inspect, inspectAll } from "../support/inspect.ts";
import { enterAsNew, signIn } from "../support/people.ts";
import { onPage, seen } from "../support/seen.ts";
import { codeFor, passwordToKey, typeCode } from "../support/two-step.ts";
import type { Stage } from "./stage.ts";

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("main").getByRole("button", { name }).click();

const inDialog = (page: Page) => page.getByRole("dialog");

/** The demo's creator, who has sold, was paid and has more to withdraw. */
export const earnersSee = async ({ visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("creator");
  const findings = await inspectAll(page, [
    {
      name: "creator desk in figures",
      path: "/creator",
      shows: "Show the figures",
      first: press("Show the figures"),
    },
    { name: "payouts", path: "/creator/payouts", shows: "Next automatic payout" },
    {
      name: "withdraw",
      shows: "Next automatic payout",
      first: async () => {
        await press(/^Withdraw €/)(page);
        await seen(inDialog(page).getByText("all that is available", { exact: false }));
      },
    },
    {
      name: "change the payout account",
      path: "/creator/payouts",
      shows: "Next automatic payout",
      first: async () => {
        await press("Change: Stripe")(page);
        await seen(inDialog(page).getByText("Payouts wait for 72 hours", { exact: false }));
      },
    },
    {
      name: "razorpay details refused",
      path: "/creator/payouts",
      shows: "Next automatic payout",
      first: async () => {
        await press("Set up: Razorpay")(page);
        await inDialog(page).getByRole("button", { name: "Set up the account" }).click();
        await seen(inDialog(page).getByText("Type the ten characters of your PAN", { exact: false }));
      },
    },
    {
      name: "statement",
      path: "/creator/payouts",
      shows: "Next automatic payout",
      first: async () => {
        await page.getByRole("link", { name: /^€42\.84/ }).click();
        await onPage(page, "Payout of €42.84");
      },
    },
    { name: "coupons", path: "/creator/coupons", shows: "WELCOME20" },
    {
      name: "coupon form",
      shows: "WELCOME20",
      first: async () => {
        await press("New coupon")(page);
        await inDialog(page).getByLabel("Code").fill("spring-25");
        await inDialog(page).getByLabel("Percent").fill("25");
      },
    },
    {
      name: "coupon form refused",
      path: "/creator/coupons",
      shows: "WELCOME20",
      first: async () => {
        await press("New coupon")(page);
        await inDialog(page).getByRole("button", { name: "Create the coupon" }).click();
        await seen(inDialog(page).locator("[aria-invalid=true]").first());
      },
    },
  ]);
  return findings;
};

const twoStepScreens = async (page: Page, password: string): Promise<string[]> => {
  const findings: string[] = [];
  const gate = inDialog(page).filter({ hasText: "Turn on two-step sign-in first" });
  await gate.getByRole("button", { name: "Set it up" }).click();
  const key = await passwordToKey(gate, password);
  findings.push(...(await inspect(page, { name: "two-step key", shows: "Without a camera" })));
  await typeCode(gate, codeFor(key));
  await gate.getByRole("button", { name: "Turn it on" }).click();
  findings.push(...(await inspect(page, { name: "two-step spare codes", shows: "Write these spare codes" })));
  await gate.getByRole("button", { name: "I have kept them" }).click();
  await onPage(page, "Tell us who is paid");
  await page.getByRole("button", { name: "Hand in: needs more" }).click();
  findings.push(
    ...(await inspect(page, { name: "stripe onboarding", shows: "Enter the day you were born." })),
  );
  await page.getByLabel("Legal name").fill("Nia Newcomer");
  await page.getByLabel("Date of birth").fill("1990-05-06");
  await page.getByLabel("Bank account number or IBAN").fill("DE89370400440532013000");
  await page.getByRole("button", { name: "Hand in: needs more" }).click();
  await seen(page.getByText("Stripe asks for:"));
  findings.push(...(await inspect(page, { name: "payouts restricted", shows: "Stripe asks for:" })));
  findings.push(
    ...(await inspect(page, { name: "account two-step on", path: "/account", shows: "New spare codes" })),
  );
  return findings;
};

/** A creator who has sold nothing: empty desks, the second factor, the provider's form, and signing in with a code. */
export const newEarnersSee = async ({ site, visit }: Stage): Promise<string[]> => {
  const { page, context, mayComplain } = await visit();
  mayComplain(/status of 4\d\d/);
  const person = await enterAsNew(site, context, "Nia Newcomer", { creator: "Nia's Notebook" });
  const findings = await inspectAll(page, [
    { name: "creator desk empty", path: "/creator", shows: "No listings yet" },
    { name: "coupons empty", path: "/creator/coupons", shows: "No coupons yet" },
    { name: "payouts empty", path: "/creator/payouts", shows: "No payouts yet" },
    {
      name: "set up payouts",
      shows: "No payouts yet",
      first: async () => {
        await press("Set up payouts")(page);
        await seen(inDialog(page).getByText("Paid through"));
      },
    },
    {
      name: "two-step first",
      shows: "Paid through",
      first: async () => {
        await inDialog(page).getByRole("button", { name: "Continue" }).click();
        await inDialog(page).getByRole("button", { name: "Continue to Stripe" }).click();
        await seen(page.getByRole("button", { name: "Set it up" }));
      },
    },
  ]);
  findings.push(...(await twoStepScreens(page, person.password)));
  await context.clearCookies();
  await page.goto("/sign-in");
  await signIn(page, person);
  findings.push(...(await inspect(page, { name: "sign in with code", shows: "Code from your app" })));
  return findings;
};
