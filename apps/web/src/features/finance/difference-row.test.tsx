import { type ReconciliationDifference, reconciliationDifference } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { DifferenceRow } from "./difference-row.tsx";

const yen = (amountMinor: string) => ({ amountMinor, currency: "JPY" as const });
const difference: ReconciliationDifference = reconciliationDifference.parse({
  id: "rcd_01m81rhhyeecv80qyjt241nv7y",
  provider: "stripe",
  kind: "amount_differs",
  what: "charge txn_1 has another amount in the ledger than in the provider's book",
  ours: yen("4000"),
  ourReference: "ltx_1",
  theirs: yen("3600"),
  theirReference: "txn_1",
  at: "2026-11-22T12:00:00.000Z",
  explanation: null,
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = (changes: Partial<ReconciliationDifference> = {}, mayExplain = true) =>
  drawScreen(<DifferenceRow difference={{ ...difference, ...changes }} mayExplain={mayExplain} />);
const sides = () =>
  screen
    .getAllByRole("term")
    .map((term) => [term.textContent, term.parentElement?.querySelector("dd")?.textContent]);

test("both sides stand beside each other, with what they are apart by", async () => {
  await draw();
  expect(sides()).toEqual([
    ["Our ledger", "¥4,000ltx_1"],
    ["Stripe", "¥3,600txn_1"],
    ["Apart by", "-¥400"],
  ]);
});

test.each<[string, Partial<ReconciliationDifference>, unknown]>([
  [
    "missing in the ledger",
    { kind: "missing_in_ledger", ours: null, ourReference: null },
    [
      ["Our ledger", "Nothing"],
      ["Stripe", "¥3,600txn_1"],
    ],
  ],
  [
    "missing at the provider",
    { kind: "missing_at_provider", provider: "razorpay", theirs: null, theirReference: null },
    [
      ["Our ledger", "¥4,000ltx_1"],
      ["Razorpay", "Nothing"],
    ],
  ],
])("%s shows which side is empty", async (_, changes, expected) => {
  await draw(changes);
  expect(sides()).toEqual(expected);
});

test("it is explained with words that mean something", async () => {
  const calls = answerCalls({
    "finance.explainDifference": () => ({ data: { ...difference, explanation: "A bank charge of theirs" } }),
  });
  await draw();
  await userEvent.click(screen.getByRole("button", { name: /^Explain: charge txn_1/ }));
  const dialog = within(await screen.findByRole("dialog", { name: "Explain this difference" }));
  await userEvent.type(dialog.getByLabelText("What caused it"), "short");
  await userEvent.click(dialog.getByRole("button", { name: "Explain" }));
  expect(dialog.getByText("Write at least 10 characters")).toBeTruthy();
  await userEvent.clear(dialog.getByLabelText("What caused it"));
  await userEvent.type(dialog.getByLabelText("What caused it"), "A bank charge of theirs");
  await userEvent.click(dialog.getByRole("button", { name: "Explain" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls.inputsOf("finance.explainDifference")).toEqual([
    { differenceId: difference.id, explanation: "A bank charge of theirs" },
  ]);
});

test("somebody else's work is only read, and an explanation stays", async () => {
  await draw({}, false);
  expect(screen.queryByRole("button")).toBeNull();
  cleanup();
  await draw({ explanation: "A bank charge of theirs" });
  expect(screen.getByText("Explained: A bank charge of theirs")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
