import { type ReviewView, reviewView, viewer } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { Reviews } from "./reviews.tsx";

const suffix = "01m81rhhyeecv80qyjt241nv7y";

const review = (changes: Partial<ReviewView> = {}): ReviewView =>
  reviewView.parse({
    id: `rev_${suffix}`,
    listingId: listingFixture.id,
    author: "Ada L.",
    isMine: false,
    rating: 4,
    text: "It did what its rules say for a quarter.",
    version: "1.2.0",
    daysInstalled: 41,
    pricePaid: {
      from: { amountMinor: "1000", currency: "USD" },
      to: { amountMinor: "5000", currency: "USD" },
    },
    createdAt: "2027-03-01T12:00:00.000Z",
    editedAt: null,
    counts: true,
    hidden: false,
    reply: null,
    mayReply: false,
    mayFlag: false,
    ...changes,
  });

const listing = { ...listingFixture, rating: { mean: 4, count: 1 } };

const open = async (page: object) => {
  const calls = answerCalls({
    "people.me": () => ({ data: viewer.parse(viewerFixture) }),
    "reviews.list": () => ({
      data: { items: [], nextCursor: null, counts: [0, 0, 0, 1, 0], mine: null, mayWrite: false, ...page },
    }),
    "reviews.create": () => ({ data: review({ isMine: true }) }),
    "reviews.update": () => ({ data: review({ isMine: true }) }),
    "reviews.reply": () => ({
      data: review({ reply: { text: "Thank you.", at: "2027-03-02T12:00:00.000Z" } }),
    }),
  });
  await drawScreen(<Reviews listing={listing} />);
  return calls;
};

afterEach(cleanup);

test("shows what a review is worth: version, days and roughly the price", async () => {
  await open({
    items: [
      review(),
      review({ id: reviewView.shape.id.parse(`rev_${suffix.replace("7y", "7x")}`), counts: false }),
    ],
  });
  const [first, second] = await screen.findAllByRole("article", { name: "Review by Ada L." });
  expect(first?.textContent).toContain("Version 1.2.0 · installed for 41 days · paid $10.00 to $50.00");
  expect(second?.textContent).toContain("Refunded or disputed: not counted");
});

test("a buyer writes a review, and is told what is missing first", async () => {
  const { inputsOf } = await open({ mayWrite: true });
  await userEvent.click(await screen.findByRole("button", { name: "Write a review" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Your review" }), "Short");
  await userEvent.click(screen.getByRole("button", { name: "Publish review" }));
  expect(screen.getByText("Choose one to five stars")).toBeTruthy();
  expect(screen.getByText("Write at least 10 characters")).toBeTruthy();
  await userEvent.click(screen.getByRole("radio", { name: "5 stars" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Your review" }), " but enough now.");
  await userEvent.click(screen.getByRole("button", { name: "Publish review" }));
  await screen.findByRole("button", { name: "Write a review" });
  expect(inputsOf("reviews.create")).toEqual([
    { listingId: listing.id, rating: 5, text: "Short but enough now." },
  ]);
});

test("one's own review can be changed, except while a moderator hides it", async () => {
  const { inputsOf } = await open({ mine: review({ isMine: true }) });
  await userEvent.click(await screen.findByRole("button", { name: "Change it" }));
  await userEvent.click(screen.getByRole("radio", { name: "2 stars" }));
  await userEvent.click(screen.getByRole("button", { name: "Save review" }));
  await screen.findByRole("button", { name: "Change it" });
  expect(inputsOf("reviews.update")).toEqual([{ reviewId: review().id, rating: 2, text: review().text }]);
});

test("a hidden one stays as it is", async () => {
  await open({ mine: review({ isMine: true, hidden: true }) });
  expect(await screen.findByText("Hidden by a moderator: only you see it")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Change it" })).toBeNull();
});

test("the creator answers once", async () => {
  const { inputsOf } = await open({ items: [review({ mayReply: true })] });
  await userEvent.click(await screen.findByRole("button", { name: "Answer Ada L." }));
  await userEvent.type(screen.getByLabelText("Your answer"), "Thank you.");
  await userEvent.click(screen.getByRole("button", { name: "Publish answer" }));
  await expect.poll(() => inputsOf("reviews.reply")).toEqual([{ reviewId: review().id, text: "Thank you." }]);
});
