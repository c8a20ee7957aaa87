import { type ListingPage, listingPage } from "@boltz/contract";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { useViewCount } from "./use-view-count.ts";

function Page({ listing }: { listing: ListingPage }) {
  useViewCount(listing);
  return null;
}

let calls: ReturnType<typeof answerCalls>;
beforeEach(() => {
  window.sessionStorage.clear();
  calls = answerCalls({ "listings.countView": () => ({ code: "internal" }) });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const look = async (listing: ListingPage, forMs = 5_000) => {
  await drawScreen(<Page listing={listing} />);
  await vi.advanceTimersByTimeAsync(forMs);
  cleanup();
};
const listed = (last: string, viewer: Partial<ListingPage["viewer"]> = {}) =>
  listingPage.parse({
    ...listingFixture,
    id: `lst_01m81rhhyeecv80qyjt241nv7${last}`,
    viewer: { ...listingFixture.viewer, ...viewer },
  });

test("a view counts once per listing and session, silently even where it fails", async () => {
  vi.useFakeTimers();
  const listing = listed("a");
  await look(listing);
  await look(listing);
  await look(listed("b"));
  expect(calls.inputsOf("listings.countView")).toEqual([
    { listingId: listing.id },
    { listingId: listed("b").id },
  ]);
});

test("what was counted before a reload is not counted again", async () => {
  vi.useFakeTimers();
  const listing = listed("c");
  window.sessionStorage.setItem(`boltz.viewed.${listing.id}`, "1");
  await look(listing);
  expect(calls.asked).toEqual([]);
});

test("its author, a glance, and what is not public are no views", async () => {
  vi.useFakeTimers();
  await look(listed("d", { isCreator: true }));
  await look(listed("e"), 200);
  await look({ ...listed("f"), status: "archived" });
  expect(calls.asked).toEqual([]);
});
