import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

// Reading axe's half a megabyte takes longer than most looks, so a page that has read it is not given it again.
const nothingNew = "0";

/**
 * What axe calls serious or critical, one line per rule with the places it names; an accessible screen has none.
 * `rules` asks only for some: where nothing but the colours changed, the contrast alone can have.
 */
export async function seriousFindings(page: Page, rules?: string[]): Promise<string[]> {
  const isRead = await page.evaluate(() => "axe" in globalThis);
  // Its usual mode opens a second page for every look, which takes longer than the look itself.
  const axe = new AxeBuilder({ page, ...(isRead ? { axeSource: nothingNew } : {}) })
    .setLegacyMode(true)
    .options({
      resultTypes: ["violations"],
      ...(rules === undefined ? {} : { runOnly: { type: "rule", values: rules } }),
    });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join("; ")})`,
    );
}

/** A step of a journey that everybody can take: nothing loads, and axe finds nothing serious. */
export const isAccessible = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.querySelector('[role="status"][aria-label^="Loading"], [data-stale]') === null,
  );
  expect(await seriousFindings(page)).toEqual([]);
};
