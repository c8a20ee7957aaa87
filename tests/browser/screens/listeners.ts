import { inspect, inspectAll } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { demoLogin, openMail } from "../support/people.ts";
import { seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const tide = "Index tide: in when the market rises, out when it does not";
const pullback = "Pullback in a rising fund: buy the bad week, not the bad year";

/** A buyer who reviews, follows, wishes, reports and hears of things. */
export const listenersSee = async ({ site, visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("buyer");
  const listingId = await listingTitled(site, tide);
  const findings = await inspectAll(page, [
    {
      name: "strategy with reviews",
      path: `/listings/${listingId}`,
      shows: "Review",
      first: () => seen(page.getByRole("article", { name: "Review by Nora N." })),
    },
    {
      name: "review form",
      shows: "Your review",
      first: async () => {
        await page.getByRole("button", { name: "Change it" }).click();
        await page.getByRole("form", { name: "Your review" }).getByRole("textbox").fill("Short");
        await page.getByRole("button", { name: "Save review" }).click();
        await seen(page.getByText("Write at least 10 characters"));
      },
    },
    {
      name: "report a strategy",
      path: `/listings/${await listingTitled(site, pullback)}`,
      shows: "Report this strategy",
      first: async () => {
        await page.getByRole("button", { name: "Report this strategy" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Report" }).click();
        await seen(page.getByText("Choose a reason"));
      },
    },
    {
      name: "creator",
      path: `/listings/${listingId}`,
      shows: "Cleo's Desk",
      first: async () => {
        await page.getByRole("link", { name: "Cleo's Desk" }).first().click();
        await seen(page.getByText("Removed by moderation"));
      },
    },
    { name: "notifications", path: "/notifications", shows: "Mark all as read" },
    { name: "notification preferences", path: "/account/notifications", shows: "these mails always come" },
    { name: "wish-list", path: "/wishlist", shows: "Creators you follow" },
    { name: "your data", path: "/account/privacy", shows: "What goes" },
    {
      name: "your data copied",
      shows: "What goes",
      first: async () => {
        await page.getByRole("button", { name: "Make a copy of my data" }).click();
        await seen(page.getByRole("link", { name: /^Download the copy of/ }));
      },
    },
    {
      name: "erase your account",
      shows: "What goes",
      first: async () => {
        await page.getByRole("button", { name: "Erase my account" }).click();
        await page.getByRole("dialog").getByRole("textbox").fill("somebody@example.test");
        await page.getByRole("button", { name: /^Erase in/ }).click();
        await seen(page.getByText("This is not the address of this account"));
      },
    },
  ]);
  await openMail(site, page, demoLogin("buyer").email, "Your review was answered: Golden cross, unhurried");
  await page.getByRole("link", { name: /\/unsubscribe\// }).click();
  findings.push(...(await inspect(page, { name: "unsubscribe", shows: "No more of these mails?" })));
  await page.getByRole("button", { name: "Stop these mails" }).click();
  return [...findings, ...(await inspect(page, { name: "unsubscribed", shows: "These mails have stopped" }))];
};

/** A creator about whom something was decided. */
export const judgedSee = async ({ visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("creator");
  const findings = await inspectAll(page, [
    { name: "decisions about you", path: "/standing", shows: "What it means" },
    {
      name: "appeal",
      shows: "What it means",
      first: async () => {
        await page.getByRole("button", { name: "Appeal" }).first().click();
        await page.getByRole("button", { name: "Send the appeal" }).click();
        await seen(page.getByText("Write at least 20 characters"));
      },
    },
  ]);
  const restricted = await visitAs("yousef@creators.example");
  return [
    ...findings,
    ...(await inspectAll(restricted.page, [
      { name: "decisions appealed", path: "/standing", shows: "Appeal is open" },
      { name: "payouts stopped", path: "/creator/payouts", shows: "No payouts yet" },
    ])),
  ];
};
