import { decisionId, type OwnListing, ownListing } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { Edit } from "./edit-listing.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const listing = (changes: Partial<OwnListing> = {}): OwnListing =>
  ownListing.parse({
    id: listingFixture.id,
    strategyId: listingFixture.strategyId,
    status: "draft",
    edits: "none",
    revision: 1,
    title: "Index tide",
    summary: "Risk-free income from three index funds.",
    description:
      "Holds three broad index funds. It doubles your money, and a profit is certain to come in time.",
    tags: [],
    price: { amountMinor: "4900", currency: "USD" },
    refundDays: 14,
    totalSales: 0,
    latestVersion: "1.0.0",
    lastDecision: null,
    updatedAt: "2026-11-22T12:00:00.000Z",
    ...changes,
  });
const draw = async (changes: Partial<OwnListing> = {}) => {
  const calls = answerCalls({
    "people.me": () => ({ data: viewerFixture }),
    "listings.tagCounts": () => ({ data: [] }),
    "strategies.verification": () => ({ code: "not_found" }),
    "strategies.get": () => ({ data: { id: listingFixture.strategyId, name: "Tide", versions: [] } }),
    "listings.submit": () => ({
      code: "claims_refused",
      issues: [
        { path: ["summary"], message: '"Risk-free": every position can lose' },
        { path: ["description"], message: '"doubles your money": no profit is certain' },
        { path: ["description"], message: '"profit is certain": no profit is certain' },
        { path: ["changelog"], message: '"foolproof": nobody can guarantee a result' },
      ],
    }),
  });
  await drawScreen(<Edit listing={listing(changes)} reload={async () => undefined} />);
  return calls;
};

test("promises are marked while they are written, with why, and leave with the words", async () => {
  await draw();
  expect(screen.getByText("Risk-free").tagName).toBe("MARK");
  expect(screen.getByText("every position can lose")).toBeTruthy();
  expect(screen.getByText("doubles your money").tagName).toBe("MARK");
  const summary = screen.getByLabelText("Summary");
  await userEvent.clear(summary);
  await userEvent.paste("Nothing here is guaranteed to rise.");
  expect(screen.queryByText("every position can lose")).toBeNull();
  expect(screen.getAllByRole("list", { name: "Promises found" })).toHaveLength(1);
});

test("what submitting is refused for stands at its fields, the first of them under the cursor", async () => {
  const calls = await draw();
  await userEvent.click(screen.getByRole("button", { name: "Submit for review" }));
  expect(await screen.findByText('"Risk-free": every position can lose')).toBeTruthy();
  expect(
    screen.getByText('"doubles your money": no profit is certain; "profit is certain": no profit is certain'),
  ).toBeTruthy();
  const notes = screen.getByRole("alert", {
    name: "What the newest version says that it changed was refused",
  });
  expect(notes.textContent).toContain('"foolproof": nobody can guarantee a result');
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Summary")));
  expect(calls.inputsOf("listings.submit")).toEqual([{ listingId: listingFixture.id }]);
});

test("the last decision shows its reason, and the appeal while there is one", async () => {
  const decided = (appeal: "possible" | "none") => ({
    status: "rejected" as const,
    lastDecision: {
      id: decisionId.parse("dec_01m81rhhyeecv80qyjt241nv7y"),
      outcome: "rejected" as const,
      reason: "Name the source of the returns.",
      at: "2026-11-22T12:00:00.000Z",
      appeal,
    },
  });
  await draw(decided("possible"));
  expect(screen.getByText(/Name the source of the returns/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Appeal against it" }).getAttribute("href")).toBe("/standing");
  cleanup();
  await draw(decided("none"));
  expect(screen.getByText(/Name the source of the returns/)).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Appeal against it" })).toBeNull();
});
