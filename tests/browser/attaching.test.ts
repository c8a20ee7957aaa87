import { expect, test } from "vitest";
import { useStage } from "./screens/stage.ts";
import { isAccessible } from "./support/accessibility.ts";
import { overflowsSideways } from "./support/browser.ts";
import { enterAsNew } from "./support/people.ts";
import { onPage, seen } from "./support/seen.ts";

const stage = useStage();

const title = "A tide of the night";
const python =
  "from freqtrade.strategy import IStrategy\n\n\nclass NightTide(IStrategy):\n    stoploss = -0.1\n";

const trade = (day: number, closeRate: number) => ({
  ...{
    pair: "BTC/USDT",
    amount: 2,
    open_rate: 100,
    close_rate: closeRate,
    fee_open: 0.001,
    fee_close: 0.001,
  },
  open_date: `2026-01-0${day} 00:00:00+00:00`,
  close_date: `2026-01-0${day} 08:00:00+00:00`,
  profit_abs: 2 * (closeRate * 0.999 - 100.1),
});
const result = (trades: unknown[]) => ({
  strategy: {
    NightTide: {
      ...{ trades, starting_balance: 1_000, timeframe: "1h", profit_total: 0.9, sharpe: 7.77 },
      ...{ backtest_start: "2026-01-01 00:00:00", backtest_end: "2026-02-01 00:00:00" },
    },
  },
  strategy_comparison: [],
});
const file = (name: string, mimeType: string, text: string) => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});
const resultOf = (trades: unknown[]) =>
  file("night.json", "application/json", JSON.stringify(result(trades)));

test("files of another engine: refused at the trade, mended, read by a moderator, never verified", async () => {
  const { site, visit, visitAs } = stage();
  const author = await visit();
  await enterAsNew(site, author.context, "Nora Night", { creator: "Nora's Nights" });
  const { page } = author;
  author.mayComplain(/status of 400/);
  await page.goto("/creator/new");
  await page.getByText("Files of another engine").click();
  const wrong = [trade(2, 110), { ...trade(3, 90), amount: -2 }];
  await page
    .getByLabel("Strategy file and backtest result")
    .setInputFiles([file("NightTide.py", "text/x-python", python), resultOf(wrong)]);
  await seen(page.getByText("NightTide", { exact: true }));
  await page.getByLabel("Strategy name").fill("Night tide");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Summary").fill("Rides the tide of the night in one pair, and stays out by day.");
  await page
    .getByRole("tabpanel", { name: "Write" })
    .getByLabel("Description")
    .fill("It trades one pair at night only. It loses in nights that turn around more than once.");
  await page.getByLabel("Price", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Save draft" }).click();
  await seen(page.getByText(/^trades\[1\]\.amount: /));
  await isAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overflowsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page
    .getByLabel("Strategy file and backtest result")
    .setInputFiles([resultOf([trade(2, 110), trade(3, 90)])]);
  await page.getByRole("button", { name: "Save draft" }).click();
  await onPage(page, title);
  await page.getByRole("button", { name: "Submit for review" }).click();
  await seen(page.getByText("In review").first());

  const judge = await visitAs("moderator");
  await judge.page.goto("/admin/moderation?kind=submission");
  await judge.page.getByRole("link", { name: title }).click();
  await onPage(judge.page, title);
  await seen(
    judge.page.getByRole("region", { name: "Strategy file" }).last().getByText("class NightTide(IStrategy)"),
  );
  await isAccessible(judge.page);
  await judge.page.getByRole("button", { name: "Approve and publish" }).click();
  await onPage(judge.page, "Moderation");

  const reader = await visit();
  await reader.page.goto("/?words=tide+night");
  await reader.page.getByRole("link", { name: title }).click();
  await onPage(reader.page, title);
  await seen(reader.page.getByText("Author-supplied, not verified").first());
  await seen(reader.page.getByRole("row", { name: /profit_total/ }));
  expect(await reader.page.getByText("7.77").count()).toBe(0);
  await isAccessible(reader.page);
});
