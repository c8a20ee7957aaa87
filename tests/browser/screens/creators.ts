import { inspectAll } from "../support/inspect.ts";
import { seen } from "../support/seen.ts";
import type { Stage } from "./stage.ts";

/** Who writes strategies and lists them. */
export const creatorsSee = async ({ visitAs }: Stage): Promise<string[]> => {
  const visitor = await visitAs("creator");
  const { page } = visitor;
  const findings = await inspectAll(visitor.page, [
    { name: "creator desk", path: "/creator", shows: "Index tide" },
    {
      name: "edit listing",
      shows: "Index tide",
      first: async () => {
        await page
          .getByRole("link", { name: /^Index tide/ })
          .first()
          .click();
        await seen(page.getByRole("button", { name: "New version" }));
      },
    },
    {
      name: "new version",
      shows: "Versions",
      first: async () => {
        await page.getByRole("button", { name: "New version" }).click();
        await seen(page.getByText("This is a valid strategy."));
      },
    },
    { name: "strategy language", path: "/language", shows: "Use this" },
    { name: "new listing", path: "/creator/new", shows: "Start from the example" },
    {
      name: "new listing refused",
      shows: "Start from the example",
      first: async () => {
        await page.getByRole("button", { name: "Save draft" }).click();
        await seen(page.getByText("Write at least 5 characters", { exact: false }));
      },
    },
    {
      name: "new listing written",
      shows: "Start from the example",
      first: async () => {
        await page.getByRole("button", { name: "Start from the example" }).click();
        await seen(page.getByText("This is a valid strategy."));
        await seen(page.getByLabel("Name in the document"));
      },
    },
  ]);
  return findings;
};
