import { type StaffPurchase, staffPurchase, staffRefundInput } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { RefundForm } from "./refund-form.tsx";

const suffix = "01m81rhhyeecv80qyjt241nv7y";
const dinars = (amountMinor: string) => ({ amountMinor, currency: "KWD" as const });
const at = "2026-11-22T12:00:00.000Z";

const purchase: StaffPurchase = staffPurchase.parse({
  id: `pur_${suffix}`,
  listingTitle: "Index tide",
  buyer: "bo@example.com",
  creator: "Cleo's Desk",
  status: "completed",
  quarantineReason: null,
  provider: "stripe",
  paymentReference: "pi_1",
  price: dinars("20000"),
  refundable: dinars("12340"),
  refunds: [],
  disputes: [],
  createdAt: at,
  completedAt: at,
});
const made = (amountMinor: string) => ({
  data: {
    id: `rfd_${suffix}`,
    purchaseId: purchase.id,
    amount: dinars(amountMinor),
    status: "planned",
    origin: "staff",
    reason: "Twice by mistake",
    failure: null,
    createdAt: at,
    endedAt: null,
  },
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const plain = (text: string | null) => (text ?? "").replace(/\u00a0/g, " ");
const draw = (changes: Partial<StaffPurchase> = {}) =>
  drawScreen(<RefundForm purchase={{ ...purchase, ...changes }} />);
const reason = () => userEvent.type(screen.getByLabelText("Reason"), "Twice by mistake");
const part = async (amount: string) => {
  await userEvent.click(screen.getByRole("radio", { name: "A part of it" }));
  await userEvent.type(screen.getByLabelText("Amount in KWD"), amount);
};
const press = () => userEvent.click(screen.getByRole("button", { name: /^Refund/ }));

test("all that is left goes back, named on the button, once", async () => {
  const calls = answerCalls({ "moderation.refund": () => made("12340") });
  await draw();
  await reason();
  const button = screen.getByRole("button", { name: /^Refund/ });
  expect(plain(button.textContent)).toBe("Refund KWD 12.340");
  button.click();
  button.click();
  await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>("Reason").value).toBe(""));
  const sent = calls.inputsOf("moderation.refund").map((input) => staffRefundInput.parse(input));
  expect(sent).toMatchObject([{ amountMinor: null, reason: "Twice by mistake" }]);
});

test("a part is read in the currency's three decimals, exactly", async () => {
  const calls = answerCalls({ "moderation.refund": () => made("1230") });
  await draw();
  await part("1.23");
  await reason();
  expect(plain(screen.getByRole("button", { name: /^Refund/ }).textContent)).toBe("Refund KWD 1.230");
  await press();
  expect(calls.inputsOf("moderation.refund")).toMatchObject([{ amountMinor: "1230" }]);
});

test.each([
  ["1.2345", "KWD has 3 decimals at most"],
  ["12.350", "Only KWD 12.340 is left"],
  ["1.234", "Must be a multiple of KWD 0.010"],
])("%s is refused before it is sent: %s", async (amount, problem) => {
  const calls = answerCalls({});
  await draw();
  await part(amount);
  await reason();
  await press();
  const field = screen.getByLabelText("Amount in KWD");
  expect(plain(document.getElementById(`${field.id}-error`)?.textContent ?? null)).toBe(problem);
  expect(document.activeElement).toBe(field);
  expect(calls.asked).toEqual([]);
});

test("a reason is asked for", async () => {
  const calls = answerCalls({});
  await draw();
  await userEvent.type(screen.getByLabelText("Reason"), "short");
  await press();
  expect(screen.getByText("Write at least 10 characters")).toBeTruthy();
  expect(calls.asked).toEqual([]);
});

test("what failed goes again under its key, what changed under another", async () => {
  const calls = answerCalls({ "moderation.refund": () => ({ code: "provider_unavailable" }) });
  await draw();
  await reason();
  for (const tries of [1, 2]) {
    await press();
    await waitFor(() => expect(calls.inputsOf("moderation.refund")).toHaveLength(tries));
    await screen.findByRole("alert");
  }
  await part("1");
  await press();
  await waitFor(() => expect(calls.inputsOf("moderation.refund")).toHaveLength(3));
  const keys = calls
    .inputsOf("moderation.refund")
    .map((input) => staffRefundInput.parse(input).idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("more than is left by now stands at the amount", async () => {
  const calls = answerCalls({ "moderation.refund": () => ({ code: "refund_too_large" }) });
  await draw();
  await part("5");
  await reason();
  await press();
  expect(await screen.findByText("More than is left by now")).toBeTruthy();
  expect(calls.inputsOf("moderation.refund")).toHaveLength(1);
});

test("one's own purchase or sale is a calm matter for a colleague", async () => {
  answerCalls({ "moderation.refund": () => ({ code: "own_judgement" }) });
  await draw();
  await reason();
  await press();
  expect((await screen.findByRole("alert")).textContent).toContain("Ask a colleague to refund it");
});

test("what waits in quarantine goes back whole", async () => {
  await draw({ status: "quarantined", quarantineReason: "amount_mismatch" });
  expect(screen.queryByRole("radio")).toBeNull();
  expect(plain(document.body.textContent)).toContain("goes back whole: KWD 12.340");
});

test("nothing left, and what is disputed, cannot be refunded", async () => {
  await draw({ refundable: dinars("0") });
  expect(document.body.textContent).toContain("There is nothing left to refund.");
  cleanup();
  const dispute = {
    id: `dsp_${suffix}`,
    purchaseId: purchase.id,
    listingTitle: "Index tide",
    provider: "stripe",
    providerReference: "du_1",
    amount: dinars("12340"),
    fee: dinars("0"),
    reason: "fraudulent",
    status: "under_review",
    evidenceDueAt: null,
    evidenceSentAt: null,
    openedAt: at,
    closedAt: null,
  };
  await draw(staffPurchase.parse({ ...purchase, disputes: [dispute] }));
  expect(document.body.textContent).toContain("only after the dispute is decided");
  expect(screen.queryByRole("button", { name: /^Refund/ })).toBeNull();
});
