import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { reportFixture, tradeFixture, tradesPage } from "./proof.fixture.ts";
import { Trades } from "./trades.tsx";

afterEach(cleanup);

const all = Array.from({ length: 23 }, (_, place) => tradeFixture(place));

const open = async (trades = all) => {
  const calls = answerCalls({
    "proofs.trades": (input) => {
      const asked = Object(input);
      const from = Number(asked.cursor ?? 0);
      const to = from + asked.limit;
      return {
        data: tradesPage(trades.slice(from, to), trades.length, to < trades.length ? String(to) : null),
      };
    },
  });
  await drawScreen(<Trades listingId={listingFixture.id} version="1.2.0" report={reportFixture()} />);
  await screen.findByRole("list", { name: "Trades" });
  return calls;
};

const rows = () => within(screen.getByRole("list", { name: "Trades" })).getAllByRole("listitem");

test("a trade opens on what each rule saw at its entry and at its exit", async () => {
  await open();
  const row = screen.getAllByRole("button", { expanded: false })[0];
  expect(row?.textContent).toBe(
    "In sample: Long SP500In Jan 2, 2018 at 2,695.81Out Jan 14, 2018 at 2,801.4Exit rule 8 bars+3.9%",
  );
  if (row) await userEvent.click(row);
  const [entry, exit] = screen.getAllByRole("table");
  expect(entry?.querySelector("caption")?.textContent).toBe("Entry, decided at the close of Jan 1, 2018");
  expect(
    within(entry ?? document.body)
      .getAllByRole("row")
      .map(({ textContent }) => textContent),
  ).toEqual([
    "RuleLeft sideRight sideCame to",
    "the close is above its 200-bar average2,690.22,512.7 True",
    "the 14-bar RSI crosses above 3031.430 True",
  ]);
  expect(exit?.textContent).toContain("Exit on Jan 14, 2018: exit rule");
  expect(exit?.textContent).toContain("the close is below its 50-bar average2,799.12,803.6 True");
});

test("a stop and an open trade have no comparison at their exit, and say why", async () => {
  const why = { entry: [], exit: [] };
  await open([
    tradeFixture(0, { reason: "stop", why, profitShare: -0.02 }),
    tradeFixture(1, { reason: null, exitAt: null, exitPrice: null, why, side: "short", segment: "holdout" }),
  ]);
  const [stopped, still] = screen.getAllByRole("button", { expanded: false });
  if (stopped) await userEvent.click(stopped);
  expect(screen.getByText(/left by its price alone/)).toBeTruthy();
  expect(still?.textContent).toContain("Sealed holdout: Short SP500");
  if (still) await userEvent.click(still);
  expect(screen.getByText("It is still open.")).toBeTruthy();
});

test("the trades turn page by page, and a page that was read is not asked for again", async () => {
  const calls = await open();
  expect(screen.getByText("1 to 10 of 23")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await screen.findByText("11 to 20 of 23");
  expect(rows()).toHaveLength(10);
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await screen.findByText("21 to 23 of 23");
  expect(rows()).toHaveLength(3);
  await userEvent.click(screen.getByRole("button", { name: "Before" }));
  await screen.findByText("11 to 20 of 23");
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await screen.findByText("21 to 23 of 23");
  expect(calls.inputsOf("proofs.trades")).toHaveLength(3);
  expect(screen.getByRole("button", { name: "Next" }).hasAttribute("disabled")).toBe(true);
});
