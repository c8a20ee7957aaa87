import type { Page } from "playwright-core";
import { seriousFindings } from "./accessibility.ts";
import { overflowsSideways, screenshot, viewports } from "./browser.ts";
import { seen } from "./seen.ts";

/** One state of one screen, and how to get there. */
export interface Screen {
  name: string;
  path?: string;
  /** What is there once the screen has drawn itself. */
  shows: string | RegExp;
  /** Done on the screen before it is looked at. */
  first?: (page: Page) => Promise<void>;
}

/** The colours are those asked for, nothing loads any more, and every transition that ends is at its end. */
const settled = async (page: Page, colorScheme: "light" | "dark"): Promise<void> => {
  await page.waitForFunction((scheme) => {
    // The site's own script follows the browser's scheme; the provider's pages leave it to their style sheet.
    const shown = document.documentElement.getAttribute("data-mantine-color-scheme");
    if (shown !== null && shown !== scheme) return false;
    if (document.querySelector('[role="status"][aria-label^="Loading"], [data-stale]') !== null) return false;
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    for (const animation of moving) animation.finish();
    // What was finished may begin the next one, so that only a frame after which nothing moves is still.
    const root = document.documentElement;
    const stillFrames = moving.length > 0 ? 0 : Number(root.dataset["stillFrames"] ?? 0) + 1;
    root.dataset["stillFrames"] = String(stillFrames % 3);
    return stillFrames === 3;
  }, colorScheme);
};

/** The texts of what reaches over the right edge, to know where to look. */
const stickingOut = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return Array.from(document.querySelectorAll("main *"))
      .filter((element) => element.getBoundingClientRect().right > edge + 0.5)
      .map((element) => `${element.tagName.toLowerCase()} “${element.textContent?.slice(0, 40)}”`)
      .join(", ");
  });

const contrastOnly = ["color-contrast", "link-in-text-block"];

/** What every screen has to have, whatever its width. */
const findingsOf = async (page: Page): Promise<string[]> => {
  const findings = await seriousFindings(page);
  if (await overflowsSideways(page)) findings.push(`sticks out at the side: ${await stickingOut(page)}`);
  const headings = await page.getByRole("heading", { level: 1 }).count();
  // A dialog hides what is behind it, its heading too.
  if (headings !== 1 && (await page.getByRole("dialog").count()) === 0)
    findings.push(`has ${headings} first headings`);
  if ((await page.title()).trim() === "") findings.push("has no title");
  return findings;
};

interface Look {
  viewport: "desktop" | "phone";
  colorScheme: "light" | "dark";
  find: (page: Page) => Promise<string[]>;
  /** Drawing a whole page takes longer than judging it, so two looks of four are kept, and whatever is wrong. */
  isKept: boolean;
}

const contrast = (page: Page) => seriousFindings(page, contrastOnly);
const looks: readonly Look[] = [
  { viewport: "desktop", colorScheme: "light", find: findingsOf, isKept: true },
  { viewport: "desktop", colorScheme: "dark", find: contrast, isKept: false },
  { viewport: "phone", colorScheme: "light", find: findingsOf, isKept: false },
  { viewport: "phone", colorScheme: "dark", find: contrast, isKept: true },
];

/**
 * Opens a screen and looks at it narrow and wide, light and dark. Answers what is wrong, one line per
 * finding, with the look that it shows in.
 */
export const inspect = async (page: Page, { name, path, shows, first }: Screen): Promise<string[]> => {
  await page.setViewportSize(viewports.desktop);
  if (path !== undefined) await page.goto(path);
  await seen(page.getByText(shows).filter({ visible: true }).first());
  await first?.(page);
  const findings: string[] = [];
  for (const { viewport, colorScheme, find, isKept } of looks) {
    await page.setViewportSize(viewports[viewport]);
    await page.emulateMedia({ colorScheme });
    await settled(page, colorScheme);
    const found = await find(page);
    if (isKept || found.length > 0) await screenshot(page, `${name} ${viewport} ${colorScheme}`);
    findings.push(...found.map((finding) => `${name}, ${viewport}, ${colorScheme}: ${finding}`));
  }
  return findings;
};

export const inspectAll = async (page: Page, screens: readonly Screen[]): Promise<string[]> => {
  const findings: string[] = [];
  for (const screen of screens) findings.push(...(await inspect(page, screen)));
  return findings;
};
