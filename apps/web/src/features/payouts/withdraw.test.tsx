import { type PayoutSkipReason, requestPayoutInput } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { BalanceCards } from "./balance-cards.tsx";
import { balanceFixture, moneyFixture, payoutFixture, statementFixture } from "./payouts.fixture.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const payout = payoutFixture();
const statement = (status: "queued" | "sent" | "paid") => ({
  data: statementFixture(payoutFixture({ status }), ["124050"]),
});
const openDialog = async () => {
  await userEvent.click(screen.getByRole("button", { name: "Withdraw $1,240.50" }));
  return within(await screen.findByRole("dialog", { name: "Withdraw $1,240.50" }));
};

test("each part of a balance has its amount, and the next release its day", async () => {
  const money = moneyFixture({
    balances: [
      balanceFixture(),
      balanceFixture({ currency: "KWD", availableMinor: "12345", debtMinor: "500" }),
    ],
  });
  answerCalls({});
  await drawScreen(<BalanceCards balance={money} />);
  const dinars = within(screen.getByRole("article", { name: /Kuwaiti Dinar/ }));
  expect(dinars.getByText("KWD 12.345")).toBeTruthy();
  expect(dinars.getByText("KWD 0.500")).toBeTruthy();
  const dollars = within(screen.getByRole("article", { name: /US Dollar/ }));
  expect(dollars.getByText("$343.00")).toBeTruthy();
  expect(dollars.getByText(/^\$68\.60 becomes available on Nov 29, 2026/)).toBeTruthy();
  expect(dollars.getByText(/On hold for 7 days/)).toBeTruthy();
});

test("a withdrawal is confirmed, sent once however often it is pressed, and followed to its state", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const states = [statement("sent"), statement("paid")];
  const calls = answerCalls({
    "payouts.request": () => ({ data: payout }),
    "payouts.statement": () => states.shift() ?? statement("paid"),
  });
  await drawScreen(<BalanceCards balance={moneyFixture()} />);
  const dialog = await openDialog();
  expect(dialog.getByText("Your account at Stripe")).toBeTruthy();
  const confirm = dialog.getByRole("button", { name: "Withdraw $1,240.50" });
  confirm.click();
  confirm.click();
  const done = within(await screen.findByRole("dialog", { name: "Your payout" }));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await done.findByText("Paid")).toBeTruthy();
  expect(done.getByRole("link", { name: "Open the statement" }).getAttribute("href")).toBe(
    `/creator/payouts/${payout.id}`,
  );
  const inputs = calls.inputsOf("payouts.request").map((input) => requestPayoutInput.parse(input));
  expect(inputs).toHaveLength(1);
  expect(inputs[0]?.currency).toBe("USD");
});

test("a try that failed says so and goes again under the same key; another opening has another", async () => {
  const answers = [{ code: "provider_unavailable" as const }, { code: "payout_not_possible" as const }];
  const calls = answerCalls({ "payouts.request": () => answers.shift() ?? { code: "conflict" } });
  await drawScreen(<BalanceCards balance={moneyFixture()} />);
  const dialog = await openDialog();
  const confirm = () => userEvent.click(dialog.getByRole("button", { name: "Withdraw $1,240.50" }));
  await confirm();
  expect((await dialog.findByRole("alert")).textContent).toContain("c-test");
  await confirm();
  await dialog.findByText("There is nothing that can be paid out now.");
  await userEvent.click(dialog.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const again = await openDialog();
  await userEvent.click(again.getByRole("button", { name: "Withdraw $1,240.50" }));
  await again.findByRole("alert");
  const keys = calls
    .inputsOf("payouts.request")
    .map((input) => requestPayoutInput.parse(input).idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test.each<[PayoutSkipReason, RegExp, boolean]>([
  ["below_minimum", /reaches \$10\.00/, false],
  ["no_account", /Set up a payout account first/, true],
  ["security_hold", /wait ends on Dec 1, 2026/, false],
  ["under_review", /staff are reviewing/, false],
])("%s disables the button and says why", async (blockedBy, words, leadsToAccounts) => {
  const blockedUntil = blockedBy === "security_hold" ? "2026-12-01T12:00:00.000Z" : null;
  answerCalls({});
  await drawScreen(
    <BalanceCards balance={moneyFixture({ balances: [balanceFixture({ blockedBy, blockedUntil })] })} />,
  );
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Withdraw USD" });
  expect(button.disabled).toBe(true);
  const reason = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toMatch(words);
  expect(screen.queryByRole("link", { name: "To your payout accounts" }) !== null).toBe(leadsToAccounts);
});

test("who earned nothing yet is told where it will appear", async () => {
  answerCalls({});
  await drawScreen(<BalanceCards balance={moneyFixture({ balances: [] })} />);
  expect(screen.getByText(/Nothing earned yet/)).toBeTruthy();
});
