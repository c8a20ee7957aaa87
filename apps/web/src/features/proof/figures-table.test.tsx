import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { drawScreen } from "../../api/screen.fixture.ts";
import { FiguresTable } from "./figures-table.tsx";
import { figuresFixture, reportFixture } from "./proof.fixture.ts";

afterEach(cleanup);

const rowOf = (name: RegExp) =>
  within(screen.getByRole("row", { name }))
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);

test("three parts stand beside each other and are never added up", async () => {
  await drawScreen(<FiguresTable report={reportFixture()} />);
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual([
    "Figure",
    "In sample",
    "Sealed holdout",
    "After publication",
  ]);
  expect(rowOf(/^Total return/)).toEqual(["+62.1%", "+13.4%", "-2.1%"]);
  expect(rowOf(/^Sharpe ratio/)).toEqual(["0.88", "0.61", "-0.22"]);
  expect(rowOf(/^Profit factor/)).toEqual(["1.62", "1.62", "–not defined"]);
  expect(rowOf(/^Closed trades/)).toEqual(["61", "24", "5"]);
});

test("each figure says what it means, and shows it to whoever points at it", async () => {
  await drawScreen(<FiguresTable report={reportFixture()} />);
  const label = screen.getByRole("button", { name: "Profit factor" });
  const meaning = document.getElementById(label.getAttribute("aria-describedby") ?? "");
  expect(meaning?.textContent).toBe("All gains over all losses; above 1 earns.");
  await userEvent.hover(label);
  expect((await screen.findByRole("tooltip")).textContent).toBe("All gains over all losses; above 1 earns.");
});

test("a part that does not exist yet says why, without figures", async () => {
  const segments = { inSample: figuresFixture(), holdout: figuresFixture(), afterPublication: null };
  await drawScreen(<FiguresTable report={reportFixture({ segments })} />);
  expect(screen.getByRole("columnheader", { name: /^After publication/ }).textContent).toContain(
    "Nothing yet",
  );
  expect(rowOf(/^Total return/)[2]).toBe("–not defined");
});

test("a phone shows one part at a time", async () => {
  await drawScreen(<FiguresTable report={reportFixture()} />);
  const frame = screen.getByRole("table").parentElement;
  expect(frame?.getAttribute("data-shown")).toBe("holdout");
  await userEvent.click(screen.getByRole("radio", { name: "After" }));
  expect(frame?.getAttribute("data-shown")).toBe("afterPublication");
});
