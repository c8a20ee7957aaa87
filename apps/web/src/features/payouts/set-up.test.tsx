import { onboardInput } from "@boltz/contract";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../api/client.ts";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { PayoutAccounts } from "./payout-accounts.tsx";
import { accountFixture, moneyFixture } from "./payouts.fixture.ts";

let isConfirmed = true;
const asked = vi.fn(() => Promise.resolve(isConfirmed));
vi.mock("../account/second-factor-gate.tsx", () => ({ useSecondFactor: () => ({ ask: asked, gate: null }) }));

let leave: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  isConfirmed = true;
  asked.mockClear();
  leave = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const nothing = moneyFixture({ accounts: [] });
const page = "https://connect.example/onboard/1";
const atStripe = { data: { account: accountFixture({ status: "onboarding" }), url: page } };
const dialog = async () => within(await screen.findByRole("dialog"));

const bank = {
  "Legal name": "Asha Rao",
  Phone: "+919876543210",
  PAN: "abcpe1234f",
  "Registered address": "1 MG Road",
  City: "Pune",
  "PIN code": "411001",
  State: "Maharashtra",
  "Account holder": "Asha Rao",
  "Account number": "123456789012",
  "Account number again": "123456789012",
  IFSC: "hdfc0001234",
};
const fillBank = (form: Awaited<ReturnType<typeof dialog>>) => {
  for (const [label, value] of Object.entries(bank))
    fireEvent.change(form.getByLabelText(label), { target: { value } });
  fireEvent.click(form.getByRole("checkbox", { name: /I accept/ }));
};

test("dollars lead to Stripe's page, after the second factor, once", async () => {
  const answers = [{ code: "second_factor_required" as const }, atStripe];
  const calls = answerCalls({ "payouts.onboard": () => answers.shift() ?? atStripe });
  await drawScreen(<PayoutAccounts balance={nothing} />);
  await userEvent.click(screen.getByRole("button", { name: "Set up payouts" }));
  const form = await dialog();
  expect(form.queryByRole("radio", { name: "Razorpay" })).toBeNull();
  await userEvent.click(form.getByRole("button", { name: "Continue" }));
  await userEvent.selectOptions(form.getByLabelText("Country"), "IE");
  expect(form.queryByText(/wait for 72 hours/)).toBeNull();
  const go = form.getByRole("button", { name: "Continue to Stripe" });
  go.click();
  go.click();
  await waitFor(() => expect(leave).toHaveBeenCalledWith(page));
  expect(asked).toHaveBeenCalledTimes(1);
  expect(calls.inputsOf("payouts.onboard")).toEqual(
    Array.from({ length: 2 }, () => ({ provider: "stripe", country: "IE", details: null })),
  );
});

test("who gives up the second factor changes nothing", async () => {
  isConfirmed = false;
  const calls = answerCalls({ "payouts.onboard": () => ({ code: "second_factor_required" }) });
  await drawScreen(<PayoutAccounts balance={moneyFixture()} />);
  await userEvent.click(screen.getByRole("button", { name: "Change: Stripe" }));
  const form = await dialog();
  expect(form.getByText("Payouts wait for 72 hours after a change")).toBeTruthy();
  await userEvent.click(form.getByRole("button", { name: "Continue to Stripe" }));
  expect((await form.findByText(/Confirm with your second factor first/)).textContent).toBeTruthy();
  expect(calls.inputsOf("payouts.onboard")).toHaveLength(1);
  expect(leave).not.toHaveBeenCalled();
});

test("rupees go through our own form, whose details are gone once they are sent", async () => {
  const calls = answerCalls({
    "payouts.onboard": () => ({
      data: {
        account: accountFixture({ provider: "razorpay", status: "pending", country: "IN" }),
        url: null,
      },
    }),
  });
  await drawScreen(<PayoutAccounts balance={nothing} />);
  await userEvent.click(screen.getByRole("button", { name: "Set up payouts" }));
  const form = await dialog();
  await userEvent.selectOptions(form.getByLabelText("Which currency do you want paid out?"), "INR");
  await userEvent.click(form.getByRole("button", { name: "Continue" }));
  await userEvent.click(form.getByRole("button", { name: "Set up the account" }));
  expect(form.getByText(/11 characters like HDFC/)).toBeTruthy();
  expect(calls.inputsOf("payouts.onboard")).toEqual([]);
  fillBank(form);
  await userEvent.click(form.getByRole("button", { name: "Set up the account" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [input] = calls.inputsOf("payouts.onboard").map((sent) => onboardInput.parse(sent));
  expect(input?.details).toMatchObject({ accountNumber: "123456789012", ifsc: "HDFC0001234" });
  await waitFor(() =>
    expect(JSON.stringify(queryClient.getMutationCache().getAll())).not.toContain("123456789012"),
  );
});

test("what the provider refuses is marked on its field", async () => {
  answerCalls({
    "payouts.onboard": () => ({
      code: "invalid_input",
      issues: [{ path: ["details", "ifsc"], message: "is not known" }],
    }),
  });
  const balance = moneyFixture({
    accounts: [accountFixture({ provider: "razorpay", status: "onboarding" })],
  });
  await drawScreen(<PayoutAccounts balance={balance} />);
  await userEvent.click(screen.getByRole("button", { name: "Continue: Razorpay" }));
  const form = await dialog();
  fillBank(form);
  await userEvent.click(form.getByRole("button", { name: "Change the account" }));
  expect(await form.findByText("Is not known")).toBeTruthy();
  expect(form.getByLabelText("IFSC").getAttribute("aria-invalid")).toBe("true");
  await userEvent.type(form.getByLabelText("IFSC"), "5");
  expect(form.queryByText("Is not known")).toBeNull();
});
