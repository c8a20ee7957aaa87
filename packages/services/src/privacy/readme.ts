import type { UserId } from "@boltz/contract";
import type { Section } from "./section.ts";

/** The page that explains an archive: what each file is, and how many rows it has. */
export const readmeOf = (userId: UserId, now: Date, counts: ReadonlyMap<Section, number>): string => {
  const widest = Math.max(...[...counts.keys()].map(({ name }) => name.length));
  const files = [...counts].map(
    ([{ name, about }, count]) =>
      `  ${name.padEnd(widest)}  ${String(count).padStart(7)} ${count === 1 ? "row " : "rows"}  ${about}`,
  );
  return [
    "BoltzTrader Marketplace: everything that is kept about you",
    "",
    `Account  ${userId}`,
    `Made     ${now.toISOString()}`,
    "",
    "Every name below is two files with the same rows: .json for programs, .csv for spreadsheets.",
    "Amounts are whole numbers of the smallest unit of their currency: 4900 of USD is 49.00 dollars.",
    "Times are in UTC. A text that a spreadsheet would take for a formula has an apostrophe before it in the .csv.",
    "",
    ...files,
    "",
    "Left out are keys that would let somebody in (passwords, tokens, secrets), what belongs to other people,",
    "and bank details, which only the payment providers have.",
    "",
  ].join("\n");
};
