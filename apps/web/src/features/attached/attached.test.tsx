import { strategyView } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { AttachedText } from "./attached-text.tsx";
import { NewAttachedVersion } from "./new-attached-version.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const strategy = strategyView.parse({
  id: listingFixture.strategyId,
  name: "Tide",
  versions: [
    {
      id: `ver_${listingFixture.strategyId.slice(4)}`,
      ...{ version: "1.2.0", kind: "attached", specHash: "a".repeat(64), changelog: "" },
      ...{ createdAt: "2026-11-22T12:00:00.000Z", document: { format: "boltz.attached/1" } },
    },
  ],
});

const result = (trades: object[] = []) => ({
  strategy: {
    Tide: {
      ...{ timeframe: "5m", starting_balance: 1_000 },
      ...{ backtest_start: "2026-01-01 00:00:00", backtest_end: "2026-02-01 00:00:00" },
      trades: [
        { pair: "BTC/USDT", profit_abs: 30 },
        { pair: "ETH/USDT", profit_abs: -10 },
        { pair: "BTC/USDT", profit_abs: 5 },
        ...trades,
      ],
    },
  },
});
const python = "class Tide(IStrategy):\n    pass\n";
const strategyFile = new File([python], "Tide.py", { type: "text/x-python" });
const resultFile = (text = JSON.stringify(result())) =>
  new File([text], "result.json", { type: "application/json" });

const draw = async (refused = false) => {
  const onDone = vi.fn();
  const calls = answerCalls({
    "strategies.addAttachedVersion": () =>
      refused
        ? {
            code: "invalid_input",
            issues: [
              { path: ["backtestFile"], message: "trades[1].amount: must be a number" },
              { path: ["backtestFile"], message: "trades[2].open_rate: must be a number" },
            ],
          }
        : { data: strategy },
  });
  await drawScreen(<NewAttachedVersion strategy={strategy} onDone={onDone} />);
  return { calls, onDone };
};

/** The file field behind the drop zone, which takes what is dropped on it. */
const dropped = () => screen.getByLabelText("Strategy file and backtest result");
const slot = (name: string) => within(screen.getByRole("region", { name }));
const save = () => userEvent.click(screen.getByRole("button", { name: "Save version" }));

test("both files are dropped at once, fill in their market, and are sent as they are", async () => {
  const { calls, onDone } = await draw();
  await userEvent.upload(dropped(), [resultFile(), strategyFile]);
  await waitFor(() => slot("Strategy file").getByText(`Tide.py, ${python.length} bytes`));
  const preview = within(await screen.findByRole("region", { name: "What the result says" }));
  expect(preview.getByText("Trades").nextElementSibling?.textContent).toBe("3");
  expect(preview.getByText("Sum of its trades").nextElementSibling?.textContent).toContain("2.5");
  expect(screen.getByLabelText<HTMLSelectElement>("Timeframe").value).toBe("5m");
  await save();
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  const [sent] = calls.inputsOf("strategies.addAttachedVersion");
  expect(sent).toMatchObject({
    ...{ version: "1.3.0", timeframe: "5m", symbols: ["BTC/USDT", "ETH/USDT"] },
    strategyFile: { name: "Tide.py", text: python },
    backtestFile: { name: "result.json", text: JSON.stringify(result()) },
  });
});

test("what is missing is said at its field, and nothing is sent", async () => {
  const { calls } = await draw();
  await save();
  expect(slot("Strategy file").getByText("Choose the strategy file")).toBeTruthy();
  expect(slot("Backtest result").getByText("Choose the backtest result")).toBeTruthy();
  expect(screen.getByText("Name at least one symbol")).toBeTruthy();
  expect(calls.inputsOf("strategies.addAttachedVersion")).toEqual([]);
});

test("a file that is something else is refused where it was put", async () => {
  await draw();
  await userEvent.upload(dropped(), [resultFile('{"a":1}')]);
  const problem = "result.json is not a backtest result that freqtrade exported of one strategy";
  await waitFor(() => slot("Backtest result").getByText(problem));
  await userEvent.upload(dropped(), [resultFile()]);
  await waitFor(() => expect(screen.queryByText(problem)).toBeNull());
});

test("the server's refusals stand at the file, all of them, and nothing that was typed is lost", async () => {
  const { onDone } = await draw(true);
  await userEvent.upload(dropped(), [resultFile(), strategyFile]);
  await screen.findByRole("region", { name: "What the result says" });
  await userEvent.type(screen.getByLabelText("What changed"), "Wider stop.");
  await save();
  const file = slot("Backtest result");
  await waitFor(() => file.getByText("trades[1].amount: must be a number"));
  expect(file.getByText("trades[2].open_rate: must be a number")).toBeTruthy();
  expect(file.getByRole("button", { name: "Replace the backtest result" }).getAttribute("aria-invalid")).toBe(
    "true",
  );
  expect(screen.getByLabelText<HTMLTextAreaElement>("What changed").value).toBe("Wider stop.");
  expect(onDone).not.toHaveBeenCalled();
});

test("a strategy file is shown as text, whatever is in it", async () => {
  const text = '<img src=x onerror="alert(1)"># class';
  await drawScreen(<AttachedText text={text} />);
  const region = screen.getByRole("region", { name: "Strategy file" });
  expect(region.textContent).toBe(text);
  expect(region.querySelector("img")).toBeNull();
});
