import { newId } from "@boltz/db";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { listingTitled } from "./support/listings.ts";
import { atAddress, gone, onPage, seen } from "./support/seen.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const momentumTitle = "Twelve-month momentum across seven asset classes";

const results = (page: Page) => page.getByRole("region", { name: "Results" });
const titles = (page: Page) => results(page).getByRole("heading", { level: 3 }).allTextContents();
const filters = (page: Page) => page.getByRole("complementary", { name: "Filters" });

/** Waits until the list shows these strategies and no other. */
const shows = (page: Page, wanted: readonly string[]) =>
  expect.poll(() => titles(page), { timeout: 10_000 }).toEqual(wanted);

test("a visitor narrows the list, and the address bar keeps it", async () => {
  const { page } = await visit();
  await page.goto("/");
  await onPage(page, "Trading strategies you can read before you buy");
  await seen(results(page).getByRole("article").first());
  expect(await titles(page)).toHaveLength(24);
  await page.getByRole("button", { name: "Load more" }).click();
  await gone(page.getByRole("button", { name: "Load more" }));
  const all = await titles(page);
  expect(all).toHaveLength(35);
  expect(new Set(all).size).toBe(35);

  const sort = page.getByLabel("Sort by");
  expect(await sort.getByRole("option", { selected: true }).textContent()).toBe("Best evidence");
  await sort.selectOption("Newest");
  await atAddress(page, "/?sort=newest");
  await expect.poll(() => titles(page), { timeout: 10_000 }).not.toEqual(all.slice(0, 24));
  await sort.selectOption("Best evidence");
  await atAddress(page, "/");
  await expect.poll(async () => (await titles(page)).slice(0, 24)).toEqual(all.slice(0, 24));

  await page.getByRole("searchbox", { name: "Search strategies" }).fill("momentum");
  await atAddress(page, "/?words=momentum");
  await expect.poll(() => titles(page), { timeout: 10_000 }).not.toContain("Golden cross, unhurried");
  expect(await titles(page)).toContain(momentumTitle);

  await filters(page).getByLabel("etf").check();
  await atAddress(page, "/?words=momentum&tags=etf");
  await filters(page).getByLabel("Paid", { exact: true }).check();
  await atAddress(page, "/?words=momentum&tags=etf&cost=paid");
  await filters(page).getByLabel("Currency").selectOption("EUR");
  await filters(page).getByLabel("From").fill("30");
  await filters(page).getByLabel("From").press("Enter");
  const narrowed = "/?words=momentum&tags=etf&cost=paid&currency=EUR&min=30.00";
  await atAddress(page, narrowed);
  await shows(page, [momentumTitle]);

  expect(await sort.getByRole("option", { selected: true }).textContent()).toBe("Best match");
  await sort.selectOption("Price, low to high");
  await atAddress(page, `${narrowed}&sort=price_asc`);
  await page.reload();
  await shows(page, [momentumTitle]);
  expect(await page.getByRole("searchbox").inputValue()).toBe("momentum");
  expect(await filters(page).getByLabel("From").inputValue()).toBe("30.00");
  expect(await sort.inputValue()).toBe("price_asc");

  await page.getByRole("link", { name: momentumTitle }).click();
  await onPage(page, momentumTitle);
  await page.goBack();
  await atAddress(page, `${narrowed}&sort=price_asc`);
  await shows(page, [momentumTitle]);
  await page.goBack();
  await atAddress(page, narrowed);
  await page.goBack();
  await expect.poll(() => page.getByLabel("Currency").inputValue()).toBe("EUR");
  expect(await filters(page).getByLabel("From").inputValue()).toBe("");

  await filters(page).getByRole("button", { name: "Clear all" }).click();
  await atAddress(page, "/");
  await expect.poll(() => titles(page)).toHaveLength(24);
});

