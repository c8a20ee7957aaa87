import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousFindings } from "./accessibility.ts";
import { launchBrowser, openPage, overflowsSideways, screenshot } from "./browser.ts";

let browser: Browser;
let server: Server;
let baseURL: string;

const fontFile = createRequire(`${import.meta.dirname}/../../../apps/web/package.json`).resolve(
  "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
);

const html = `<!doctype html><html lang="en"><head><title>Probe</title><style>
@font-face { font-family: "Inter Variable"; src: url(/inter.woff2); font-weight: 100 900; }
body { font: 16px "Inter Variable"; } code { font-family: monospace; }
</style></head><body><main><h1>Momentum on BTC</h1>
<p id="inter">Sharpe 1.42, drawdown −12.3 %, €49.00 · £29 · ₹999 · ¥1,200</p>
<p id="fallback" style="font-family: sans-serif">Sharpe 1.42, drawdown −12.3 %, €49.00 · £29 · ₹999 · ¥1,200</p><p><code>boltz install</code></p>
<img src="https://example.com/away.png" alt=""></main></body></html>`;

beforeAll(async () => {
  const font = await readFile(fontFile);
  server = createServer((request, response) => {
    if (request.url === "/inter.woff2") response.setHeader("content-type", "font/woff2").end(font);
    else response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  baseURL = `http://127.0.0.1:${address.port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

test("shows a page with the site's own font, reaches nobody else, and takes its picture", async () => {
  const { page, context, problems } = await openPage(browser, { baseURL, viewport: "phone" });
  await page.goto("/");
  const path = await screenshot(page, "probe");
  expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true);
  const [inter, fallback] = await Promise.all(
    ["#inter", "#fallback"].map((id) =>
      page.locator(id).evaluate((element) => element.getClientRects().length),
    ),
  );
  expect(inter).toBeGreaterThan(0);
  expect(fallback).toBeGreaterThan(0);
  expect(problems).toEqual(["Failed to load resource: net::ERR_NAME_NOT_RESOLVED"]);
  expect((await stat(path)).size).toBeGreaterThan(5_000);
  expect(await overflowsSideways(page)).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await context.close();
});
