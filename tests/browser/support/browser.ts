import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { unpackChromium } from "./chromium.ts";

const screenshots = join(import.meta.dirname, "..", "..", "..", "reports", "screenshots");

export const viewports = {
  phone: { width: 360, height: 780 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
} as const;

export type Viewport = keyof typeof viewports;

// Whatever a page asks for, nothing but this machine answers.
const args = [
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  "--disable-domain-reliability",
  "--no-pings",
  "--font-render-hinting=none",
];

/** A real browser, as root or not, without anything but npm having installed it. */
export async function launchBrowser(): Promise<Browser> {
  const packed = await unpackChromium();
  const options = packed === undefined ? { channel: "chrome", args } : { ...packed, args };
  if (process.getuid?.() === 0) return chromium.launch({ ...options, chromiumSandbox: false });
  // Some systems forbid ordinary users the namespaces that the sandbox is made of; only our own pages are visited.
  return chromium
    .launch({ ...options, chromiumSandbox: true })
    .catch(() => chromium.launch({ ...options, chromiumSandbox: false }));
}

export type OpenPage = {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: errors it threw or logged. A journey ends with none. */
  problems: string[];
};

export type PageOptions = {
  viewport?: Viewport;
  colorScheme?: "light" | "dark";
  locale?: string;
  baseURL?: string;
};

/** A fresh visitor: no cookies, nothing stored. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const { viewport = "desktop", colorScheme = "light", locale = "en-GB", baseURL } = options;
  const context = await browser.newContext({
    viewport: viewports[viewport],
    colorScheme,
    locale,
    timezoneId: "UTC",
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { page, context, problems };
}

/** A picture of the whole page in reports/screenshots, once its fonts are there. Returns the picture's path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  return path;
}

/** The page scrolls up and down only: nothing sticks out at its side. */
export async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