test("a misspelt word, a free strategy, an order by price, and nothing at all", async () => {
  const { page } = await visit({ viewport: "phone" });
  await page.goto("/?words=momentun");
  await seen(page.getByText("the nearest spelling is shown"));
  expect(await titles(page)).toContain(momentumTitle);

  await page.goto("/?currency=GBP&sort=price_desc");
  await shows(page, [
    "Two-day RSI pullback for index funds",
    "Band snapback: Bollinger reversion with a way out",
    "Stochastic dip in an uptrend",
    "Three red days",
  ]);
  await page.getByRole("button", { name: "Filters (1)" }).click();
  const drawer = page.getByRole("dialog", { name: "Narrow the list" });
  await drawer.getByLabel("Free", { exact: true }).check();
  await drawer.getByRole("button", { name: "Show strategies" }).click();
  await shows(page, ["Three red days"]);

  await page.getByRole("searchbox").fill("zzzzqqqq");
  await seen(page.getByRole("heading", { name: "No strategy fits" }));
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect.poll(() => titles(page)).toHaveLength(24);
});

test("a visitor narrows by market and style, and reads how the list is ranked", async () => {
  const { page } = await visit();
  await page.goto("/");
  await seen(results(page).getByRole("article").first());
  await page.getByText("How strategies are ranked").click();
  await seen(
    page.getByText("judged only by bars that none of its author's tries had seen", { exact: false }),
  );
  await filters(page).getByLabel("Market").selectOption("Futures");
  await atAddress(page, "/?market=futures");
  await filters(page).getByLabel("Style").selectOption("Breakout");
  await atAddress(page, "/?market=futures&style=breakout");
  await expect.poll(() => titles(page)).toContain("Fjord: a two-sided channel breakout for futures");
  await expect.poll(() => titles(page)).not.toContain("Golden cross, unhurried");
  await page.reload();
  expect(await filters(page).getByLabel("Market").inputValue()).toBe("futures");
  await filters(page).getByLabel("Deepest drawdown").selectOption("20% at most");
  await atAddress(page, "/?market=futures&style=breakout&drawdown=20");
  expect(await filters(page).getByLabel("Verified only").isChecked()).toBe(true);
});

