import { inspectAll } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const fjord = "Fjord: a two-sided channel breakout for futures";

/** Who has no account, and who is about to make one. */
export const visitorsSee = async ({ site, visit }: Stage): Promise<string[]> => {
  const visitor = await visit();
  visitor.mayComplain(/status of 404/);
  const listingId = await listingTitled(site, fjord);
  const another = await listingTitled(site, "Golden cross, unhurried");
  const findings = await inspectAll(visitor.page, [
    { name: "explore", path: "/", shows: "How strategies are ranked" },
    { name: "explore nothing found", path: "/?words=zzzzqqqq", shows: "No strategy fits" },
    { name: "strategy", path: `/listings/${listingId}`, shows: "costs" },
    { name: "compare", path: `/compare?ids=${listingId},${another}`, shows: "Skill or luck" },
    { name: "compare nothing", path: "/compare", shows: "Nothing to compare yet" },
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
