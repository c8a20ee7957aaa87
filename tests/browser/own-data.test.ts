import { readFile } from "node:fs/promises";
import type { ListingId } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import { system } from "@boltz/domain";
import { sweepPrivacy } from "@boltz/services";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { useSite } from "../support/site.ts";
import { isAccessible } from "./support/accessibility.ts";
import { listingTitled, openListing } from "./support/listings.ts";
import { call, demoLogin, enter, enterAsNew, openMail, signIn } from "./support/people.ts";
import { readZip } from "./support/read-zip.ts";
import { buyAtOnce } from "./support/sales.ts";
import { atAddress, gone, onPage, seen } from "./support/seen.ts";
import { useVisitors, type Visitor } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const fjord = "Fjord: a two-sided channel breakout for futures";
const quiet = "Quiet before the move: breakouts out of calm";
const byCard = { provider: "stripe", method: "card" } as const;
const dayMs = 86_400_000;

/** Somebody who bought a strategy and said what they think of it. */
const buyerWithReview = async ({ context }: Visitor, name: string, text: string) => {
  const person = await enterAsNew(site(), context, name);
  await buyAtOnce(site(), context, fjord, byCard);
  const listingId: ListingId = await listingTitled(site(), fjord);
  await call(site(), context, "reviews.create", { listingId, rating: 4, text });
  return person;
};

const openPrivacy = async (page: Page): Promise<void> => {
  await page.goto("/account");
  await page.getByRole("main").getByRole("link", { name: "Your data" }).click();
  await onPage(page, "Your data");
};

test("a copy of everything about oneself is made, downloaded, and holds nobody else", async () => {
  const { page, ...visitor } = await visit();
  const other = await buyerWithReview(await visit(), "Oskar Other", "He would not want this to be in there.");
  const words = "Kept it for a month, and it did as its rules say.";
  const person = await buyerWithReview({ page, ...visitor }, "Dora Data", words);
  await openPrivacy(page);
  await isAccessible(page);
  await page.getByRole("button", { name: "Make a copy of my data" }).click();
  const ready = page.getByRole("link", { name: /^Download the copy of/ });
  await seen(ready);
  await isAccessible(page);

  const download = page.waitForEvent("download");
  await ready.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.zip$/);
  const entries = readZip(await readFile(await file.path()));
  for (const name of ["profile", "purchases", "reviews"])
    for (const ending of ["json", "csv"]) expect([...entries.keys()]).toContain(`${name}.${ending}`);
  const all = [...entries.values()].join("\n");
  expect(all).toContain(person.email);
  expect(all).toContain(words);
  for (const foreign of [other.email, other.name, "He would not want this", "ingrid@creators.example"])
    expect(all).not.toContain(foreign);
  for (const [name, text] of entries)
    if (name.endsWith(".json")) expect(() => z.json().parse(JSON.parse(text))).not.toThrow();
});

