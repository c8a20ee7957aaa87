import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Waits until a person can see it. */
export const seen = (locator: Locator): Promise<void> => locator.waitFor({ state: "visible" });

export const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: "hidden" });

/** Waits until the page's first heading says this. */
export const onPage = (page: Page, heading: string): Promise<void> =>
  seen(page.getByRole("heading", { level: 1, name: heading, exact: true }));

/** Waits until the address bar shows a path, its query included. */
export const atAddress = (page: Page, path: string): Promise<void> =>
  expect
    .poll(
      () => {
        const { pathname, search } = new URL(page.url());
        return decodeURIComponent(`${pathname}${search}`);
      },
      { timeout: 10_000 },
    )
    .toBe(path);
