import { type ErrorCode, startPurchaseInput } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, viewerFixture } from "../../api/screen.fixture.ts";
import {
  button,
  checkoutUrl,
  drawOrder,
  listing,
  payByUpi,
  purchaseId,
  rupees,
  started,
  terms,
} from "./order.fixture.ts";

let leave: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  window.localStorage.clear();
  leave = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const me = (viewer: unknown) => () => ({ data: viewer });

const codeIn = (input: unknown) =>
  typeof input === "object" && input !== null && "couponCode" in input ? input.couponCode : undefined;
const tenOff = (total = "359910") =>
  terms({
    discount: rupees(String(399_900 - Number(total))),
    total: rupees(total),
    coupon: { code: "TENOFF", percent: 10 },
  });
const typeCoupon = async (code: string) => {
  await userEvent.type(await screen.findByLabelText("Coupon"), code);
  await userEvent.click(await button("Apply"));
};

test("a coupon shows discount and total, goes with the order, and comes off again", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) => (codeIn(input) === "TENOFF" ? tenOff() : terms()),
    "purchases.start": () => ({ code: "provider_unavailable" }),
  });
  await drawOrder();
  await button(payByUpi);
  await typeCoupon(" tenoff ");
  await userEvent.click(await button("Pay ₹3,599.10 with UPI"));
  expect(screen.getByText("10 % off. You save ₹399.90.")).toBeTruthy();
  expect(screen.getByText("Discount (TENOFF)")).toBeTruthy();
  expect(screen.getByText("−₹399.90")).toBeTruthy();
  await screen.findByRole("alert");
  await userEvent.click(await button("Remove"));
  await userEvent.click(await button(payByUpi));
  await screen.findByRole("alert");
  const [first, second] = calls.inputsOf("purchases.start").map((input) => startPurchaseInput.parse(input));
  expect(first).toMatchObject({ couponCode: "TENOFF", expectedPrice: rupees("359910") });
  expect(second?.couponCode).toBeUndefined();
  expect(second?.expectedPrice).toEqual(rupees("399900"));
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
});

test.each<[ErrorCode, string]>([
  ["coupon_invalid", "This coupon cannot be used here."],
  ["coupon_used_up", "This coupon has been used as often as it may be."],
])("%s is said under the field, and what was typed stays", async (code, sentence) => {
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) => (codeIn(input) === undefined ? terms() : { code }),
  });
  await drawOrder();
  await button(payByUpi);
  await typeCoupon("OLDCODE");
  expect((await screen.findByRole("alert")).textContent).toBe(sentence);
  const field = screen.getByLabelText<HTMLInputElement>("Coupon");
  expect(field.value).toBe("OLDCODE");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await button(payByUpi);
});

test.each([
  ["must be 3 to 32 letters, digits, - or _", "A code must be 3 to 32 letters, digits, - or _."],
  ["There is no such coupon.", "There is no such coupon."],
])("what the server says of the code itself is said under it: %s", async (message, words) => {
  const issues = [{ path: ["couponCode"], message }];
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) =>
      codeIn(input) === undefined ? terms() : { code: "invalid_input", issues },
  });
  await drawOrder();
  await button(payByUpi);
  await typeCoupon("??");
  expect((await screen.findByRole("alert")).textContent).toBe(words);
});

test("a code that was typed and not applied is looked at before anything is paid", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) => (codeIn(input) === "TENOFF" ? tenOff() : terms()),
    "purchases.start": () => started,
  });
  await drawOrder();
  await button(payByUpi);
  await userEvent.type(screen.getByLabelText("Coupon"), "tenoff");
  await userEvent.click(await button(payByUpi));
  await button("Pay ₹3,599.10 with UPI");
  expect(calls.inputsOf("purchases.start")).toEqual([]);
});

test("a coupon that ran out meanwhile shows the total before and now, and is confirmed again", async () => {
  let ranOut = false;
  const answers = [{ code: "coupon_used_up" as const }, started];
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) =>
      codeIn(input) === undefined ? terms() : ranOut ? { code: "coupon_used_up" } : tenOff(),
    "purchases.start": () => {
      ranOut = true;
      return answers.shift() ?? started;
    },
  });
  await drawOrder();
  await button(payByUpi);
  await typeCoupon("TENOFF");
  await userEvent.click(await button("Pay ₹3,599.10 with UPI"));
  const again = await button(payByUpi);
  expect((await screen.findByText("The coupon is used up")).closest('[role="alert"]')?.textContent).toMatch(
    /was ₹3,599\.10 and is now ₹3,999\.00\. Nothing was charged/,
  );
  await userEvent.click(again);
  await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
  expect(calls.inputsOf("purchases.start").map(codeIn)).toEqual(["TENOFF", undefined]);
});

test("a coupon down to zero asks for nothing and no provider", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) =>
      codeIn(input) === undefined ? terms() : { data: { ...tenOff("0").data, options: [] } },
    "purchases.start": () => ({ data: { purchaseId, status: "completed", checkoutUrl: null } }),
    "listings.get": () => ({ data: listing }),
  });
  const { router } = await drawOrder();
  await button(payByUpi);
  await typeCoupon("GIFT");
  await userEvent.click(await button("Get it for free"));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/purchases/${purchaseId}`));
  expect(calls.inputsOf("purchases.start")).toMatchObject([
    { couponCode: "GIFT", expectedPrice: rupees("0") },
  ]);
  expect(leave).not.toHaveBeenCalled();
});