test("two strategies are chosen on a phone and stand side by side", async () => {
  const { page } = await visit({ viewport: "phone" });
  await page.goto("/?currency=GBP&sort=price_desc");
  await page.getByRole("button", { name: "Compare Three red days" }).click();
  await page.getByRole("button", { name: "Compare Stochastic dip in an uptrend" }).click();
  const tray = page.getByRole("region", { name: "Comparison" });
  await seen(tray.getByText("2 of 4 chosen"));
  await tray.getByRole("link", { name: "Compare" }).click();
  await onPage(page, "Compare strategies");
  const table = page.getByRole("region", { name: "Comparison" });
  await seen(table.getByRole("columnheader", { name: /Three red days/ }));
  await seen(table.getByRole("columnheader", { name: /Stochastic dip in an uptrend/ }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.reload();
  await table.getByRole("button", { name: "Take Three red days out of the comparison" }).click();
  await seen(page.getByText("Only one so far"));
  await page.goto("/compare");
  await seen(page.getByRole("heading", { name: "Nothing to compare yet" }));
});

test("a visitor reads a strategy's rules, price and refund terms", async () => {
  const { page } = await visit();
  await page.goto("/?words=fjord");
  await page.getByRole("link", { name: "Fjord: a two-sided channel breakout for futures" }).click();
  await onPage(page, "Fjord: a two-sided channel breakout for futures");
  expect(await page.title()).toContain("Fjord");

  const rules = page.getByRole("region", { name: "Rules in plain words" });
  await seen(rules.getByRole("listitem").first());
  expect(await rules.textContent()).toMatch(/highest high|55/i);
  const panel = page.getByRole("complementary", { name: "Buy" }).first();
  expect(await panel.textContent()).toContain("US$49.00");
  expect(await panel.textContent()).toContain("14-day refund: full price back within 14 days.");
  await seen(page.getByRole("region", { name: "Versions" }).getByText("2.0.0"));
  await seen(page.getByRole("region", { name: "Price history" }).getByText("US$49.00"));
  const sealed = page.getByRole("region", { name: "Document" });
  await seen(sealed.getByText("The document itself comes with the purchase.", { exact: false }));
  await seen(sealed.getByText(/^[0-9a-f]{64}$/));

  await page.getByRole("list", { name: "Tags" }).getByRole("link", { name: "donchian" }).click();
  await atAddress(page, "/?tags=donchian");
  await expect.poll(() => titles(page)).toHaveLength(3);

  await page.goto(`/listings/${await listingTitled(site(), "Golden cross, unhurried")}`);
  await page.getByRole("button", { name: /^Show all \d+ lines$/ }).click();
  await seen(page.getByRole("region", { name: "Strategy document" }).getByText('"costs"'));
});

test("what is not there says so, and leads on", async () => {
  const visitor = await visit();
  const { page } = visitor;
  visitor.mayComplain(/status of 404/);
  for (const id of [newId("lst"), "lst_01k9zzzzzzzzzzzzzzzzzzzzz0", "nonsense"]) {
    await page.goto(`/listings/${id}`);
    await seen(page.getByRole("heading", { name: "This strategy is not here" }));
  }
  await page.goto("/no/such/page");
  await onPage(page, "Page not found");
  await page.getByRole("main").getByRole("link", { name: "Explore strategies" }).click();
  await seen(results(page).getByRole("article").first());
});

test("a fault on our side is said calmly, with a code to quote, and trying again works", async () => {
  const visitor = await visit();
  const { page } = visitor;
  visitor.mayComplain(/status of 500/);
  await page.goto("/?words=fjord");
  await seen(results(page).getByRole("article").first());
  await site().db.stored("ALTER TABLE strategy_marketplace RENAME TO strategy_marketplace_away");
  try {
    await page.getByRole("searchbox").fill("golden");
    const alert = page.getByRole("alert");
    await seen(alert.getByText("The strategies could not be loaded"));
    await seen(alert.getByText(/Code to quote: [0-9a-f-]{36}/));
    expect(await alert.textContent()).not.toMatch(/strategy_marketplace|relation|select/i);
  } finally {
    await site().db.stored("ALTER TABLE strategy_marketplace_away RENAME TO strategy_marketplace");
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await seen(page.getByRole("link", { name: "Golden cross, unhurried" }));
});

test("a server that does not answer is named as such", async () => {
  const visitor = await visit();
  const { page } = visitor;
  visitor.mayComplain(/net::ERR_CONNECTION_REFUSED/);
  await page.goto("/?words=fjord");
  await seen(results(page).getByRole("article").first());
  await page.route("**/api/trpc/**", (route) => route.abort("connectionrefused"));
  await page.getByRole("link", { name: "Fjord: a two-sided channel breakout for futures" }).click();
  await seen(page.getByText("The server does not answer. Check your connection, then try again."));
  await page.unroute("**/api/trpc/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await onPage(page, "Fjord: a two-sided channel breakout for futures");
});

test("what an author wrote stays text, whatever it looks like", async () => {
  const { page } = await visit();
  const listingId = await listingTitled(site(), "Three red days");
  const hostile = `<img src="x" onerror="window.struck = 1"> & co`;
  const description = [
    `# Head <script>window.struck = 2</script>`,
    "[a link](javascript:window.struck=3) and [another](https://example.com/page)",
    `![a picture](https://example.com/spy.png) <svg onload="window.struck = 4"></svg>`,
    "<iframe src='https://example.com'></iframe>",
    "plain words at the end",
  ].join("\n\n");
  await site().db.stored("UPDATE strategy_marketplace SET summary = $2, description = $3 WHERE title = $1", [
    "Three red days",
    hostile,
    description,
  ]);
  await page.goto(`/listings/${listingId}`);
  await seen(page.getByText(hostile));
  const text = page.getByRole("region", { name: "Description" });
  await seen(text.getByText("plain words at the end"));
  expect(await text.locator("script, svg, iframe, img").count()).toBe(0);
  expect((await text.getByText("a link").getAttribute("href")) ?? "").not.toContain("javascript");
  const outward = text.getByRole("link", { name: "another" });
  expect(await outward.getAttribute("rel")).toContain("noopener");
  await page.goto("/?words=three+red+days");
  await seen(page.getByText(hostile));
  expect(await page.evaluate(() => "struck" in window)).toBe(false);
});

test("the colours that a visitor chose are kept", async () => {
  const { page } = await visit();
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  await page.goto("/sign-in");
  expect(await scheme()).toBe("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(scheme).toBe("dark");
  await page.getByRole("button", { name: "Colours: as the system. Change to light" }).click();
  await expect.poll(scheme).toBe("light");
  await page.reload();
  expect(await scheme()).toBe("light");
});
