import { testCards } from "@boltz/sandbox";
import { buyButton, goToPay, payWith } from "../support/checkout.ts";
import { inspect, inspectAll } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { enterAsNew, openMail, stranger } from "../support/people.ts";
import { onPage, seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const fjord = "Fjord: a two-sided channel breakout for futures";

/** The demo's buyer, at home. */
export const buyersSee = async ({ site, visitAs }: Stage): Promise<string[]> => {
  const visitor = await visitAs("buyer");
  const { page } = visitor;
  visitor.mayComplain(/status of 400/);
  const listingId = await listingTitled(site, fjord);
  const owned = await listingTitled(site, "Golden cross, unhurried");
  const findings = await inspectAll(visitor.page, [
    { name: "library", path: "/library", shows: "Yours since" },
    { name: "purchases", path: "/purchases", shows: "Paid" },
    {
      name: "purchase completed",
      shows: "Paid",
      first: async () => {
        await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
        await seen(page.getByRole("heading", { name: "It is yours" }));
      },
    },
    { name: "strategy owned", path: `/listings/${owned}`, shows: "In your library" },
    { name: "order", path: `/listings/${listingId}?buy=1`, shows: "You pay on Stripe's page" },
    {
      name: "account menu",
      path: "/account",
      shows: "This device",
      first: async () => {
        await page.getByRole("button", { name: /^Account of/ }).click();
        await seen(page.getByRole("menuitem", { name: "Sign out" }));
      },
    },
    { name: "account", path: "/account", shows: "This device" },
    { name: "device", path: "/device", shows: "Type the code" },
    { name: "device unknown", path: "/device?user_code=ABCDEFGH", shows: "This code is not known" },
    { name: "refused", path: "/admin/moderation", shows: "Your account may not open this" },
  ]);
  return findings;
};

/** A first purchase, held up where it can be. */
export const purchasesGoThrough = async ({ site, visit }: Stage): Promise<string[]> => {
  const visitor = await visit();
  const { page, context } = visitor;
  visitor.mayComplain(/status of 40[02]/);
  const person = await enterAsNew(site, context, "Nina New");
  const findings = await inspectAll(visitor.page, [
    { name: "library empty", path: "/library", shows: "Nothing here yet" },
    { name: "purchases empty", path: "/purchases", shows: "No purchases yet" },
  ]);
  await page.goto(`/listings/${await listingTitled(site, fjord)}`);
  await buyButton(page).waitFor();
  site.sandbox.faults.set({ webhooks: "hold" });
  await goToPay(page);
  findings.push(...(await inspect(page, { name: "provider page", shows: "Pay by card" })));
  await payWith(page, testCards.declined);
  findings.push(...(await inspect(page, { name: "provider page declined", shows: "Nothing was charged" })));
  await page.getByRole("link", { name: "Cancel and go back" }).click();
  findings.push(...(await inspect(page, { name: "strategy cancelled", shows: "The payment was cancelled" })));
  await page.getByRole("link", { name: "Continue your purchase" }).click();
  findings.push(...(await inspect(page, { name: "purchase waiting", shows: "open the payment page" })));
  await page.getByRole("link", { name: "open the payment page" }).click();
  await payWith(page);
  findings.push(...(await inspect(page, { name: "purchase processing", shows: "Processing your payment" })));
  await site.sandbox.faults.release();
  await seen(page.getByRole("heading", { name: "It is yours" }));
  await openMail(site, page, person.email, `Your receipt: ${fjord}`);
  findings.push(
    ...(await inspectAll(visitor.page, [
      { name: "mail", shows: "Thank you" },
      { name: "mailbox", path: `${site.sandbox.url}/mailbox`, shows: "Mailbox" },
    ])),
  );
  return findings;
};

/** An account whose address is not confirmed yet. */
export const newcomersSee = async ({ site, visit }: Stage): Promise<string[]> => {
  const visitor = await visit();
  const { page } = visitor;
  const listingId = await listingTitled(site, fjord);
  const { name, password } = stranger("Uma Unconfirmed");
  const email = `${"unconfirmed".repeat(4)}@example.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await onPage(page, "Check your mail");
  const findings = await inspectAll(visitor.page, [
    { name: "check your mail", shows: "We sent a link to" },
    { name: "order unconfirmed", path: `/listings/${listingId}?buy=1`, shows: "I opened the link" },
    { name: "account unconfirmed", path: "/account", shows: "Not confirmed" },
  ]);
  await openMail(site, page, email, "Confirm your e-mail address");
  await page.getByRole("link", { name: /verify-email/ }).click();
  findings.push(
    ...(await inspect(page, { name: "verified", shows: "You can buy, install and publish now." })),
  );
  return findings;
};
