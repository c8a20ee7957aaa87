import { newId, uuidFromId } from "@boltz/db";
import type { Page } from "playwright-core";
import type { Site } from "../../support/site.ts";
import { inspectAll } from "../support/inspect.ts";
import { seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const pullback = "Pullback in a rising fund: buy the bad week, not the bad year";

const inDialog = (page: Page) => page.getByRole("dialog");

/** What stands in both books with different amounts, which no journey can bring about. */
const bookDifference = async ({ db }: Site): Promise<void> => {
  const [run] = await db.stored<{ id: string }>(
    "SELECT id FROM reconciliation_runs WHERE provider = 'stripe'",
  );
  await db.stored(
    `INSERT INTO reconciliation_differences (id, run_id, provider, kind, subject, what, our_minor, our_reference,
       their_minor, their_reference, currency, occurred_at)
     VALUES ($1, $2, 'stripe', 'amount_differs', 'charge ch_1', 'charge', 12750, 'ltx_01kav0000000000000000000',
       12500, 'txn_1SVeryLongReferenceOfTheProvider000', 'KWD', now())`,
    [uuidFromId("rcd", newId("rcd")), run?.id],
  );
};

const disputes = (page: Page) =>
  inspectAll(page, [
    { name: "disputes", path: "/admin/disputes", shows: "Product not received" },
    {
      name: "evidence",
      shows: "Product not received",
      first: async () => {
        await page.getByRole("button", { name: /^Answer/ }).click();
        await inDialog(page).getByRole("button", { name: "Send evidence" }).click();
        await seen(inDialog(page).getByText("Confirm this first"));
      },
    },
  ]);

const purchases = (page: Page) =>
  inspectAll(page, [
    { name: "all purchases", path: "/admin/purchases", shows: pullback },
    {
      name: "all purchases nobody",
      path: "/admin/purchases?q=nobody%40example.test",
      shows: "No purchase found",
    },
    {
      name: "staff refund refused",
      path: "/admin/purchases?q=petra%40demo.boltz.test",
      shows: pullback,
      first: async () => {
        await page.getByRole("link", { name: /^Pullback/ }).click();
        await page.getByRole("radio", { name: "A part of it" }).click();
        await page.getByLabel("Amount in EUR").fill("99999");
        await page.getByRole("button", { name: /^Refund/ }).click();
        await seen(page.getByText("Write at least 10 characters"));
      },
    },
    {
      name: "staff purchase disputed",
      path: "/admin/purchases?q=ravi%40demo.boltz.test",
      shows: pullback,
      first: async () => {
        await page.getByRole("link", { name: /^Pullback/ }).click();
        await seen(page.getByText("It can be refunded only after the dispute is decided."));
      },
    },
  ]);

const payouts = (page: Page) =>
  inspectAll(page, [
    { name: "all payouts", path: "/admin/payouts", shows: "to Cleo's Desk" },
    {
      name: "hold payouts",
      shows: "to Cleo's Desk",
      first: async () => {
        await page.getByRole("button", { name: "Hold payouts of Cleo's Desk" }).click();
        await inDialog(page).getByRole("button", { name: "Hold payouts" }).click();
        await seen(inDialog(page).getByText("Write at least 10 characters"));
      },
    },
    {
      name: "admin menu",
      path: "/admin/payouts?status=reversed",
      shows: "No payout is returned",
      first: async () => {
        await page.getByRole("button", { name: "Admin" }).click();
        await seen(page.getByRole("menuitem", { name: "Reconciliation" }));
      },
    },
  ]);

const books = async (site: Site, page: Page): Promise<string[]> => {
  const findings = await inspectAll(page, [
    { name: "reconciliation empty", path: "/admin/reconciliation", shows: "Nothing was compared yet" },
    {
      name: "reconciliation",
      shows: "Nothing was compared yet",
      first: async () => {
        await page.getByRole("button", { name: "Compare now" }).click();
        for (const name of ["Stripe", "Razorpay"])
          await seen(
            page.getByRole("article", { name: `Comparison with ${name}` }).getByText("The books agree"),
          );
      },
    },
  ]);
  await bookDifference(site);
  const explain = async () => {
    await page.getByRole("button", { name: /^Explain/ }).click();
    await seen(inDialog(page).getByLabel("What caused it"));
  };
  const differs = "Amounts differ";
  return [
    ...findings,
    ...(await inspectAll(page, [
      { name: "reconciliation difference", path: "/admin/reconciliation", shows: differs },
      { name: "explain difference", shows: differs, first: explain },
    ])),
  ];
};

/** Finance, which may look into all of it. */
export const staffSee = async ({ site, visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("finance");
  const findings = await books(site, page);
  for (const look of [disputes, purchases, payouts]) findings.push(...(await look(page)));
  return findings;
};
