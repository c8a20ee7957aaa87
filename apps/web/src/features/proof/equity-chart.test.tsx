import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { drawScreen } from "../../api/screen.fixture.ts";
import { chartPoints } from "./chart-points.ts";
import { EquityChart } from "./equity-chart.tsx";
import { reportFixture } from "./proof.fixture.ts";

const canvas = vi.hoisted(() => ({ fails: false }));

vi.mock("./equity-canvas.tsx", () => ({
  EquityCanvas: ({
    isLogarithmic,
    onHover,
  }: {
    isLogarithmic: boolean;
    onHover: (place: number) => void;
  }) => {
    if (canvas.fails) throw new Error("no canvas here");
    return (
      <button type="button" onClick={() => onHover(0)}>
        {isLogarithmic ? "Logarithmic" : "Linear"} drawing
      </button>
    );
  },
}));

afterEach(() => {
  cleanup();
  canvas.fails = false;
});

const points = chartPoints(reportFixture());
const open = () => drawScreen(<EquityChart points={points} summary="100 became 188." />);

test("the chart can be read day by day, by slider or by pointer, and stands at its end otherwise", async () => {
  await open();
  const slider = screen.getByRole("slider", { name: "Read the chart at a day" });
  expect(slider.getAttribute("aria-valuetext")).toMatch(
    /^Mar 8, 2023: strategy [\d.]+, buy and hold [\d.]+$/,
  );
  fireEvent.change(slider, { target: { value: "10" } });
  expect(slider.getAttribute("aria-valuetext")).toMatch(/^Mar 12, 2014: /);
  expect(screen.getByText("In sample")).toBeTruthy();
  fireEvent.blur(slider);
  expect(screen.getByText("After publication")).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Linear drawing" }));
  expect(screen.getByText("Jan 1, 2014")).toBeTruthy();
});

test("the scale can be logarithmic", async () => {
  await open();
  await userEvent.click(screen.getByRole("radio", { name: "Log" }));
  expect(await screen.findByText("Logarithmic drawing")).toBeTruthy();
});

test("the values stand in a table for whoever asks", async () => {
  await open();
  const button = screen.getByRole("button", { name: "Show as table" });
  expect(screen.queryByRole("table")).toBeNull();
  await userEvent.click(button);
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows[1]?.textContent).toBe("Jan 1, 2014In sample100.00100.000%–");
  expect(rows.length).toBeLessThan(70);
  expect(screen.getByText(new RegExp(`of the chart's ${points.length} points`))).toBeTruthy();
});

test("what made the chart is named and linked", async () => {
  await open();
  expect(screen.getByRole("link", { name: /TradingView/ }).getAttribute("href")).toBe(
    "https://www.tradingview.com/",
  );
});

test("where nothing can be drawn the words and the table remain", async () => {
  canvas.fails = true;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await open();
  expect(await screen.findByText(/could not be drawn here/)).toBeTruthy();
  expect(screen.getByText("100 became 188.")).toBeTruthy();
  expect(screen.getByRole("slider")).toBeTruthy();
});
