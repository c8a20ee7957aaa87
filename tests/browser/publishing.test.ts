import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { call, demoLogin, enter, enterAsNew, openMail } from "./support/people.ts";
import { gone, onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const title = "Golden cross with a seat belt";
const reason = "Say in the summary how deep the losses were before.";

const hasFocus = (field: Locator) => field.evaluate((element) => element === document.activeElement);

const becomeCreator = async (page: Page, displayName: string) => {
  await page.goto("/creator");
  await page.getByRole("link", { name: "Open your account" }).click();
  await onPage(page, "Account");
  await page.getByLabel("Creator name").fill(displayName);
  await page.getByRole("button", { name: "Become a creator" }).click();
  await onPage(page, "Creator desk");
};

/** Starts from the example, breaks one name in it, is told where, and mends it. */
const writeDocument = async (page: Page) => {
  await page.getByRole("button", { name: "Start from the example" }).click();
  const text = page.getByLabel("Strategy document");
  await seen(page.getByText("This is a valid strategy."));
  const right = (await text.locator(".cm-line").allTextContents()).join("\n");
  const wrong = right.replace('{ "indicator": "slowAverage" }', '{ "indicator": "slowAvrage" }');
  await text.fill(wrong);
  await seen(page.getByText("One thing to correct"));
  await seen(page.getByText("long.entry.crossesAbove[1]", { exact: false }));
  const line = wrong.split("\n").findIndex((entry) => entry.includes("slowAvrage")) + 1;
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByRole("button", { name: `Go to line ${line}` }).click();
  await expect.poll(() => hasFocus(text)).toBe(true);
  await text.fill(right);
  await seen(page.getByText("This is a valid strategy."));
  await seen(page.getByRole("region", { name: "In plain words" }).getByRole("listitem").first());
};

const fillListing = async (page: Page) => {
  await page.getByLabel("Strategy name").fill("Seat belt");
  await page.getByLabel("Title").fill(title);
  await page
    .getByLabel("Summary")
    .fill("Holds an index fund in rising markets, with a stop from the first day.");
  await page
    .getByRole("tabpanel", { name: "Write" })
    .getByLabel("Description")
    .fill(
      "## The idea\n\nStay out of long falls. It loses in **sideways** markets, a little at every crossing.",
    );
  await page.getByRole("tab", { name: "Preview" }).click();
  await seen(page.getByRole("tabpanel", { name: "Preview" }).getByRole("heading", { name: "The idea" }));
  const tags = page.getByRole("combobox", { name: "Tags" });
  await tags.fill("seat-belt");
  await tags.press("Enter");
  await tags.fill("ETF");
  await tags.press("Enter");
  await page.getByLabel("Currency").selectOption("GBP");
  await page.getByLabel("Refund").selectOption("30 days");
};

test("a creator publishes: mended, rejected with a reason, mended again, approved, public", async () => {
  const [author, judge, reader] = await Promise.all([visit(), visit(), visit()]);
  const creator = await enterAsNew(site(), author.context, "Cy Creator");
  await enterAsNew(site(), judge.context, "Mona Admin", { role: "admin" });

  const { page } = author;
  await becomeCreator(page, "Cy's Workshop");
  await page.getByRole("link", { name: "New listing" }).first().click();
  await onPage(page, "New listing");
  await writeDocument(page);
  await fillListing(page);
  await page.getByLabel("Price", { exact: true }).fill("0.10");
  await page.getByRole("button", { name: "Save draft" }).click();
  await seen(page.getByText(/Ask at least £\d/));
  await expect.poll(() => hasFocus(page.getByLabel("Price", { exact: true }))).toBe(true);
  await page.getByLabel("Price", { exact: true }).fill("12.50");
  await page.getByRole("button", { name: "Save draft" }).click();
  await onPage(page, title);
  const desk = page.url();
  await seen(page.getByRole("status").getByText("Draft saved."));
  await page.getByRole("button", { name: "Submit for review" }).click();
  await seen(page.getByText("In review").first());

  await judge.page.goto("/admin/moderation");
  await judge.page.getByRole("link", { name: title }).click();
  await onPage(judge.page, title);
  await seen(judge.page.getByText("£12.50"));
  await judge.page.getByRole("textbox", { name: "Reason for rejecting" }).fill("No.");
  await judge.page.getByRole("button", { name: "Reject" }).click();
  await seen(judge.page.getByText("Write at least 10 characters"));
  await judge.page.getByRole("textbox", { name: "Reason for rejecting" }).fill(reason);
  await judge.page.getByRole("button", { name: "Reject" }).click();
  await onPage(judge.page, "Moderation");
  await gone(judge.page.getByRole("link", { name: title }));

  await openMail(site(), page, creator.email, `Changes needed: ${title}`);
  await seen(page.getByText(reason));
  await page.goto(desk);
  await seen(page.getByText("Rejected").first());
  await seen(page.getByText(reason));
  await page
    .getByLabel("Summary")
    .fill("Holds an index fund while it rises. Its deepest fall was 21 per cent.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await seen(page.getByText("Everything is saved."));
  await page.getByRole("button", { name: "Submit for review" }).click();
  await seen(page.getByText("In review").first());

  await judge.page.reload();
  await judge.page.getByRole("link", { name: title }).click();
  await seen(judge.page.getByRole("region", { name: "Decisions before" }).getByText(reason));
  await judge.page.getByRole("button", { name: "Approve and publish" }).click();
  await onPage(judge.page, "Moderation");
  await openMail(site(), page, creator.email, `Published: ${title}`);

  await reader.page.goto("/?words=seat+belt");
  await reader.page.getByRole("link", { name: title }).click();
  await onPage(reader.page, title);
  await seen(reader.page.getByText("Its deepest fall was 21 per cent.", { exact: false }));
  await seen(reader.page.getByText("by Cy's Workshop"));
});

test("what is public changes its words only after review, and leaves Explore when archived", async () => {
  const [author, reader] = await Promise.all([visit(), visit()]);
  await enter(site(), author.context, demoLogin("creator"));
  const { page } = author;
  await page.goto("/creator");
  await page
    .getByRole("link", { name: /^Index tide/ })
    .first()
    .click();
  const before = await page.getByLabel("Title").inputValue();
  await page.getByLabel("Title").fill("Index tide, with another name");
  await page.getByRole("link", { name: "Creator desk" }).last().click();
  const guard = page.getByRole("dialog", { name: "Leave without saving?" });
  await guard.getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await seen(page.getByText("Everything is saved."));
  await reader.page.goto("/?words=index+tide");
  await seen(reader.page.getByRole("link", { name: before }));
  expect(await reader.page.getByRole("link", { name: "with another name" }).count()).toBe(0);

  await page.getByRole("button", { name: /^Archive / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await seen(page.getByText("Archived").first());
  await reader.page.reload();
  await seen(reader.page.getByText(/strateg(y|ies)$/).first());
  expect(await reader.page.getByRole("link", { name: before }).count()).toBe(0);
  await page.getByRole("button", { name: /^Restore/ }).click();
  await gone(page.getByText("Archived", { exact: true }));
});

test("an admin who publishes too cannot judge his own", async () => {
  const { page, context } = await visit();
  await enterAsNew(site(), context, "Otto Own", { role: "admin", creator: "Otto's Own" });
  await page.goto("/creator/new");
  await page.getByRole("button", { name: "Start from the example" }).click();
  await fillListing(page);
  await page.getByLabel("Title").fill("A strategy of the admin himself");
  await page.getByLabel("Price", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByRole("button", { name: "Submit for review" }).click();
  await seen(page.getByText("In review").first());
  const listingId = new URL(page.url()).pathname.split("/").at(-1);

  await page.goto("/admin/moderation");
  const own = page.getByRole("link", { name: "A strategy of the admin himself" });
  await seen(own.getByText("Your own"));
  await own.click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/admin\/moderation\/cas_/);
  await seen(page.getByText("This is your own listing. Somebody else has to decide about it."));
  expect(await page.getByRole("button", { name: "Approve and publish" }).count()).toBe(0);
  const decide = call(site(), context, "moderation.decide", { listingId, revision: 1, outcome: "approved" });
  await expect(decide).rejects.toThrow(/403.*own_judgement/);
});
