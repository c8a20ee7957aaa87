import { currencies, type ErrorCode, startPurchaseInput } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import {
  button,
  checkoutUrl,
  drawOrder,
  listing,
  payByUpi,
  purchaseId,
  razorpayCard,
  rupees,
  started,
  stripeCard,
  terms,
  upi,
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

const free = { ...listingFixture, price: { amountMinor: "0", currency: "USD" as const } };

test("a visitor signs in and comes back to this purchase", async () => {
  answerCalls({ "people.me": me(null) });
  await drawOrder();
  const link = await screen.findByRole("link", { name: "Sign in" });
  const next = new URL(link.getAttribute("href") ?? "", "http://localhost").searchParams.get("next");
  expect(next).toContain(`/listings/${listing.id}?buy=1`);
});

test("an unconfirmed address is explained, and nothing can be paid", async () => {
  answerCalls({ "people.me": me({ ...viewerFixture, emailVerified: false }) });
  await drawOrder();
  expect(await screen.findByText("bo@example.com")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send the link again" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Pay/ })).toBeNull();
});

test("price, total and refund terms stand before a button that names the sum, and one click is one purchase", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms(),
    "purchases.start": () => started,
  });
  await drawOrder();
  const pay = await button(payByUpi);
  const sums = document.getElementById(
    pay.closest("form")?.getAttribute("aria-describedby") ?? "",
  )?.textContent;
  expect(sums).toContain("Full price within 14 days");
  expect(sums).toContain("Price₹3,999.00");
  expect(sums).toContain("Total₹3,999.00");
  expect(sums).toContain("Nothing is added later");
  pay.click();
  pay.click();
  await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
  pay.click();
  expect(calls.inputsOf("purchases.start")).toEqual([
    {
      listingId: listing.id,
      ...upi,
      expectedPrice: rupees("399900"),
      idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  ]);
});

test("each way to pay is a choice of its own, under a key of its own", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms(),
    "purchases.start": () => ({ code: "provider_unavailable" }),
  });
  await drawOrder();
  await button(payByUpi);
  expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("value"))).toEqual([
    "razorpay:upi",
    "razorpay:card",
    "stripe:card",
  ]);
  for (const name of ["UPI", "Card · Razorpay", "Card · Stripe"]) {
    await userEvent.click(screen.getByRole("radio", { name }));
    await userEvent.click(await button(/^Pay ₹3,999\.00 with (UPI|card)$/));
    expect((await screen.findByRole("alert")).textContent).toContain("choose another way to pay");
  }
  const sent = calls.inputsOf("purchases.start").map((input) => startPurchaseInput.parse(input));
  expect(sent).toMatchObject([upi, razorpayCard, stripeCard]);
  expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
});

test("another country is asked for, changes the ways to pay, and is remembered", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": (input) =>
      JSON.stringify(input).includes('"FR"') ? terms({ options: [stripeCard] }) : terms(),
  });
  await drawOrder();
  await button(payByUpi);
  await userEvent.selectOptions(screen.getByLabelText("Paying from"), "FR");
  await button("Pay ₹3,999.00 with card");
  expect(screen.queryByRole("radio", { name: "UPI" })).toBeNull();
  cleanup();
  await drawOrder();
  await button("Pay ₹3,999.00 with card");
  expect(calls.inputsOf("purchases.options").at(-1)).toMatchObject({ country: "FR" });
});

test("a country without any way to pay says so and can be changed", async () => {
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms({ options: [] }),
  });
  await drawOrder();
  expect((await screen.findByRole("alert")).textContent).toContain("Choose another country");
  expect((await button(/^Pay/)).hasAttribute("disabled")).toBe(true);
});

test("a changed price is shown beside the old one and asked again, under a key of its own", async () => {
  const answers = [{ code: "price_changed" as const }, started];
  let price = "399900";
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms({ price: rupees(price), total: rupees(price) }),
    "purchases.start": () => answers.shift() ?? started,
  });
  await drawOrder();
  const pay = await button(payByUpi);
  price = "499900";
  await userEvent.click(pay);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("It was ₹3,999.00 and is now ₹4,999.00. Nothing was charged.");
  expect(leave).not.toHaveBeenCalled();
  await userEvent.click(await button("Pay ₹4,999.00 with UPI"));
  await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
  const [first, second] = calls.inputsOf("purchases.start").map((input) => startPurchaseInput.parse(input));
  expect(second?.expectedPrice.amountMinor).toBe("499900");
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
});

test("a try that failed goes again under the same key", async () => {
  const answers = [{ code: "provider_unavailable" as const }, started];
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms(),
    "purchases.start": () => answers.shift() ?? started,
  });
  await drawOrder();
  await userEvent.click(await button(payByUpi));
  expect((await screen.findByRole("alert")).textContent).toContain("You were not charged");
  await userEvent.click(await button(payByUpi));
  await waitFor(() => expect(leave).toHaveBeenCalled());
  const [first, second] = calls.inputsOf("purchases.start");
  expect(second).toEqual(first);
});

test.each<[ErrorCode, RegExp]>([
  ["own_listing", /your own strategy/],
  ["listing_not_for_sale", /not for sale/],
  ["suspended", /suspended/],
])("%s is said in its sentence", async (code, sentence) => {
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms(),
    "purchases.start": () => ({ code }),
    "listings.get": () => ({ data: listing }),
  });
  await drawOrder();
  await userEvent.click(await button(payByUpi));
  expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
  expect(leave).not.toHaveBeenCalled();
});

test("what is owned already leads to the library", async () => {
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => terms(),
    "purchases.start": () => ({ code: "already_owned" }),
    "listings.get": () => ({ data: listing }),
  });
  await drawOrder();
  await userEvent.click(await button(payByUpi));
  expect((await screen.findByRole("link", { name: "Open your library" })).getAttribute("href")).toBe(
    "/library",
  );
});

test("a free strategy goes to the library without a provider", async () => {
  const nothing = free.price;
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () =>
      terms({ options: [], price: nothing, discount: nothing, total: nothing, refundDays: 0 }),
    "purchases.start": () => ({ data: { purchaseId, status: "completed", checkoutUrl: null } }),
    "listings.get": () => ({ data: free }),
  });
  const { router } = await drawOrder(free);
  const add = await button("Add to library");
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByLabelText("Coupon")).toBeNull();
  await userEvent.click(add);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/purchases/${purchaseId}`));
  expect(calls.inputsOf("purchases.start")).toHaveLength(1);
  expect(leave).not.toHaveBeenCalled();
});

test.each([
  ["JPY", "4900", "Pay ¥4,900 with card"],
  ["KWD", "12340", "Pay KWD 12.340 with card"],
] as const)("%s is shown with its own decimals", async (currency, amountMinor, name) => {
  expect(currencies[currency].exponent).not.toBe(2);
  const price = { amountMinor, currency };
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () =>
      terms({ options: [stripeCard], price, total: price, discount: { amountMinor: "0", currency } }),
  });
  await drawOrder({ ...listing, price });
  const pay = await button(/^Pay/);
  expect(pay.textContent?.replace(/[\u00a0\u202f]/g, " ")).toBe(name);
});
