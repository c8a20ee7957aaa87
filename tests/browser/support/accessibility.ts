import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/**
 * What axe calls serious or critical, one line per rule with the places it names; an accessible screen has none.
 * `rules` asks only for some: where nothing but the colours changed, the contrast alone can have.
 */
export async function seriousFindings(page: Page, rules?: string[]): Promise<string[]> {
  // Its usual mode opens a second page for every look, which takes longer than the look itself.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({
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
