import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Site } from "../../support/site.ts";
import { launchBrowser, type OpenPage, openPage, type PageOptions, screenshot } from "./browser.ts";

export interface Visitor extends OpenPage {
  /** Takes complaints of the browser that belong to the story, such as the status of a refused sign-in. */
  mayComplain(pattern: RegExp): void;
}

/**
 * A browser for the calling test file. Whoever a test lets in leaves when it ends, and nobody's page may have
 * complained by then; where a test failed, its pages are kept as pictures.
 */
export const useVisitors = (site: () => Site): ((options?: PageOptions) => Promise<Visitor>) => {
  let browser: Browser | undefined;
  let present: { visitor: Visitor; allowed: RegExp[] }[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    const left = present;
    present = [];
    if (task.result?.state === "fail")
      await Promise.all(
        left.map(({ visitor }, place) =>
          screenshot(visitor.page, `failed ${task.name.replaceAll(/[^a-z0-9]+/gi, "-")} ${place}`),
        ),
      );
    await Promise.all(left.map(({ visitor }) => visitor.context.close()));
    const complaints = left.flatMap(({ visitor, allowed }) =>
      visitor.problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem))),
    );
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser?.close());

  return async (options = {}) => {
    if (browser === undefined) throw new Error("visitors come only inside tests");
    const opened = await openPage(browser, { baseURL: site().url, ...options });
    const allowed: RegExp[] = [];
    const visitor = { ...opened, mayComplain: (pattern: RegExp) => void allowed.push(pattern) };
    present.push({ visitor, allowed });
    return visitor;
  };
};
