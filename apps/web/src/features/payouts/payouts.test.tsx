import { payoutView } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { accountFixture, balanceFixture, moneyFixture, payoutFixture } from "./payouts.fixture.ts";
import { PayoutsPage } from "./payouts.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const me = () => ({
  data: {
    ...viewerFixture,
    creator: { displayName: "Cleo's Desk", capabilities: { publish: true, sell: true, withdraw: true } },
  },
});
const another = payoutView.pick({ id: true }).parse({ id: "pyt_01m81rhhyeecv80qyjt241nv7z" });
const list = (items: unknown[], skips: unknown[] = []) => ({ data: { items, nextCursor: null, skips } });

test("payouts say their state in words, the provider's own words, and what the automatic run left out", async () => {
  answerCalls({
    "people.me": me,
    "payouts.balance": () => ({
      data: moneyFixture({ balances: [balanceFixture({ currency: "JPY", payoutMinimumMinor: "1000" })] }),
    }),
    "payouts.list": () =>
      list(
        [
          payoutFixture({ status: "unknown" }),
          payoutFixture({
            ...another,
            status: "failed",
            provider: "razorpay",
            failure: "The bank is not reachable.",
          }),
        ],
        [
          {
            currency: "JPY",
            amountMinor: "900",
            reason: "below_minimum",
            until: null,
            at: "2026-11-16T06:00:00.000Z",
          },
        ],
      ),
  });
  await drawScreen(<PayoutsPage hasReturned={false} />);
  expect(await screen.findByText(/we are asking the provider; your money is not lost/)).toBeTruthy();
  expect(
    screen.getByText(/back in your balance\. The provider says: The bank is not reachable\./),
  ).toBeTruthy();
  expect(screen.getByText(/Next automatic payout/).textContent).toMatch(/Nov 30, 2026/);
  const left = within(screen.getByRole("list", { name: "What the last automatic run did not pay" }));
  expect(left.getByRole("listitem").textContent).toMatch(/¥900 not paid on Nov 16, 2026\..*reaches ¥1,000\./);
});

test("coming back from Stripe, the page says what happens next until the account is ready", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const states = ["pending" as const, "active" as const];
  answerCalls({
    "people.me": me,
    "payouts.balance": () => ({
      data: moneyFixture({ accounts: [accountFixture({ status: states.shift() ?? "active" })] }),
    }),
    "payouts.list": () => list([]),
  });
  await drawScreen(<PayoutsPage hasReturned />);
  expect(await screen.findByText("Stripe is checking your details")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await screen.findByText("Your payout account is ready")).toBeTruthy();
});

test("what a provider asks for is listed in words, with the way on", async () => {
  const account = accountFixture({
    status: "onboarding",
    requirements: ["identity.individual.given_name"],
    heldUntil: "2126-11-25T12:00:00.000Z",
  });
  answerCalls({
    "people.me": me,
    "payouts.balance": () => ({ data: moneyFixture({ accounts: [account] }) }),
    "payouts.list": () => list([]),
  });
  await drawScreen(<PayoutsPage hasReturned={false} />);
  const card = within(await screen.findByRole("article", { name: "Stripe account" }));
  expect(card.getByText("Given name")).toBeTruthy();
  expect(card.getByText(/payouts wait until Nov 25, 2126/)).toBeTruthy();
  expect(card.getByRole("button", { name: "Continue: Stripe" })).toBeTruthy();
  expect(await screen.findByText("No payouts yet")).toBeTruthy();
});

test("a list that cannot be read can be tried again, and the balance still stands", async () => {
  const answers = [{ code: "forbidden" as const }];
  answerCalls({
    "people.me": me,
    "payouts.balance": () => ({ data: moneyFixture() }),
    "payouts.list": () => answers.shift() ?? list([]),
  });
  await drawScreen(<PayoutsPage hasReturned={false} />);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("c-test");
  expect(screen.getByRole("article", { name: /US Dollar/ })).toBeTruthy();
  within(alert).getByRole("button", { name: "Try again" }).click();
  await waitFor(() => expect(screen.getByText("No payouts yet")).toBeTruthy());
});
