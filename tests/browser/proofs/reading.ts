import { proofView } from "@boltz/contract";
import type { Page, Route } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";
import type { Stage } from "../screens/stage.ts";
import { listingTitled, openListing } from "../support/listings.ts";
import { atAddress, gone, onPage, seen } from "../support/seen.ts";

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

const agreement =
  "They agree: your browser got the same trades, the same equity and the same figures, to the last digit.";

/** What was signed for a strategy's public version, straight out of the database. */
export const signedResult = async ({ site }: Stage, title: string): Promise<string | undefined> => {
  const [row] = await site.db.stored<{ hash: string }>(
    `SELECT r.result_hash AS hash FROM strategy_marketplace l JOIN listing_evidence e ON e.listing_id = l.id
     JOIN backtest_runs r ON r.id = e.run_id WHERE l.title = $1`,
    [title],
  );
  return row?.hash;
};

const runHere = async (stage: Stage, page: Page, title: string): Promise<void> => {
  const rerun = part(page, "Run it yourself");
  await rerun.getByRole("button", { name: "Run it here" }).click();
  await seen(rerun.getByText(agreement));
  const result = rerun.getByRole("row", { name: /^Result/ }).locator("code");
  const hashes = await result.evaluateAll((codes) => codes.map((code) => code.getAttribute("title")));
  const signed = await signedResult(stage, title);
  expect(hashes).toEqual([signed, signed]);
};

/** A buyer reads the whole proof, down to one trade, and runs it again. */
export const buyerReadsProof = async (stage: Stage): Promise<void> => {
  const title = "Golden cross, unhurried";
  const { page } = await stage.visitAs("buyer");
  await openListing(stage.site, page, title);
  await seen(page.getByText("Signature is right. This browser checked it."));
  await seen(page.getByText("SYN-INDEX, SYN-BOND are made by a generator", { exact: false }));

  const equity = part(page, "Equity against buy and hold");
  await equity.locator("canvas").first().waitFor({ state: "visible" });
  await equity.getByRole("button", { name: "Show as table" }).click();
  await seen(equity.getByRole("table").getByRole("row").nth(1));
  const figures = part(page, "Figures");
  for (const name of ["In sample", "Sealed holdout", "After publication"])
    await seen(figures.getByText(name).filter({ visible: true }).first());
  await seen(part(page, "How much could be luck"));
  await seen(part(page, "What each rule earned"));

  const trades = part(page, "Trades");
  await trades
    .getByRole("button", { expanded: false, name: /SP500|SYN-/ })
    .first()
    .click();
  await seen(trades.getByRole("table", { name: /^Entry, decided at the close of/ }));
  await seen(trades.getByRole("cell", { name: /held|holds|true|yes/i }).first());
  await runHere(stage, page, title);
};

/** Free to read, so that anybody can run them: daily and weekly bars, stops, targets, volume, sized by volatility. */
const free = [
  "Ten over thirty weeks",
  "Three red days",
  "Volume thrust day",
  "Steady hands: a coin with the volatility turned down",
];

/** Node signed them; a browser gets the same bytes. */
export const browserAgreesWithNode = async (stage: Stage): Promise<void> => {
  const { page } = await stage.visit();
  for (const title of free) {
    await openListing(stage.site, page, title);
    await runHere(stage, page, title);
  }
};

const proofAnswer = z.looseObject({
  result: z.looseObject({ data: z.looseObject({ receipt: proofView.shape.receipt }) }),
});

/** Answers as the site does, with better figures in the receipt. */
const embellish = async (route: Route): Promise<void> => {
  const response = await route.fetch();
  const body: unknown = await response.json();
  const answers = Array.isArray(body) ? body : [body];
  for (const answer of answers) {
    const parsed = proofAnswer.safeParse(answer);
    const holdout = parsed.data?.result.data.receipt?.payload.segments.holdout;
    if (holdout) holdout.totalReturn += 1;
    if (parsed.success) answer.result.data = parsed.data.result.data;
  }
  await route.fulfill({ response, json: body });
};

/** A receipt that was changed on its way is called broken where it stands, and where it is pasted. */
export const alteredReceiptIsBroken = async ({ site, visit }: Stage): Promise<void> => {
  const { page } = await visit();
  await page.route(/\/api\/trpc\/[^?]*proofs\.get/, embellish);
  const listingId = await openListing(site, page, "Three red days");
  await seen(page.getByText("This receipt is broken"));
  await seen(page.getByRole("link", { name: "Receipt is broken", exact: true }));
  await seen(part(page, "Proof").getByText("Receipt is broken", { exact: true }));
  expect(await page.getByText("Verified", { exact: true }).count()).toBe(0);

  const input = encodeURIComponent(JSON.stringify({ listingId }));
  const answer = await page.request.get(`/api/trpc/proofs.get?input=${input}`);
  const { receipt } = proofAnswer.parse(await answer.json()).result.data;
  const text = JSON.stringify(receipt, null, 2);
  await page.goto("/verify");
  await onPage(page, "Check a receipt");
  const field = page.getByLabel("Receipt", { exact: true });
  await field.fill(text);
  await page.getByRole("button", { name: "Check it" }).click();
  await seen(page.getByText("This marketplace signed it, and nothing in it was changed since."));
  await field.fill(text.replace(/"trials": \d+/, '"trials": 0'));
  await page.getByRole("button", { name: "Check it" }).click();
  await seen(page.getByText("This receipt is not genuine"));
};

const losing = "Hourly nine and twenty-one";

/** Only what was proved, with shallow drawdowns; then two of them side by side. */
export const readerCompares = async ({ site, visit }: Stage): Promise<void> => {
  const { page } = await visit();
  await page.goto(`/?words=${encodeURIComponent(losing)}`);
  await seen(page.getByRole("link", { name: losing }));
  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByLabel("Deepest drawdown").selectOption("10% at most");
  await gone(page.getByRole("link", { name: losing }));
  await page.goto("/?verified=1");
  const results = page.getByRole("region", { name: "Results" });
  await seen(results.getByRole("article").first());
  const cards = await results.getByRole("article").count();
  expect(cards).toBeGreaterThan(15);
  expect(await results.getByRole("article").getByText("Verified", { exact: true }).count()).toBe(cards);

  const chosen = ["Three red days", losing];
  for (const title of chosen) await page.getByRole("button", { name: `Compare ${title}` }).click();
  await page.getByRole("region", { name: "Comparison" }).getByRole("link", { name: "Compare" }).click();
  const ids = await Promise.all(chosen.map((title) => listingTitled(site, title)));
  await atAddress(page, `/compare?ids=${ids.join(",")}`);
  await onPage(page, "Compare strategies");
  for (const title of chosen) await seen(page.getByRole("link", { name: title }).first());
  await seen(page.getByRole("row", { name: /^Deepest drawdown/ }).first());
};

/** A copy is named on its page, in both directions; files of another engine say that nobody ran them. */
export const readerIsToldOfCopies = async ({ site, visit }: Stage): Promise<void> => {
  const { page } = await visit();
  await openListing(site, page, "Three soft closes");
  await part(page, "Much like this one").getByRole("link", { name: "Three red days" }).click();
  await onPage(page, "Three red days");
  await seen(part(page, "Much like this one").getByRole("link", { name: "Three soft closes" }));

  await openListing(site, page, "Night drift: in at eight, out at eight");
  const proof = part(page, "Proof");
  await seen(proof.getByText("Author-supplied, not verified", { exact: true }));
  await seen(proof.getByText("winrate", { exact: false }).first());
};
