import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { moneyFixture } from "../payouts/payouts.fixture.ts";
import { Overview } from "./creator-dashboard.tsx";

vi.mock("./earnings-chart.tsx", () => ({ EarningsChart: () => null }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const listing = (id: string, title: string) => ({
  id,
  strategyId: listingFixture.strategyId,
  status: "published",
  edits: "none",
  revision: 1,
  title,
  summary: listingFixture.summary,
  description: listingFixture.description,
  tags: [],
  price: { amountMinor: "4900", currency: "USD" },
  refundDays: 14,
  totalSales: 3,
  latestVersion: "1.0.0",
  lastDecision: null,
  updatedAt: "2026-11-22T12:00:00.000Z",
});
const other = "lst_01m81rhhyeecv80qyjt241nv7a";
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const point = (start: string, currency: string, earnedMinor: string) => ({
  start,
  currency,
  sales: 1,
  earnedMinor,
  refundedMinor: "0",
});
const sale = {
  purchaseId: "pur_01m81rhhyeecv80qyjt241nv7y",
  listingTitle: "Index tide",
  status: "completed",
  price: usd("4900"),
  fee: usd("735"),
  earned: usd("1715"),
  refunded: usd("2450"),
  at: "2026-11-21T12:00:00.000Z",
};
const desk = {
  chart: [
    point("2026-11-21", "USD", "3430"),
    point("2026-11-22", "USD", "1715"),
    point("2026-11-22", "JPY", "3500"),
  ],
  figures: [
    {
      listingId: listingFixture.id,
      title: "Index tide",
      views: 200,
      started: 8,
      paid: 6,
      refunded: 1,
      earned: [usd("20580")],
    },
  ],
  sales: [sale],
  listings: [listing(listingFixture.id, "Index tide"), listing(other, "Yen carry")],
};
const me = () => ({
  data: {
    ...viewerFixture,
    creator: { displayName: "Cleo's Desk", capabilities: { publish: true, sell: true, withdraw: true } },
  },
});
const draw = async (handlers: Parameters<typeof answerCalls>[0] = {}) => {
  const calls = answerCalls({
    "people.me": me,
    "creators.dashboard": () => ({ data: desk }),
    "payouts.balance": () => ({ data: moneyFixture() }),
    ...handlers,
  });
  await drawScreen(<Overview />);
  return calls;
};

test("a sale shows price, fee, earning and what went back; a listing its way from view to money", async () => {
  await draw();
  const sales = within(await screen.findByRole("region", { name: "Recent sales" }));
  const row = within(sales.getByRole("row", { name: /Index tide/ }));
  for (const amount of ["$49.00", "$7.35", "$17.15", "$24.50"]) expect(row.getByText(amount)).toBeTruthy();
  expect(row.getByText("Partly refunded")).toBeTruthy();
  const figures = within(screen.getByRole("row", { name: /200/ }));
  expect(figures.getByText("4% of views")).toBeTruthy();
  expect(figures.getByText("75% of orders")).toBeTruthy();
  expect(figures.getByText("16.7% of paid")).toBeTruthy();
  expect(figures.getByText("$205.80")).toBeTruthy();
});

test("the chart is a table too, one currency at a time, and asks for the span and listing that are chosen", async () => {
  const calls = await draw();
  const table = within(await screen.findByRole("table", { name: "Earnings over time" }));
  expect(table.getByText("$34.30")).toBeTruthy();
  expect(table.queryByText("¥3,500")).toBeNull();
  await userEvent.click(screen.getByRole("radio", { name: "JPY" }));
  expect(table.getByText("¥3,500")).toBeTruthy();
  await userEvent.click(screen.getByRole("radio", { name: "Month" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Listing" }), other);
  await waitFor(() =>
    expect(calls.inputsOf("creators.dashboard")).toEqual([
      { span: "day", listingId: null },
      { span: "month", listingId: null },
      { span: "month", listingId: other },
    ]),
  );
});

test("sales are exported from one day to another, and not backwards", async () => {
  await draw();
  const [from, to] = [await screen.findByLabelText("Sales from"), screen.getByLabelText("To")];
  await userEvent.clear(from);
  await userEvent.type(from, "2026-01-01");
  await userEvent.clear(to);
  await userEvent.type(to, "2026-03-31");
  expect(screen.getByRole("link", { name: "Download CSV" }).getAttribute("href")).toBe(
    "/exports/sales.csv?from=2026-01-01&to=2026-03-31",
  );
  await userEvent.clear(to);
  await userEvent.type(to, "2025-12-31");
  expect(screen.getByText("Must not be before the first day")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Download CSV" })).toBeNull();
});

test("money that cannot be read does not take the desk with it", async () => {
  await draw({ "payouts.balance": () => ({ code: "forbidden" }) });
  expect(await screen.findByText("Your balance could not be loaded")).toBeTruthy();
  expect(await screen.findByRole("link", { name: "Yen carry" })).toBeTruthy();
});

test("a new creator is told what comes where", async () => {
  await draw({
    "creators.dashboard": () => ({ data: { chart: [], figures: [], sales: [], listings: [] } }),
    "payouts.balance": () => ({ data: moneyFixture({ balances: [], accounts: [] }) }),
  });
  expect(await screen.findByText("No listings yet")).toBeTruthy();
  expect(await screen.findByText(/Nothing earned yet/)).toBeTruthy();
  expect(screen.getByText("No sales yet.")).toBeTruthy();
  expect(screen.queryByLabelText("Sales from")).toBeNull();
});
