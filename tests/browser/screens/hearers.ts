import { system } from "@boltz/domain";
import { getListing } from "@boltz/services";
import { inspect, inspectAll } from "../support/inspect.ts";
import { listingTitled } from "../support/listings.ts";
import { call, enterAsNew, openMail } from "../support/people.ts";
import { onPage, seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

const fjord = "Fjord: a two-sided channel breakout for futures";

/** Whoever follows and wishes: before anything is new and after, and how its mails are turned off. */
export const hearersSee = async ({ site, visit }: Stage): Promise<string[]> => {
  const { page, context } = await visit();
  const { email } = await enterAsNew(site, context, "Hanna Hears");
  const findings = await inspectAll(page, [
    { name: "notifications empty", path: "/notifications", shows: "Nothing to tell yet" },
    { name: "wish-list empty", path: "/wishlist", shows: "You follow nobody yet" },
  ]);
  const listingId = await listingTitled(site, fjord);
  const actor = system("test");
  const { creator } = await getListing({ ctx: { ...site.services, actor }, input: { listingId } });
  await call(site, context, "creators.follow", { creatorId: creator.id, following: true });
  await call(site, context, "listings.wish", { listingId, wished: true });
  await site.services.database.withActor(actor, (tx) =>
    site.services.queue.send(tx, "announce", { what: "listing", listingId }),
  );
  await openMail(site, page, email, `New from ${creator.displayName}: ${fjord}`);
  const unsubscribe = await page.getByRole("link", { name: /\/unsubscribe\// }).getAttribute("href");
  findings.push(
    ...(await inspectAll(page, [
      { name: "notifications", path: "/notifications", shows: "Unread:" },
      { name: "wish-list", path: "/wishlist", shows: "followed since" },
      { name: "unsubscribe", path: unsubscribe ?? "", shows: "No more of these mails?" },
    ])),
  );
  await page.getByRole("button", { name: "Stop these mails" }).click();
  findings.push(...(await inspect(page, { name: "unsubscribed", shows: "These mails have stopped" })));
  await page.getByRole("link", { name: "Choose what you hear of" }).click();
  await onPage(page, "Notification preferences");
  findings.push(
    ...(await inspect(page, { name: "notification preferences", shows: "these mails always come" })),
  );
  await seen(page.getByRole("switch", { name: "Creators you follow by mail", checked: false }));
  await page.getByRole("link", { name: "Notifications, 1 unread" }).click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Unread: New from/ })
    .click();
  await onPage(page, fjord);
  await seen(page.getByRole("link", { name: "Notifications", exact: true }));
  return findings;
};
