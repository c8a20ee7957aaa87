import type { Locator } from "playwright-core";

/** What a list of names and values says behind a name. */
export const fact = (within: Locator, name: string): Locator =>
  within
    .locator("dl > div")
    .filter({ has: within.page().locator("dt", { hasText: name }) })
    .locator("dd");

/** A text as a person reads it: the spaces that only keep an amount together are plain ones. */
export const textOf = async (locator: Locator): Promise<string> =>
  ((await locator.textContent()) ?? "").replaceAll(/\s/g, " ");
