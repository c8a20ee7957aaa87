import { flagListingInput, type ListingPage, reviewId as reviewIdShape } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { api } from "../../api/client.ts";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { ReportReview } from "./report-review.tsx";
import { ReportStrategy } from "./report-strategy.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Page() {
  const listing = useQuery(api.listings.get.queryOptions({ listingId: listingFixture.id }));
  return listing.data ? <ReportStrategy listing={listing.data} /> : null;
}

const page = (viewer: Partial<ListingPage["viewer"]> = {}) => ({
  data: { ...listingFixture, viewer: { ...listingFixture.viewer, ...viewer } },
});
const draw = async (handlers: Parameters<typeof answerCalls>[0] = {}) => {
  const calls = answerCalls({
    "people.me": () => ({ data: viewerFixture }),
    "listings.get": () => page(),
    ...handlers,
  });
  await drawScreen(<Page />, "/listings/there?x=1");
  return calls;
};
const open = async () => {
  await userEvent.click(await screen.findByRole("button", { name: "Report this strategy" }));
  return screen.findByRole("dialog", { name: "Report this strategy" }, { timeout: 5_000 });
};

test("a visitor is led to signing in, and back to this page", async () => {
  await draw({ "people.me": () => ({ data: null }) });
  await open();
  const link = await screen.findByRole("link", { name: "Sign in" });
  expect(decodeURIComponent(link.getAttribute("href") ?? "")).toContain("/listings/there?x=1");
});

test("a report needs a reason, goes once, and leaves the button off", async () => {
  const calls = await draw({ "listings.flag": () => ({ data: { done: true } }) });
  await open();
  const report = await screen.findByRole("button", { name: "Report" });
  await userEvent.click(report);
  expect(screen.getByText("Choose a reason")).toBeTruthy();
  expect(calls.inputsOf("listings.flag")).toEqual([]);
  await userEvent.click(screen.getByRole("radio", { name: "Misleading" }));
  await userEvent.type(screen.getByLabelText("Note (optional)"), "Promises the moon");
  report.click();
  report.click();
  const done = await screen.findByRole<HTMLButtonElement>("button", { name: "Reported" });
  expect(done.disabled).toBe(true);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls.inputsOf("listings.flag").map((input) => flagListingInput.parse(input))).toEqual([
    { listingId: listingFixture.id, reason: "misleading", note: "Promises the moon" },
  ]);
});

test("what was reported already says so, calmly", async () => {
  await draw({ "listings.flag": () => ({ code: "already_flagged" }) });
  await open();
  await userEvent.click(await screen.findByRole("radio", { name: "Spam" }));
  await userEvent.click(screen.getByRole("button", { name: "Report" }));
  expect((await screen.findByRole("status")).textContent).toContain("You have reported this already");
  await userEvent.click(screen.getByRole("button", { name: "Back to the page" }));
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Reported" }).disabled).toBe(true);
});

test("one's own strategy cannot be reported, and a reported one not again", async () => {
  await draw({ "listings.get": () => page({ flagged: true }) });
  expect((await screen.findByRole<HTMLButtonElement>("button", { name: "Reported" })).disabled).toBe(true);
  cleanup();
  await drawScreen(<ReportStrategy listing={page({ isCreator: true }).data} />);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a review is reported by the same dialog", async () => {
  const reviewId = reviewIdShape.parse("rev_01m81rhhyeecv80qyjt241nv7y");
  const calls = answerCalls({
    "people.me": () => ({ data: viewerFixture }),
    "reviews.flag": () => ({ data: { done: true } }),
  });
  await drawScreen(<ReportReview reviewId={reviewId} />);
  await userEvent.click(screen.getByRole("button", { name: "Report" }));
  await userEvent.click(await screen.findByRole("radio", { name: "Harmful" }, { timeout: 5_000 }));
  await userEvent.click(screen.getAllByRole("button", { name: "Report" }).at(-1) ?? document.body);
  expect(await screen.findByRole("button", { name: "Reported" })).toBeTruthy();
  expect(calls.inputsOf("reviews.flag")).toEqual([{ reviewId, reason: "harmful", note: "" }]);
});
