import { type ErrorCode, startPurchaseInput } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { PurchaseModal } from "./purchase-modal.tsx";

const purchaseId = "pur_01m81rhhyeecv80qyjt241nv7y";
const checkoutUrl = "https://pay.example/c/1";
const started = { data: { purchaseId, status: "pending", checkoutUrl } };
const options = (amountMinor = "4900") => ({
  data: { providers: ["stripe", "razorpay"], price: { amountMinor, currency: "USD" }, refundDays: 14 },
});
const me = (viewer: unknown) => () => ({ data: viewer });
const free = { ...listingFixture, price: { amountMinor: "0", currency: "USD" as const } };

let leave: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  leave = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const draw = (listing = listingFixture) =>
  drawScreen(<PurchaseModal listing={listing} onClose={() => undefined} />);
const payButton = () => screen.findByRole("button", { name: "Pay $49.00 on Stripe's page" });

test("a visitor signs in and comes back to this purchase", async () => {
  answerCalls({ "people.me": me(null) });
  await draw();
  const link = await screen.findByRole("link", { name: "Sign in" });
  const next = new URL(link.getAttribute("href") ?? "", "http://localhost").searchParams.get("next");
  expect(next).toContain(`/listings/${listingFixture.id}?buy=1`);
});

test("an unconfirmed address is explained, and nothing can be paid", async () => {
  answerCalls({
    "people.me": me({ ...viewerFixture, emailVerified: false }),
    "purchases.options": () => options(),
  });
  await draw();
  expect(await screen.findByText("bo@example.com")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send the link again" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Pay/ })).toBeNull();
});

test("the buyer sees price, terms and total, and goes to the provider's page once, however often they click", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => options(),
    "purchases.start": () => started,
  });
  await draw();
  const button = await payButton();
  expect(screen.getByText("Full price within 14 days")).toBeTruthy();
  button.click();
  button.click();
  await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
  button.click();
  expect(calls.inputsOf("purchases.start")).toEqual([
    {
      listingId: listingFixture.id,
      provider: "stripe",
      expectedPrice: { amountMinor: "4900", currency: "USD" },
      idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  ]);
});

test("another provider is another order", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => options(),
    "purchases.start": () => started,
  });
  await draw();
  await payButton();
  await userEvent.click(screen.getByRole("radio", { name: "Razorpay" }));
  await userEvent.click(screen.getByRole("button", { name: "Pay $49.00 on Razorpay's page" }));
  await waitFor(() => expect(leave).toHaveBeenCalled());
  expect(calls.inputsOf("purchases.start")).toMatchObject([{ provider: "razorpay" }]);
});

test("a changed price is shown beside the old one and asked again, under a key of its own", async () => {
  const answers = [{ code: "price_changed" as const }, started];
  let price = "4900";
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => options(price),
    "purchases.start": () => answers.shift() ?? started,
  });
  await draw();
  const button = await payButton();
  price = "5900";
  await userEvent.click(button);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("$49.00");
  expect(alert.textContent).toContain("$59.00");
  expect(leave).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Pay $59.00 on Stripe's page" }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith(checkoutUrl));
  const [first, second] = calls.inputsOf("purchases.start").map((input) => startPurchaseInput.parse(input));
  expect(second?.expectedPrice.amountMinor).toBe("5900");
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
});

test("a try that failed goes again under the same key", async () => {
  const answers = [{ code: "provider_unavailable" as const }, started];
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => options(),
    "purchases.start": () => answers.shift() ?? started,
  });
  await draw();
  await userEvent.click(await payButton());
  expect((await screen.findByRole("alert")).textContent).toContain("You were not charged");
  await userEvent.click(await payButton());
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
    "purchases.options": () => options(),
    "purchases.start": () => ({ code }),
    "listings.get": () => ({ data: listingFixture }),
  });
  await draw();
  await userEvent.click(await payButton());
  expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
  expect(leave).not.toHaveBeenCalled();
});

test("what is owned already leads to the library", async () => {
  answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => options(),
    "purchases.start": () => ({ code: "already_owned" }),
    "listings.get": () => ({ data: listingFixture }),
  });
  await draw();
  await userEvent.click(await payButton());
  expect((await screen.findByRole("link", { name: "Open your library" })).getAttribute("href")).toBe(
    "/library",
  );
});

test("a free strategy goes to the library without a provider", async () => {
  const calls = answerCalls({
    "people.me": me(viewerFixture),
    "purchases.options": () => ({ data: { providers: [], price: free.price, refundDays: 0 } }),
    "purchases.start": () => ({ data: { purchaseId, status: "completed", checkoutUrl: null } }),
    "listings.get": () => ({ data: free }),
  });
  const { router } = await draw(free);
  const button = await screen.findByRole("button", { name: "Add to library" });
  expect(screen.queryByRole("radio")).toBeNull();
  await userEvent.click(button);
  await waitFor(() => expect(router.state.location.pathname).toBe(`/purchases/${purchaseId}`));
  expect(calls.inputsOf("purchases.start")).toHaveLength(1);
  expect(leave).not.toHaveBeenCalled();
});
