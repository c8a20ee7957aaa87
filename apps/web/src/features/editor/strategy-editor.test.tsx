import { EditorView } from "@codemirror/view";
import { cleanup, screen, within } from "@testing-library/react";
import userEvent, { PointerEventsCheckLevel } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { placeIssues } from "./check-document.ts";
import { examples } from "./examples.ts";
import { StrategyEditor } from "./strategy-editor.tsx";
import { useDocumentCheck } from "./use-document-check.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const [{ text: example }] = examples;
// Whether something lies over a button is for a real browser to say; asking it here costs seconds.
const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });
const patience = { timeout: 10_000 };

function Harness({ first, server }: { first: string; server: Parameters<typeof placeIssues>[1] }) {
  const [text, setText] = useState(first);
  const { check, isChecking } = useDocumentCheck(text);
  return (
    <StrategyEditor
      text={text}
      onChange={setText}
      check={check}
      isChecking={isChecking}
      serverIssues={server.length === 0 ? none : placeIssues(text, server)}
      earlier={[{ label: "Version 1.0.0", text: example.replace("Two averages", "As it was") }]}
    />
  );
}
const none: never[] = [];

const dataset = { symbol: "SP500", timeframe: "1d", name: "An index fund" };
const draw = async (first: string, server: Parameters<typeof placeIssues>[1] = none) => {
  answerCalls({ "proofs.datasets": () => ({ data: [dataset] }) });
  await drawScreen(<Harness first={first} server={server} />);
  await screen.findByRole("textbox", { name: "Strategy document" }, patience);
};
const view = () => {
  const found = EditorView.findFromDOM(document.body);
  return found ?? expect.fail("the JSON editor is not there");
};
const json = () => view().state.doc.toString();
const replaceInJson = (part: string, by: string) => {
  const from = json().indexOf(part);
  view().dispatch({ changes: { from, to: from + part.length, insert: by } });
};
const field = (name: string | RegExp) => screen.findByRole<HTMLInputElement>("textbox", { name }, patience);
const isValid = () => screen.findByText("This is a valid strategy.", {}, patience);
const group = (name: string) => screen.findByRole("group", { name }, patience);

