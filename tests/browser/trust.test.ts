import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { isAccessible } from "./support/accessibility.ts";
import { fact, textOf } from "./support/facts.ts";
import { listingTitled, openListing } from "./support/listings.ts";
import { demoLogin, enter, enterAsNew } from "./support/people.ts";
import { buyAtOnce } from "./support/sales.ts";
import { gone, onPage, seen } from "./support/seen.ts";
import { useVisitors, type Visitor } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const cross = "Golden cross, unhurried";
const fjord = "Fjord: a two-sided channel breakout for futures";
const byCard = { provider: "stripe", method: "card" } as const;

const visitAs = async (who: string): Promise<Visitor> => {
  const visitor = await visit();
  await enter(site(), visitor.context, demoLogin(who));
  return visitor;
};

const report = async (page: Page, reason: string, note: string): Promise<void> => {
  const dialog = page.getByRole("dialog", { name: /^Report this/ });
  await dialog.getByRole("button", { name: "Report" }).click();
  await seen(dialog.getByText("Choose a reason"));
  await dialog.getByRole("radio", { name: reason }).check();
  await dialog.getByLabel("Note").fill(note);
  await isAccessible(page);
  await dialog.getByRole("button", { name: "Report" }).click();
  await seen(page.getByText("Reported. A moderator will look at it."));
  await gone(dialog);
};

/** From the queue, by the kind of case, into the case of a listing, which is then the moderator's. */
const claim = async (page: Page, kind: string, title: string): Promise<void> => {
  await page.goto("/admin/moderation");
  await page
    .getByRole("navigation", { name: "Kinds of cases" })
    .getByRole("link", { name: new RegExp(`^${kind}`) })
    .click();
  await isAccessible(page);
  await page.getByRole("main").getByRole("link", { name: title }).click();
  await onPage(page, title);
  await page.getByRole("button", { name: "Claim it" }).click();
  await seen(page.getByText(/^You work on this case until/));
  await isAccessible(page);
};

test("reported, removed, appealed against and granted: the market, the buyer and the creator see each step", async () => {
  const [reader, owner, creator, first, second] = await Promise.all([
    visit(),
    visitAs("buyer"),
    visitAs("ingrid@creators.example"),
    visitAs("moderator"),
    visitAs("admin"),
  ]);
  reader.mayComplain(/status of 404/);
  await enterAsNew(site(), reader.context, "Rhea Reporter");
  await openListing(site(), reader.page, cross);
  await reader.page.getByRole("button", { name: "Report this strategy" }).click();
  await report(reader.page, "Harmful", "It asks for an exchange key in its changelog.");
  expect(await reader.page.getByRole("button", { name: "Reported" }).isDisabled()).toBe(true);

  await claim(first.page, "Reported strategies", cross);
  await seen(first.page.getByText("It asks for an exchange key in its changelog."));
  await first.page.getByRole("textbox", { name: "Reason" }).fill("No.");
  await first.page.getByRole("button", { name: "Remove from the market" }).click();
  await seen(first.page.getByText("Write at least 10 characters"));
  const reason = "The changelog of the last version asks people for an exchange key.";
  await first.page.getByRole("textbox", { name: "Reason" }).fill(reason);
  await first.page.getByRole("button", { name: "Remove from the market" }).click();
  await onPage(first.page, "Moderation");
  await gone(first.page.getByRole("main").getByRole("link", { name: cross }));

  await reader.page.reload();
  await seen(reader.page.getByRole("heading", { name: "This strategy is not here" }));
  await owner.page.goto("/library");
  const download = owner.page.waitForEvent("download");
  await owner.page.getByRole("button", { name: `Install ${cross}` }).click();
  expect((await download).suggestedFilename()).toContain(await listingTitled(site(), cross));

  const { page } = creator;
  await page.goto("/");
  await page.getByRole("link", { name: /^Notifications, \d+ unread$/ }).click();
  await onPage(page, "Notifications");
  await isAccessible(page);
  await page.getByRole("link", { name: `Removed: ${cross}` }).click();
  await onPage(page, "Decisions about you");
  const decision = page.getByRole("article", { name: cross }).filter({ hasText: "Removed" });
  await seen(decision.getByText(reason));
  await decision.getByRole("button", { name: "Appeal" }).click();
  await isAccessible(page);
  const plea = "The key in the changelog is the name of a column, not a secret: see version 1.0.0.";
  await decision.getByRole("textbox").fill(plea);
  await decision.getByRole("button", { name: "Send the appeal" }).click();
  await seen(decision.getByText("Appeal is open"));

  await first.page.goto("/admin/moderation?kind=appeal");
  await first.page.getByRole("main").getByRole("link", { name: cross }).click();
  await seen(first.page.getByText("The decision appealed against was yours.", { exact: false }));
  expect(await first.page.getByRole("button", { name: "Grant the appeal" }).count()).toBe(0);
  await claim(second.page, "Appeals", cross);
  await seen(second.page.getByText(plea));
  await second.page.getByLabel("Answer").fill("You are right, it names a column. It is back.");
  await second.page.getByRole("button", { name: "Grant the appeal" }).click();
  await onPage(second.page, "Moderation");

  await reader.page.reload();
  await onPage(reader.page, cross);
  await page.reload();
  await seen(decision.getByText("Appeal granted"));
  await seen(decision.getByText("You are right, it names a column. It is back."));
  await isAccessible(page);
});

