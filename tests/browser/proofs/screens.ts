import type { Stage } from "../screens/stage.ts";
import { inspectAll } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { seen } from "../support/seen.ts";

/** Screens that look different once there are bars to prove strategies on. */
export const proofsSeen = async ({ site, visit }: Stage): Promise<string[]> => {
  const { page } = await visit();
  const fjord = await listingTitled(site, "Fjord: a two-sided channel breakout for futures");
  const drift = await listingTitled(site, "Night drift: in at eight, out at eight");
  const red = await listingTitled(site, "Three red days");
  return inspectAll(page, [
    { name: "explore verified", path: "/?verified=1", shows: "Sealed holdout" },
    {
      name: "strategy verified",
      path: `/listings/${fjord}`,
      shows: "Signature is right. This browser checked it.",
      first: async () => {
        await page.locator("canvas").first().waitFor({ state: "visible" });
        const trades = page.getByRole("region", { name: "Trades", exact: true });
        await trades.getByRole("button", { expanded: false, name: /SYN-/ }).first().click();
        await seen(trades.getByRole("table", { name: /^Entry, decided at the close of/ }));
      },
    },
    { name: "strategy attached", path: `/listings/${drift}`, shows: "it never ran them" },
    { name: "comparison", path: `/compare?ids=${fjord},${red}`, shows: "Skill or luck" },
    { name: "check a receipt", path: "/verify", shows: "Check it" },
  ]);
};