test("an empty editor offers the example; it is valid, in fields, in JSON and in words", async () => {
  await draw("");
  expect(screen.getByText(/The form opens with the document/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Start from the example" }));
  await isValid();
  expect(json()).toBe(example);
  expect((await field("Name in the document")).value).toBe("Two averages");
  const words = screen.getByRole("region", { name: "In plain words" });
  expect(within(words).getAllByRole("listitem").length).toBeGreaterThan(3);
});

test("a field changes its own part of the JSON and nothing else, and the JSON its field", async () => {
  await draw(example);
  await user.selectOptions(await screen.findByLabelText("One bar is", {}, patience), "4h");
  expect(json()).toBe(example.replace('"timeframe": "1d"', '"timeframe": "4h"'));
  const entry = await group("Entry long");
  await user.selectOptions(within(entry).getByLabelText("Entry long, comparison"), "crossesBelow");
  expect(JSON.parse(json()).long.entry).toEqual(JSON.parse(example).long.exit);
  replaceInJson('"Two averages"', '"Three averages"');
  await vi.waitFor(async () => expect((await field("Name in the document")).value).toBe("Three averages"));
});

test("what is no number yet stays as typed, refused at its field, in the list and in the JSON", async () => {
  await draw(example);
  const step = within(await group("Parameter fast")).getByLabelText<HTMLInputElement>("step");
  await user.clear(step);
  await user.type(step, "2o");
  expect(step.value).toBe("2o");
  expect(json()).toContain('"step": "2o"');
  await vi.waitFor(() => expect(step.getAttribute("aria-invalid")).toBe("true"), patience);
  expect(screen.getByText("One thing to correct")).toBeTruthy();
  expect(screen.getByLabelText("Go to the field params.fast.step")).toBeTruthy();
  await vi.waitFor(() =>
    expect(view().dom.querySelector(".cm-message")?.textContent).toBe("must be a number"),
  );
  await user.clear(step);
  await user.type(step, "5.0");
  expect(step.value).toBe("5.0");
  await isValid();
  expect(json()).toBe(example);
});

test("the way from an issue leads to its field", async () => {
  await draw(example.replace('"percent": 8', '"percent": 900'));
  await user.click(await screen.findByRole("button", { name: /Go to the field/ }, patience));
  const percent = await screen.findByLabelText<HTMLInputElement>("Percent", {}, patience);
  await vi.waitFor(() => expect(document.activeElement).toBe(percent));
  expect(percent.value).toBe("900");
});

test("JSON that cannot be read keeps its text, says where, and the form comes back with it", async () => {
  await draw(example);
  await field("Name in the document");
  replaceInJson('"style": "trend",', '"style": "trend"');
  expect(await screen.findByText(/^Line 5 is not valid JSON/, {}, patience)).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Name in the document" })).toBeNull();
  expect(json()).toBe(example.replace('"style": "trend",', '"style": "trend"'));
  replaceInJson('"style": "trend"', '"style": "trend",');
  expect(await field("Name in the document")).toBeTruthy();
});

test("what the form does not know is shown, kept, and goes only when it is sent away", async () => {
  const strange = example
    .replace('"costs": {', '"mood": { "today": "fine" },\n  "costs": { "taxBps": 1,')
    .replace('"stop": { "percent": 8 }', '"stop": { "moon": "full" }');
  await draw(strange);
  const other = await screen.findByLabelText("Remove mood", {}, patience);
  expect(screen.getByLabelText("Remove costs.taxBps")).toBeTruthy();
  expect(screen.getByText("Begin this distance anew")).toBeTruthy();
  expect(json()).toBe(strange);
  await user.click(other);
  await user.click(screen.getByLabelText("Remove costs.taxBps"));
  await user.click(screen.getByText("Begin this distance anew"));
  await isValid();
});

const entryOf = () => JSON.parse(json()).long.entry;

test("rules are built as a tree: grouped, added to, turned round, taken away, and taken back", async () => {
  await draw(example);
  await user.click(await screen.findByLabelText("Entry long: group it with another", {}, patience));
  await user.click(screen.getByLabelText("Entry long: add a condition"));
  await user.selectOptions(screen.getByLabelText("Entry long, how its parts are joined"), "any");
  expect(entryOf().any).toHaveLength(3);
  await user.click(screen.getByLabelText("Entry long, part 3: turn it round with not"));
  expect(entryOf().any[2]).toEqual({ not: { gt: [{ price: "close" }, { price: "open" }] } });
  await user.click(screen.getByLabelText("Entry long, part 3: remove it"));
  await user.click(screen.getByLabelText("Entry long, part 2: remove it"));
  expect(entryOf()).toEqual(JSON.parse(example).long.entry);
  await user.click(screen.getByText("Undo"));
  expect(entryOf().any).toHaveLength(2);
});

test("a value is a price, an indicator, a number or a calculation, so many bars ago", async () => {
  await draw(example);
  const left = await screen.findByLabelText("Entry long, left", {}, patience);
  await user.selectOptions(left, "price hlc3");
  const ago = screen.getByLabelText("Entry long, left, bars ago");
  await user.type(ago, "3");
  expect(entryOf().crossesAbove[0]).toEqual({ price: "hlc3", ago: 3 });
  await user.clear(ago);
  await user.selectOptions(screen.getByLabelText("Entry long, right"), "arithmetic");
  const factor = screen.getByLabelText("Entry long, right, second part, the number");
  await user.clear(factor);
  await user.type(factor, "1.02");
  await user.selectOptions(screen.getByLabelText("Entry long, right, calculation"), "add");
  expect(entryOf()).toEqual({
    crossesAbove: [{ price: "hlc3" }, { add: [{ indicator: "slowAverage" }, 1.02] }],
  });
});

test("another name is taken over wherever it is used, and a taken one is refused without a loss", async () => {
  await draw(example);
  const name = within(await group("Indicator fastAverage")).getByLabelText<HTMLInputElement>("Name");
  await user.clear(name);
  await user.type(name, "slow");
  expect(await screen.findByText("This name is taken already")).toBeTruthy();
  expect(json()).toBe(example);
  await user.clear(name);
  await user.type(name, "quick{Enter}");
  expect(json()).toBe(example.replaceAll("fastAverage", "quick"));
});

test("sides, parameters and indicators come and go", async () => {
  await draw(example);
  await user.click(await screen.findByText("Trade short", {}, patience));
  await user.click(screen.getByText("Trade long no more"));
  await user.click(screen.getByText("Add an indicator"));
  const added = await group("Indicator indicator1");
  await user.selectOptions(within(added).getByLabelText("Kind"), "macd");
  await user.click(screen.getByLabelText("Remove the indicator fastAverage"));
  await user.click(screen.getByText("Add a parameter"));
  const written = JSON.parse(json());
  expect(Object.keys(written.short)).toEqual(["entry", "exit"]);
  expect(written.long).toBeUndefined();
  expect(written.indicators.indicator1).toEqual({
    kind: "macd",
    source: "close",
    fast: 12,
    slow: 26,
    signal: 9,
  });
  expect(Object.keys(written.indicators)).toEqual(["slowAverage", "indicator1"]);
  expect(Object.keys(written.params)).toEqual(["fast", "slow", "param1"]);
});

test("symbols without bars here are named, and a universe in words says what it costs", async () => {
  await draw(example.replace('["SP500"]', '["SP500", "QQQ"]'));
  expect(await screen.findByText(/There are no 1d bars of QQQ here/, {}, patience)).toBeTruthy();
  await user.click(screen.getByText("Describe a universe instead"));
  expect(await screen.findByText(/cannot be verified here/)).toBeTruthy();
  expect(JSON.parse(json()).market).toEqual({ assetClass: "etfs", universe: "the stocks of a broad index" });
});

test("an earlier version takes the place of the text, and Undo brings the text back", async () => {
  await draw(example);
  await user.selectOptions(screen.getByLabelText("Start over from"), "Version 1.0.0");
  expect(json()).toContain('"As it was"');
  await user.click(screen.getByText("Undo"));
  expect(json()).toBe(example);
});

test("what the server refuses stands at its field too, and a name that stands twice is told", async () => {
  await draw(example, [{ path: ["sizing", "method"], message: "is not offered any more" }]);
  expect(await screen.findByText("Is not offered any more", {}, patience)).toBeTruthy();
  replaceInJson('"style": "trend"', '"style": "momentum",\n  "style": "trend"');
  expect(await screen.findByText(/stands here twice/, {}, patience)).toBeTruthy();
});