test("an erasure is confirmed by address, called off, asked for again and done; words and name are gone", async () => {
  const here = await visit();
  const reader = await visit();
  here.mayComplain(/status of 401/);
  const words = "Three weeks of waiting, then one good trade.";
  const person = await buyerWithReview(here, "Erik Erased", words);
  const { page } = here;
  const schedule = async () => {
    await page.getByRole("button", { name: "Erase my account" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase your account?" });
    await dialog.getByRole("textbox").fill("somebody.else@example.test");
    await dialog.getByRole("button", { name: /^Erase in/ }).click();
    await seen(dialog.getByText("This is not the address of this account"));
    await isAccessible(page);
    await dialog.getByRole("textbox").fill(person.email);
    await dialog.getByRole("button", { name: /^Erase in/ }).click();
    await gone(dialog);
    await seen(page.getByText(/^Your account will be erased after/));
  };
  await openPrivacy(page);
  await schedule();
  await isAccessible(page);
  await page.getByRole("button", { name: "Call it off" }).click();
  await seen(page.getByText("The erasure is called off. Your account stays."));
  await schedule();
  await openListing(site(), reader.page, fjord);
  const review = reader.page.getByRole("article", { name: "Review by Erik E." });
  await seen(review.getByText(words));

  const { services } = site();
  const afterwards = () => new Date(Date.now() + (services.settings.erasureDays + 1) * dayMs);
  const ctx = { ...services, now: afterwards, actor: system("sweep-privacy") };
  expect(await sweepPrivacy({ ctx })).toMatchObject({ erased: [expect.anything()], putOff: 0, faults: [] });

  await page.goto("/library");
  await seen(page.getByRole("heading", { name: "Sign in to go on" }));
  await page.goto("/sign-in");
  await signIn(page, person);
  await seen(page.getByText("The e-mail address or the password is wrong."));
  await reader.page.reload();
  const erased = reader.page.getByRole("article", { name: "Review by Erased person" });
  await seen(erased.getByText("The text of this review was erased with its writer's account."));
  await seen(erased.getByRole("img", { name: "4 of 5 stars" }));
  expect(await review.count()).toBe(0);
});

test("who follows a creator hears of what is new by bell and mail, and stops the mails in two clicks", async () => {
  const [{ page, context }, judge] = await Promise.all([visit(), visit()]);
  const person = await enterAsNew(site(), context, "Fran Follower");
  await enter(site(), judge.context, demoLogin("moderator"));
  await openListing(site(), page, "Index tide: in when the market rises, out when it does not");
  await page.getByRole("link", { name: "Cleo's Desk" }).first().click();
  await onPage(page, "Cleo's Desk");
  await isAccessible(page);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await seen(page.getByRole("button", { name: "Following" }));
  const [draft] = await site().db.stored<{ id: string; revision: number }>(
    "SELECT listing_id AS id, revision FROM listing_drafts WHERE title = $1",
    [quiet],
  );
  const { id, revision } = z.object({ id: z.string(), revision: z.number() }).parse(draft);
  const decision = { listingId: idFromUuid("lst", id), revision, outcome: "approved" };
  await call(site(), judge.context, "moderation.decide", decision);

  await openMail(site(), page, person.email, `New from Cleo's Desk: ${quiet}`);
  const mail = page.url();
  await page.goto("/");
  await page.getByRole("link", { name: /^Notifications, \d+ unread$/ }).click();
  await page.getByRole("link", { name: `New from Cleo's Desk: ${quiet}` }).click();
  await onPage(page, quiet);
  await atAddress(page, `/listings/${idFromUuid("lst", id)}`);
  await seen(page.getByRole("link", { name: "Notifications", exact: true }));

  await page.goto(mail);
  await page.getByRole("link", { name: /\/unsubscribe\// }).click();
  await onPage(page, "No more of these mails?");
  await isAccessible(page);
  await page.getByRole("button", { name: "Stop these mails" }).click();
  await onPage(page, "These mails have stopped");
  await isAccessible(page);
  await page.getByRole("link", { name: "Choose what you hear of" }).click();
  await onPage(page, "Notification preferences");
  await seen(page.getByRole("switch", { name: "Creators you follow by mail" }));
  expect(await page.getByRole("switch", { name: "Creators you follow by mail" }).isChecked()).toBe(false);
  expect(await page.getByRole("switch", { name: "Creators you follow on the site" }).isChecked()).toBe(true);
  await isAccessible(page);
});

test("who asks too much is told how long to wait, and goes on by itself", async () => {
  const visitor = await visit();
  const { page } = visitor;
  visitor.mayComplain(/status of 429/);
  let asked = 0;
  await page.route("**/api/trpc/**", async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (!path.includes("listings.search")) return route.continue();
    asked += 1;
    if (asked > 1) return route.continue();
    const data = {
      code: "rate_limited",
      message: "Too many calls.",
      issues: [],
      correlationId: "c-1",
      retryAfterSeconds: 3,
    };
    const error = { error: { message: "Too many calls.", code: -32029, data } };
    const json = path
      .slice(path.lastIndexOf("/") + 1)
      .split(",")
      .map(() => error);
    return route.fulfill({ status: 429, headers: { "retry-after": "3" }, json });
  });
  await page.goto("/");
  await seen(page.getByText("That was a lot in a short time", { exact: false }));
  await seen(page.getByText(/^Goes on by itself in \d seconds?\.$/));
  await isAccessible(page);
  await seen(page.getByRole("region", { name: "Results" }).getByRole("article").first());
  expect(asked).toBeGreaterThan(1);
});
