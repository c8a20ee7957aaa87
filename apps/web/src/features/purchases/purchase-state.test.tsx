import { type PurchaseView, purchaseView } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { refundOpenUntil } from "./purchase-money.ts";
import { PurchaseState } from "./purchase-state.tsx";
import { PurchaseBadge } from "./purchase-status.tsx";

const yen = (amountMinor: string) => ({ amountMinor, currency: "JPY" as const });
const soon = new Date(Date.now() + 86_400_000).toISOString();

const purchase: PurchaseView = purchaseView.parse({
  id: "pur_01m81rhhyeecv80qyjt241nv7y",
  listingId: "lst_01m81rhhyeecv80qyjt241nv7y",
  listingTitle: "Index tide",
  status: "completed",
  price: yen("4000"),
  listPrice: yen("5000"),
  discount: yen("1000"),
  refunded: yen("0"),
  refundPending: false,
  disputed: false,
  provider: "stripe",
  method: "card",
  lastFailure: null,
  checkoutUrl: null,
  refundableUntil: soon,
  createdAt: "2026-11-22T12:00:00.000Z",
  completedAt: "2026-11-22T12:01:00.000Z",
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = (changes: Partial<PurchaseView> = {}) =>
  drawScreen(<PurchaseState purchase={{ ...purchase, ...changes }} hasReturned={false} />);
const words = () => document.body.textContent ?? "";

test("within the window a refund is asked for after one confirmation, once, however often it is clicked", async () => {
  const calls = answerCalls({
    "purchases.requestRefund": () => ({ data: { ...purchase, refundPending: true } }),
  });
  await draw();
  expect(words()).toContain("You can have ¥4,000 back until");
  await userEvent.click(screen.getByRole("button", { name: "Ask for a refund" }));
  const dialog = await screen.findByRole("dialog", { name: "Ask for a refund?" });
  expect(dialog.textContent).toContain("¥4,000 goes back the way you paid");
  expect(dialog.textContent).toContain("Your access to Index tide ends");
  expect(calls.asked).toEqual([]);
  await userEvent.type(screen.getByLabelText("Reason (optional)"), " Not for me ");
  const confirm = screen.getByRole("button", { name: "Refund ¥4,000" });
  confirm.click();
  confirm.click();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls.inputsOf("purchases.requestRefund")).toEqual([
    { purchaseId: purchase.id, reason: "Not for me" },
  ]);
});

test("a refund that is refused says why, and can be tried again", async () => {
  const calls = answerCalls({ "purchases.requestRefund": () => ({ code: "refund_window_closed" }) });
  await draw();
  await userEvent.click(screen.getByRole("button", { name: "Ask for a refund" }));
  for (const tries of [1, 2]) {
    await userEvent.click(await screen.findByRole("button", { name: "Refund ¥4,000" }));
    await waitFor(() => expect(calls.inputsOf("purchases.requestRefund")).toHaveLength(tries));
    expect((await screen.findByRole("alert")).textContent).toContain("The time for a refund");
  }
});

test.each<[string, Partial<PurchaseView>, RegExp]>([
  ["on its way", { refundPending: true }, /Your refund is on its way.*access is frozen/],
  ["partly refunded", { refunded: yen("1500") }, /¥1,500 of ¥4,000 went back to you\. The strategy stays/],
  ["refunded", { status: "refunded", refunded: yen("4000") }, /Refunded¥4,000 went back to you, and access/],
  ["disputed", { disputed: true }, /Disputed at your bank: access is frozen.*payment of ¥4,000/],
  ["charged back", { status: "charged_back" }, /Charged back.*took ¥4,000 back, so access has ended/],
  ["quarantined", { status: "quarantined" }, /This payment is being checked/],
])("%s is explained, with its amounts", async (_, changes, sentence) => {
  await draw(changes);
  expect(words()).toMatch(sentence);
});

test.each<[string, Partial<PurchaseView>]>([
  ["disputed", { disputed: true }],
  ["already asked for", { refundPending: true }],
  ["past its window", { refundableUntil: "2026-01-01T00:00:00.000Z" }],
  ["without a window", { refundableUntil: null }],
  ["given back already", { refunded: yen("4000") }],
  ["not completed", { status: "charged_back" }],
])("what is %s cannot be asked back", async (_, changes) => {
  expect(refundOpenUntil({ ...purchase, ...changes })).toBeNull();
  await draw(changes);
  expect(screen.queryByRole("button", { name: "Ask for a refund" })).toBeNull();
});

test.each<[string, Partial<PurchaseView>]>([
  ["Paid", {}],
  ["Added", { price: yen("0") }],
  ["Refund on its way", { refundPending: true }],
  ["Partly refunded", { refunded: yen("1") }],
  ["Disputed", { disputed: true }],
  ["Charged back", { status: "charged_back" }],
])("a list says %s", async (label, changes) => {
  await drawScreen(<PurchaseBadge purchase={{ ...purchase, ...changes }} />);
  expect(words()).toContain(label);
});
