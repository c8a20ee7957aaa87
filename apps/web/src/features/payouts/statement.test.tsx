import { isId } from "@boltz/contract";
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { payoutFixture, statementFixture } from "./payouts.fixture.ts";
import { StatementById } from "./statement.tsx";
import { checkedTotal } from "./statement-lines.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const yen = (amountMinor: string) =>
  payoutFixture({ status: "paid", amount: { amountMinor, currency: "JPY" } });
const draw = async (answer: ReturnType<typeof statementFixture> | "not_found" | "internal") => {
  answerCalls({
    "payouts.statement": () => (typeof answer === "string" ? { code: answer } : { data: answer }),
  });
  const { id } = yen("1");
  if (isId("pyt", id)) await drawScreen(<StatementById payoutId={id} />);
};

test("lines sum exactly, beyond what a number could hold, and a wrong sum is not called exact", () => {
  const lines = (amounts: string[]) => statementFixture(yen("9007199254740993"), amounts);
  expect(checkedTotal(lines(["9007199254740994", "-1"])).isExact).toBe(true);
  expect(checkedTotal(lines(["9007199254740994", "-2"]))).toEqual({
    total: { amountMinor: "9007199254740992", currency: "JPY" },
    isExact: false,
  });
  expect(checkedTotal(lines([])).isExact).toBe(false);
});

test("a statement shows each line with its sign and the total, without decimals for yen", async () => {
  await draw(statementFixture(yen("6000"), ["3500", "3500", "-1000"]));
  const table = within(await screen.findByRole("table"));
  expect(table.getAllByText("+¥3,500")).toHaveLength(2);
  expect(table.getByText("-¥1,000")).toBeTruthy();
  expect(table.getByText("Refund")).toBeTruthy();
  expect(within(table.getByRole("row", { name: /Total of 3 lines/ })).getByText("¥6,000")).toBeTruthy();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Payout of ¥6,000");
  expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
    `/exports/payouts/${yen("1").id}.csv`,
  );
  expect(screen.queryByRole("alert")).toBeNull();
});

test("lines that do not add up are said to be wrong, not hidden", async () => {
  await draw(statementFixture(yen("6000"), ["3500"]));
  expect((await screen.findByRole("alert")).textContent).toMatch(/sum to ¥3,500 and the payout is ¥6,000/);
});

test("a payout of somebody else is not there, and a fault can be tried again", async () => {
  await draw("not_found");
  expect(await screen.findByText("This payout is not here")).toBeTruthy();
  cleanup();
  await draw("internal");
  expect(await screen.findByText("The statement could not be loaded")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
