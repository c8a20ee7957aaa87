import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { WishListPage } from "./wish-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const since = "2026-11-22T12:00:00.000Z";
const creator = { ...listingFixture.creator, since, listings: 2 };

test("wishes and followed creators are listed, say what left the market, and can be given up", async () => {
  let wishes = [{ listing: listingFixture, since, forSale: false }];
  let followed = [creator];
  const calls = answerCalls({
    "listings.wished": () => ({ data: wishes }),
    "creators.followed": () => ({ data: followed }),
    "listings.wish": () => {
      wishes = [];
      return { data: { done: true } };
    },
    "creators.follow": () => {
      followed = [];
      return { data: { done: true } };
    },
  });
  await drawScreen(<WishListPage />);
  expect(await screen.findByText("No longer for sale")).toBeTruthy();
  expect((await screen.findByRole("link", { name: "Cleo's Desk" })).getAttribute("href")).toBe(
    `/creators/${creator.id}`,
  );
  expect(screen.getByText(/^2 strategies · followed since/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Remove Index tide from your wish-list" }));
  await userEvent.click(screen.getByRole("button", { name: "Unfollow Cleo's Desk" }));
  expect(await screen.findByText("No wishes yet")).toBeTruthy();
  expect(await screen.findByText("You follow nobody yet")).toBeTruthy();
  await waitFor(() =>
    expect([calls.inputsOf("listings.wish"), calls.inputsOf("creators.follow")]).toEqual([
      [{ listingId: listingFixture.id, wished: false }],
      [{ creatorId: creator.id, following: false }],
    ]),
  );
});

test("each half fails by itself and can be asked for again", async () => {
  const answers = [{ code: "not_found" as const }, { data: [] }];
  answerCalls({
    "listings.wished": () => answers.shift() ?? { code: "internal" },
    "creators.followed": () => ({ data: [creator] }),
  });
  await drawScreen(<WishListPage />);
  expect(await screen.findByRole("link", { name: "Cleo's Desk" })).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No wishes yet")).toBeTruthy();
});
