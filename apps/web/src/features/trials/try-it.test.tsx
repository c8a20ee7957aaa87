import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { countWords } from "./trial-words.ts";
import { trialFixture, trialsFixture } from "./trials.fixture.ts";
import { TryIt } from "./try-it.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const document = { format: "boltz.strategy/1" };
const { specHash } = trialFixture();

const draw = async (
  handlers: Parameters<typeof answerCalls>[0],
  props: Partial<Parameters<typeof TryIt>[0]> = {},
) => {
  const places: unknown[] = [];
  const calls = answerCalls({ "strategies.trials": () => ({ data: trialsFixture(0) }), ...handlers });
  await drawScreen(
    <TryIt document={document} specHash={specHash} onPlace={(path) => places.push(path)} {...props} />,
  );
  return { ...calls, places };
};
const run = () => userEvent.click(screen.getByRole("button", { name: "Run on past bars" }));

test("before anything is run, it says that every try is counted", async () => {
  await draw({});
  expect(screen.getByText(/Every different document that you run here is counted/)).toBeTruthy();
  expect(await screen.findByText("You have run nothing here yet.")).toBeTruthy();
});

test("a document that is no strategy yet cannot run, and says why", async () => {
  await draw({}, { document: null, specHash: null });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Run on past bars" }).disabled).toBe(true);
  expect(screen.getByText(/as soon as the document is a valid strategy/)).toBeTruthy();
});

test("a try shows its figures, its line, what to mend and the count", async () => {
  let total = 0;
  const calls = await draw({
    "strategies.run": () => {
      total = 12;
      return { data: trialFixture() };
    },
    "strategies.trials": () => ({ data: trialsFixture(total) }),
  });
  await run();
  const line = await screen.findByRole("img", { name: /^The account from/ });
  expect(line.getAttribute("aria-label")).toContain("+42.0%; buy and hold: +88.0%");
  expect(within(screen.getByRole("region", { name: "Trades" })).getByText("23")).toBeTruthy();
  expect(screen.getByText(/12 different documents on these bars/)).toBeTruthy();
  expect(screen.getByText("One comparison never changes the outcome.")).toBeTruthy();
  await userEvent.click(
    screen.getByRole("button", { name: "Mend long.entry.crossesAbove[1] in the editor" }),
  );
  expect(calls.places).toEqual([["long", "entry", "crossesAbove", 1]]);
  expect(calls.inputsOf("strategies.run")).toEqual([{ document }]);
  await userEvent.click(await screen.findByText("12 tries so far, on all markets"));
  expect(screen.getAllByRole("row", { name: /Golden cross/ })).toHaveLength(5);
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  await vi.waitFor(() => expect(calls.inputsOf("strategies.trials")).toContainEqual({ limit: 200 }));
});

test("figures of an older text are said to be old", async () => {
  await draw({ "strategies.run": () => ({ data: trialFixture() }) }, { specHash: "cd".repeat(32) });
  await run();
  expect(await screen.findByText("The document has changed since this run.")).toBeTruthy();
});

test("where there are no bars it says which, and trying again is possible", async () => {
  await draw({
    "strategies.run": () => ({
      code: "no_bars",
      issues: [{ path: ["document", "market", "symbols", 0], message: "There are no 1d bars of SPY here." }],
    }),
  });
  await run();
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("There are no 1d bars of SPY here.");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Run on past bars" }).disabled).toBe(false);
});

test("the count in words", () => {
  expect(countWords({ trials: 1, isRepeated: false })).toContain("the first document");
  expect(countWords({ trials: 1_204, isRepeated: true })).toMatch(
    /1,204 different.*counted once.*luck alone/,
  );
});
