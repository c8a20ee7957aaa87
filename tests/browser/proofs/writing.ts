import type { Page } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";
import type { Stage } from "../screens/stage.ts";
import { call, enterAsNew } from "../support/people.ts";
import { onPage, seen } from "../support/seen.ts";

const title = "Short falls in a rising index";
const summary =
  "Buys short falls of the index while it stands above its long average, and leaves on the rebound.";
const description =
  "## The idea\n\nMost short falls in a rising market are noise. It loses when the first fall of a long decline looks like one of them.";

const standingOf = (page: Page) => page.getByRole("region", { name: "Where it stands" });

const rebound = {
  format: "boltz.strategy/1",
  name: "Short falls",
  style: "mean-reversion",
  market: { assetClass: "etfs", symbols: ["SP500"] },
  timeframe: "1d",
  params: { weak: { default: 30, min: 10, max: 40, step: 5 } },
  indicators: {
    strength: { kind: "rsi", source: "close", length: 4 },
    trend: { kind: "sma", source: "close", length: 100 },
  },
  long: {
    entry: {
      all: [
        { lt: [{ indicator: "strength" }, { param: "weak" }] },
        { gt: [{ price: "close" }, { indicator: "trend" }] },
      ],
    },
    exit: { gt: [{ indicator: "strength" }, 60] },
    maxBars: 15,
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 5, slippageBps: 3 },
};

/** Starts from an example, writes something else with one wrong name, is told where, and mends it. */
const writeDocument = async (page: Page) => {
  await page.getByLabel("Start from").selectOption({ label: "Example: Pullback in a rising market" });
  await seen(page.getByText("This is a valid strategy."));
  const text = page.getByLabel("Strategy document");
  const right = JSON.stringify(rebound, null, 2);
  await text.fill(right.replace('"indicator": "trend"', '"indicator": "trand"'));
  await seen(page.getByText("One thing to correct"));
  await seen(page.getByRole("button", { name: "Go to the field long.entry.all[1].gt[1]" }));
  await text.fill(right);
  await seen(page.getByText("This is a valid strategy."));
};

const tryIt = async (page: Page) => {
  const panel = page.getByRole("region", { name: "Try it" });
  await panel.getByRole("button", { name: "Run on past bars" }).click();
  await seen(
    panel.getByText("This is the first document that you have run on these bars.", { exact: false }),
  );
  await seen(panel.getByText("Enough trades"));
  await seen(panel.getByText("In sample").first());
};

const fillListing = async (page: Page) => {
  await page.getByLabel("Strategy name").fill("Short falls");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Summary").fill(summary);
  await page.getByRole("tabpanel", { name: "Write" }).getByLabel("Description").fill(description);
  await page.getByLabel("Price", { exact: true }).fill("0");
};

/** A document from the editor to Explore: an error mended, a try, its proof, a moderator who sees it. */
export const authorIsProved = async ({ site, visit, visitAs }: Stage): Promise<void> => {
  const [author, judge, reader] = [await visit(), await visitAs("moderator"), await visit()];
  await enterAsNew(site, author.context, "Ada Author", { creator: "Ada's Rules" });
  const { page } = author;
  await page.goto("/creator/new");
  await onPage(page, "New listing");
  await writeDocument(page);
  await tryIt(page);
  await fillListing(page);
  await page.getByRole("button", { name: "Save draft" }).click();
  await onPage(page, title);
  await seen(standingOf(page).getByText("Not verified yet"));
  await page.getByRole("button", { name: "Submit for review" }).click();
  await seen(standingOf(page).getByText(/Waiting for its turn|Being verified|^Verified$/));
  await seen(standingOf(page).getByText("Verified", { exact: true }));
  await seen(standingOf(page).getByText("6 checks passed"));

  await judge.page.goto("/admin/moderation?kind=submission");
  await judge.page.getByRole("link", { name: title }).click();
  await onPage(judge.page, title);
  await seen(judge.page.getByRole("main").getByText("Verified", { exact: true }));
  await judge.page.getByRole("button", { name: "Approve and publish" }).click();
  await onPage(judge.page, "Moderation");

  await reader.page.goto("/?words=short+falls+index");
  const card = reader.page.getByRole("article").filter({ hasText: title });
  await seen(card.getByText("Verified", { exact: true }));
  await seen(card.getByRole("region", { name: "Sealed holdout" }));
  await card.getByRole("link", { name: title }).click();
  await onPage(reader.page, title);
  await seen(reader.page.getByText("Signature is right. This browser checked it."));
};

const crossing = (left: string, right: string) => [{ indicator: left }, { indicator: right }];

/** Trades a handful of times, and has a condition that never holds. */
const tooRare = {
  format: "boltz.strategy/1",
  name: "Too rare",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SP500"] },
  timeframe: "1d",
  params: {},
  indicators: {
    fast: { kind: "sma", source: "close", length: 50 },
    slow: { kind: "sma", source: "close", length: 200 },
    power: { kind: "rsi", source: "close", length: 14 },
  },
  long: {
    entry: {
      all: [{ crossesAbove: crossing("fast", "slow") }, { lt: [{ indicator: "power" }, 101] }],
    },
    exit: { crossesBelow: crossing("fast", "slow") },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 1, slippageBps: 2 },
};

const data = <Shape extends z.ZodType>(shape: Shape) => z.object({ result: z.object({ data: shape }) });
const made = data(z.object({ id: z.string() }));

/** A version that does not pass comes back at once, with what to mend and where. */
export const authorIsToldWhatToMend = async ({ site, visit }: Stage): Promise<void> => {
  const { page, context } = await visit();
  await enterAsNew(site, context, "Remi Rare", { creator: "Rarely" });
  const version = { name: "Too rare", version: "1.0.0", document: tooRare, changelog: "" };
  const strategy = made.parse(await call(site, context, "strategies.create", version));
  const listing = made.parse(
    await call(site, context, "listings.create", {
      strategyId: strategy.result.data.id,
      ...{ title: "Too rare to say anything", summary, description, tags: ["daily"], refundDays: 0 },
      price: { amountMinor: "0", currency: "EUR" },
    }),
  );
  await page.goto(`/creator/listings/${listing.result.data.id}`);
  await page.getByRole("button", { name: "Submit for review" }).click();
  const standing = standingOf(page);
  await seen(standing.getByText("Not passed", { exact: true }));
  await seen(standing.getByText("Enough trades"));
  await seen(standing.getByText("Loosen the entry, or trade more symbols", { exact: false }));
  await seen(standing.getByText("No dead rule"));
  await standing.getByRole("button", { name: "Mend long.entry.all[1] in the editor" }).click();
  await seen(page.getByLabel("Strategy document"));
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[aria-label="Strategy form"]') !== null))
    .toBe(true);
};
