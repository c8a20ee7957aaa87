import { testCards } from "@boltz/sandbox";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { earnersSee, newEarnersSee } from "./screens/earners.ts";
import { hearersSee } from "./screens/hearers.ts";
import { orderersSee, refundedSee } from "./screens/payers.ts";
import { staffSee } from "./screens/staff.ts";
import { buyButton, goToPay, payWith } from "./support/checkout.ts";
import { inspect, inspectAll } from "./support/inspect.ts";
import { listingTitled } from "./support/listings.ts";
import { demoLogin, enter, enterAsNew, openMail, stranger } from "./support/people.ts";
import { onPage, seen } from "./support/seen.ts";
import { useVisitors, type Visitor } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const fjord = "Fjord: a two-sided channel breakout for futures";

const visitAs = async (role: string): Promise<Visitor> => {
  const visitor = await visit();
  await enter(site(), visitor.context, demoLogin(role));
  return visitor;
};

const visitorsSee = async (): Promise<string[]> => {
  const visitor = await visit();
  visitor.mayComplain(/status of 404/);
  const listingId = await listingTitled(site(), fjord);
  const findings = await inspectAll(visitor.page, [
    { name: "explore", path: "/", shows: "Golden cross, unhurried" },
    { name: "explore nothing found", path: "/?words=zzzzqqqq", shows: "No strategy fits" },
    { name: "strategy", path: `/listings/${listingId}`, shows: "costs" },
    {
      name: "strategy sign in first",
      path: `/listings/${listingId}?buy=1`,
      shows: "You come back to this page",
    },
    { name: "strategy missing", path: "/listings/nonsense", shows: "This strategy is not here" },
    { name: "sign in", path: "/sign-in", shows: "Demo logins" },
    { name: "sign up", path: "/sign-up", shows: "You have one already?" },
    {
      name: "sign up refused",
      shows: "You have one already?",
      first: async (page) => {
        await page.getByRole("button", { name: "Create account" }).click();
        await seen(page.getByText("Take at least 12 characters"));
      },
    },
    { name: "forgot password", path: "/forgot-password", shows: "Send the link" },
    { name: "reset password", path: "/reset-password?token=none", shows: "Change password" },
    { name: "reset password used", path: "/reset-password", shows: "Ask for a new link" },
    { name: "verified not", path: "/verified?error=token_expired", shows: "This link does not work" },
    { name: "gate", path: "/library", shows: "Sign in to go on" },
    { name: "not found", path: "/no/such/page", shows: "There is nothing at this address" },
  ]);
  return findings;
};

const buyersSee = async (): Promise<string[]> => {
  const visitor = await visitAs("buyer");
  const { page } = visitor;
  visitor.mayComplain(/status of 400/);
  const listingId = await listingTitled(site(), fjord);
  const owned = await listingTitled(site(), "Golden cross, unhurried");
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

const purchasesGoThrough = async (): Promise<string[]> => {
  const visitor = await visit();
  const { page, context } = visitor;
  visitor.mayComplain(/status of 40[02]/);
  const person = await enterAsNew(site(), context, "Nina New");
  const findings = await inspectAll(visitor.page, [
    { name: "library empty", path: "/library", shows: "Nothing here yet" },
    { name: "purchases empty", path: "/purchases", shows: "No purchases yet" },
  ]);
  await page.goto(`/listings/${await listingTitled(site(), fjord)}`);
  await buyButton(page).waitFor();
  site().sandbox.faults.set({ webhooks: "hold" });
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
  await site().sandbox.faults.release();
  await seen(page.getByRole("heading", { name: "It is yours" }));
  await openMail(site(), page, person.email, `Your receipt: ${fjord}`);
  findings.push(
    ...(await inspectAll(visitor.page, [
      { name: "mail", shows: "Thank you" },
      { name: "mailbox", path: `${site().sandbox.url}/mailbox`, shows: "Mailbox" },
    ])),
  );
  return findings;
};

const newcomersSee = async (): Promise<string[]> => {
  const visitor = await visit();
  const { page } = visitor;
  const listingId = await listingTitled(site(), fjord);
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
  await openMail(site(), page, email, "Confirm your e-mail address");
  await page.getByRole("link", { name: /verify-email/ }).click();
  findings.push(
    ...(await inspect(page, { name: "verified", shows: "You can buy, install and publish now." })),
  );
  return findings;
};

const creatorsSee = async (): Promise<string[]> => {
  const visitor = await visitAs("creator");
  const { page } = visitor;
  const findings = await inspectAll(visitor.page, [
    { name: "creator desk", path: "/creator", shows: "Index tide" },
    {
      name: "edit listing",
      shows: "Index tide",
      first: async () => {
        await page
          .getByRole("link", { name: /^Index tide/ })
          .first()
          .click();
        await seen(page.getByRole("button", { name: "New version" }));
      },
    },
    {
      name: "new version",
      shows: "Versions",
      first: async () => {
        await page.getByRole("button", { name: "New version" }).click();
        await seen(page.getByText("This is a valid strategy."));
      },
    },
    { name: "new listing", path: "/creator/new", shows: "Start from the example" },
    {
      name: "new listing refused",
      shows: "Start from the example",
      first: async () => {
        await page.getByRole("button", { name: "Save draft" }).click();
        await seen(page.getByText("Write at least 5 characters", { exact: false }));
      },
    },
    {
      name: "new listing written",
      shows: "Start from the example",
      first: async () => {
        await page.getByRole("button", { name: "Start from the example" }).click();
        await seen(page.getByText("This is a valid strategy."));
      },
    },
  ]);
  return findings;
};

const adminsSee = async (): Promise<string[]> => {
  const visitor = await visitAs("admin");
  const { page } = visitor;
  const findings = await inspectAll(visitor.page, [
    { name: "moderation", path: "/admin/moderation", shows: "waiting, the oldest first" },
    {
      name: "review",
      shows: "waiting, the oldest first",
      first: async () => {
        await page.getByRole("main").getByRole("listitem").first().getByRole("link").click();
        await seen(page.getByRole("button", { name: "Approve and publish" }));
      },
    },
    { name: "audit", path: "/admin/audit", shows: /^listing_/ },
  ]);
  return findings;
};

const newcomersAndAdminsSee = async () => [...(await newcomersSee()), ...(await adminsSee())];

// Two people at a time, since a browser gives each a process of its own.
test.each([
  { name: "visitors and buyers", people: [visitorsSee, buyersSee] },
  { name: "buyers on their way, and creators", people: [purchasesGoThrough, creatorsSee] },
  { name: "newcomers, new creators and admins", people: [newcomersAndAdminsSee, newEarnersSee] },
  { name: "whoever follows and wishes", people: [hearersSee] },
  { name: "orders of every kind, and staff", people: [orderersSee, staffSee] },
  { name: "money that goes back, and money that is earned", people: [refundedSee, earnersSee] },
])(
  "every screen of $name is sound, narrow and wide, light and dark",
  { timeout: 240_000 },
  async ({ people }) => {
    const findings = await Promise.all(people.map((look) => look({ site: site(), visit, visitAs })));
    expect(findings.flat()).toEqual([]);
  },
);