test("a review is written, changed, answered once and counted; a bad one is reported and hidden", async () => {
  const [happy, angry, creator, judge] = await Promise.all([
    visit(),
    visit(),
    visitAs("ingrid@creators.example"),
    visitAs("moderator"),
  ]);
  await enterAsNew(site(), happy.context, "Hanna Happy");
  await enterAsNew(site(), angry.context, "Andy Angry");
  await buyAtOnce(site(), happy.context, fjord, byCard);
  await buyAtOnce(site(), angry.context, fjord, byCard);

  const { page } = happy;
  const reviews = page.getByRole("region", { name: "Reviews" });
  await openListing(site(), page, fjord);
  await reviews.getByRole("button", { name: "Write a review" }).click();
  const form = reviews.getByRole("form", { name: "Your review" });
  await form.getByRole("button", { name: "Publish review" }).click();
  await seen(form.getByText("Choose one to five stars"));
  await seen(form.getByText("Write at least 10 characters"));
  await isAccessible(page);
  await form.getByRole("radio", { name: "5 stars" }).check();
  await form.getByLabel("Your review").fill("Two months in, it does what its rules say.");
  await form.getByRole("button", { name: "Publish review" }).click();
  const own = reviews.getByRole("article", { name: "Review by Hanna H." });
  await seen(own.getByText("Two months in, it does what its rules say."));
  await seen(own.getByText("Version 2.0.0", { exact: false }));
  await reviews.getByRole("button", { name: "Change it" }).click();
  await form.getByRole("radio", { name: "4 stars" }).check();
  await form.getByRole("button", { name: "Save review" }).click();
  await seen(own.getByText("(edited)", { exact: false }));
  await seen(own.getByRole("img", { name: "4 of 5 stars" }));

  const words = `Worthless, and whoever sells it is a crook ${randomUUID()}.`;
  await openListing(site(), angry.page, fjord);
  const theirs = angry.page.getByRole("region", { name: "Reviews" });
  await theirs.getByRole("button", { name: "Write a review" }).click();
  await theirs.getByRole("radio", { name: "1 star", exact: true }).check();
  await theirs.getByRole("form").getByLabel("Your review").fill(words);
  await theirs.getByRole("button", { name: "Publish review" }).click();
  await seen(theirs.getByText("of 5, 2 reviews"));
  await seen(theirs.getByText("2.5", { exact: true }));

  await openListing(site(), creator.page, fjord);
  const answered = creator.page.getByRole("article", { name: "Review by Hanna H." });
  await answered.getByRole("button", { name: "Answer Hanna H." }).click();
  await answered.getByLabel("Your answer").fill("Thank you. The next version trades a little less.");
  await isAccessible(creator.page);
  await answered.getByRole("button", { name: "Publish answer" }).click();
  await seen(answered.getByText("Thank you. The next version trades a little less."));
  expect(await answered.getByRole("button", { name: /^Answer/ }).count()).toBe(0);

  await page.reload();
  await seen(own.getByText("Ingrid Solheim answered on", { exact: false }));
  await reviews
    .getByRole("article", { name: "Review by Andy A." })
    .getByRole("button", { name: "Report" })
    .click();
  await report(page, "Harmful", "It calls people names.");
  await claim(judge.page, "Reported reviews", fjord);
  await seen(judge.page.getByText(words));
  await judge.page
    .getByRole("textbox", { name: "Reason" })
    .fill("It insults a person instead of the strategy.");
  await judge.page.getByRole("button", { name: "Hide the review" }).click();
  await onPage(judge.page, "Moderation");

  await page.reload();
  await seen(reviews.getByText("of 5, 1 review"));
  await seen(reviews.getByText("4.0", { exact: true }));
  expect(await page.getByText(words).count()).toBe(0);
  await angry.page.reload();
  await seen(theirs.getByText("Hidden by a moderator: only you see it"));
  await isAccessible(angry.page);
  await angry.page.goto("/standing");
  await seen(angry.page.getByText("It insults a person instead of the strategy."));
  expect(await textOf(fact(angry.page.getByRole("article"), "What it means"))).toContain(
    "Only you still see",
  );
});
