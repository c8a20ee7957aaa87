import type { Section } from "./section.ts";
import { accountSections } from "./sections-account.ts";
import { marketSections } from "./sections-market.ts";
import { moneySections } from "./sections-money.ts";

/** Everything that is kept about a person, in the order in which an export collects it. */
export const sections: readonly Section[] = [...accountSections, ...marketSections, ...moneySections];
