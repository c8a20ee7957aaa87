import type { Page } from "playwright-core";
import { inspectAll } from "../support/inspect.ts";
import { onPage, seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const inDialog = (page: Page) => page.getByRole("dialog");

/** From the queue into a case, by what its line says. */
const open = (line: string, then: (page: Page) => Promise<void> = async () => {}) => ({
  shows: /waiting, the oldest first/,
  first: async (page: Page) => {
    await page.getByRole("main").getByRole("listitem").filter({ hasText: line }).getByRole("link").click();
    await seen(page.getByRole("region", { name: "Decisions before" }));
    await then(page);
  },
});

const queue = (kind: string) => `/admin/moderation?kind=${kind}`;

const refused = (button: string, words: string) => async (page: Page) => {
  await page.getByRole("button", { name: button }).click();
  await seen(page.getByText(words));
};

/** The queue, a case of each kind, and whom a case concerns. */
const cases = (page: Page) =>
  inspectAll(page, [
    { name: "moderation", path: "/admin/moderation", shows: "waiting, the oldest first" },
    { name: "case submission", path: queue("submission"), ...open("Quiet before the move") },
    { name: "case change", path: queue("submission"), ...open("Mumbai afternoon") },
    {
      name: "case reported strategy",
      path: queue("flagged_listing"),
      ...open("The weak close", async () => {
        await page.getByRole("button", { name: "Claim it" }).click();
        await seen(page.getByRole("button", { name: "Release it" }));
        await page.getByRole("checkbox", { name: "It harms people" }).check();
        await refused("Remove from the market", "Write at least 10 characters")(page);
      }),
    },
    { name: "case reported review", path: queue("flagged_review"), ...open("Pullback") },
    { name: "case appeal", path: queue("appeal"), ...open("Dune Markets") },
    {
      name: "standing of a creator",
      shows: "Dune Markets",
      first: async () => {
        await page.getByRole("link", { name: "All about Dune Markets" }).click();
        await onPage(page, "Dune Markets");
        await seen(page.getByText("Stopped"));
      },
    },
    {
      name: "suspend a creator",
      shows: "Dune Markets",
      first: async () => {
        await page.getByRole("button", { name: /^Suspend: The account/ }).click();
        await seen(inDialog(page).getByLabel("Reason"));
      },
    },
    { name: "case missing", path: "/admin/moderation/nonsense", shows: "This case is not here" },
  ]);

/** An admin: everything that moderators see, the audit log and the health of the machinery. */
export const adminsSee = async ({ visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("admin");
  const findings = await cases(page);
  findings.push(
    ...(await inspectAll(page, [
      { name: "audit", path: "/admin/audit", shows: /^listing_/ },
      {
        name: "audit verified",
        shows: /^listing_/,
        first: async () => {
          await page.getByRole("button", { name: "Verify the chain" }).click();
          await seen(page.getByText("The chain is whole"));
        },
      },
      { name: "health", path: "/admin/health", shows: "Rules that must hold" },
    ])),
  );
  return findings;
};

/** Who made a decision may not judge the appeal against it. */
export const moderatorsSee = async ({ visitAs }: Stage): Promise<string[]> => {
  const { page } = await visitAs("moderator");
  return inspectAll(page, [{ name: "case of one's own", path: queue("appeal"), ...open("Dune Markets") }]);
};
