import { couponView, createCouponInput, type Viewer } from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { CouponsPage } from "./coupons.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const creator: Viewer = {
  ...viewerFixture,
  creator: { displayName: "Cleo's Desk", capabilities: { publish: true, sell: true, withdraw: true } },
};
const financier: Viewer = { ...viewerFixture, role: "finance" };

const listing = {
  id: listingFixture.id,
  strategyId: listingFixture.strategyId,
  status: "published",
  edits: "none",
  revision: 1,
  title: "Index tide",
  summary: listingFixture.summary,
  description: listingFixture.description,
  tags: [],
  price: { amountMinor: "4900", currency: "USD" },
  refundDays: 14,
  totalSales: 0,
  latestVersion: "1.0.0",
  lastDecision: null,
  updatedAt: "2026-11-22T12:00:00.000Z",
};
const coupon = couponView.parse({
  id: "cpn_01m81rhhyeecv80qyjt241nv7y",
  code: "WELCOME20",
  scope: "creator",
  listingId: null,
  listingTitle: null,
  percent: 20,
  amount: null,
  minimum: null,
  startsAt: null,
  endsAt: null,
  maxUses: 100,
  maxUsesPerBuyer: 1,
  used: 31,
  held: 2,
  given: [
    { amountMinor: "30380", currency: "USD" },
    { amountMinor: "2000", currency: "JPY" },
  ],
  enabled: true,
  createdAt: "2026-11-22T12:00:00.000Z",
});
const desk = () => ({ data: { chart: [], figures: [], sales: [], listings: [listing] } });
const listOf =
  (...items: unknown[]) =>
  () => ({ data: { items, nextCursor: null } });
const newCoupon = async () => {
  await userEvent.click(await screen.findByRole("button", { name: "New coupon" }));
  return within(await screen.findByRole("dialog", { name: "New coupon" }));
};

test("a coupon shows its uses and what it gave, and its switch tells the server", async () => {
  const calls = answerCalls({
    "coupons.list": listOf(coupon),
    "coupons.setEnabled": () => ({ data: { ...coupon, enabled: false } }),
  });
  await drawScreen(<CouponsPage viewer={creator} />);
  const row = within(await screen.findByRole("article", { name: "Coupon WELCOME20" }));
  expect(row.getByText("31 of 100")).toBeTruthy();
  expect(row.getByText("$303.80, ¥2,000")).toBeTruthy();
  expect(row.getByText("Works")).toBeTruthy();
  await userEvent.click(row.getByRole("switch", { name: "WELCOME20 can be used" }));
  await waitFor(() =>
    expect(calls.inputsOf("coupons.setEnabled")).toEqual([{ couponId: coupon.id, enabled: false }]),
  );
});

test("while a coupon is written, its sentence and its prices are said; then it is made once", async () => {
  const calls = answerCalls({
    "coupons.list": listOf(),
    "creators.dashboard": desk,
    "coupons.create": () => ({ data: coupon }),
  });
  await drawScreen(<CouponsPage viewer={creator} />);
  const form = await newCoupon();
  await userEvent.type(form.getByLabelText("Code"), "welcome20");
  await userEvent.type(form.getByLabelText("Percent"), "20");
  expect(form.getByText(/^WELCOME20 takes 20% off each of your listings\./)).toBeTruthy();
  expect(await form.findByText("$39.20")).toBeTruthy();
  await userEvent.click(form.getByRole("radio", { name: "An amount" }));
  await userEvent.type(form.getByLabelText("Amount"), "48.80");
  expect(form.getByText(/below what can be charged/)).toBeTruthy();
  expect(form.getByText(/Prices between \$48\.80 and \$49\.30 cannot use it/)).toBeTruthy();
  await userEvent.click(form.getByRole("radio", { name: "A share of the price" }));
  const create = form.getByRole("button", { name: "Create the coupon" });
  create.click();
  create.click();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const inputs = calls.inputsOf("coupons.create").map((input) => createCouponInput.parse(input));
  expect(inputs).toMatchObject([
    { code: "WELCOME20", scope: "creator", discount: { kind: "percent", percent: 20 } },
  ]);
});

test("a code that is taken is marked on its field, and what was typed stays", async () => {
  answerCalls({
    "coupons.list": listOf(coupon),
    "creators.dashboard": desk,
    "coupons.create": () => ({ code: "invalid_input", issues: [{ path: ["code"], message: "is taken" }] }),
  });
  await drawScreen(<CouponsPage viewer={creator} />);
  const form = await newCoupon();
  await userEvent.click(form.getByRole("button", { name: "Make one up" }));
  await userEvent.type(form.getByLabelText("Percent"), "10");
  await userEvent.click(form.getByRole("button", { name: "Create the coupon" }));
  expect(await form.findByText("Is taken")).toBeTruthy();
  expect(form.getByLabelText("Code").getAttribute("aria-invalid")).toBe("true");
  expect(form.getByLabelText<HTMLInputElement>("Percent").value).toBe("10");
});

test("finance makes coupons for the whole marketplace; who may not sell makes none", async () => {
  answerCalls({ "coupons.list": listOf(), "coupons.create": () => ({ code: "internal" }) });
  await drawScreen(<CouponsPage viewer={financier} />);
  const form = await newCoupon();
  const options = within(form.getByLabelText("For")).getAllByRole("option");
  expect(options.map(({ textContent }) => textContent)).toEqual(["The whole marketplace"]);
  cleanup();
  const capabilities = { publish: true, sell: false, withdraw: true };
  await drawScreen(<CouponsPage viewer={{ ...creator, creator: { displayName: "C", capabilities } }} />);
  expect(await screen.findByText(/Selling is switched off/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "New coupon" })).toBeNull();
});
