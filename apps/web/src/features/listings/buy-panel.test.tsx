import { type ListingPage, userId, type Viewer } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture, viewerFixture } from "../../api/screen.fixture.ts";
import { moderatorFixture } from "../moderation/moderation.fixture.ts";
import { BuyPanel } from "./buy-panel.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const stranger = userId.parse("usr_01m81rhhyeecv80qyjt241nv7b");
const moderator: Viewer = { ...moderatorFixture, id: stranger };
const draw = async (viewer = moderator, changes: Partial<ListingPage> = {}) => {
  const calls = answerCalls({
    "people.me": () => ({ data: viewer }),
    "moderation.removeListing": () => ({ data: { done: true } }),
  });
  await drawScreen(<BuyPanel listing={{ ...listingFixture, ...changes }} onBuy={() => undefined} />);
  await vi.waitFor(() => expect(calls.asked.map(({ procedure }) => procedure)).toContain("people.me"));
  return calls;
};
const open = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const say = async (words: string, button: string) => {
  await userEvent.type(await screen.findByRole("textbox", { name: "Reason" }), words);
  await userEvent.click(screen.getByRole("button", { name: button }));
};

test.each(["published", "archived"] as const)(
  "a moderator removes a strategy that is %s and has no case",
  async (status) => {
    const calls = await draw(moderator, { status });
    await open("Remove…");
    await say("It copies somebody else's.", "Remove");
    await vi.waitFor(() => expect(calls.inputsOf("moderation.removeListing")).toHaveLength(1));
    expect(calls.inputsOf("moderation.removeListing")).toEqual([
      { listingId: listingFixture.id, reason: "It copies somebody else's.", harm: false },
    ]);
  },
);

test("of one that is removed it can be added that it harms, once", async () => {
  const calls = await draw(moderator, { status: "removed" });
  await open("Say that it harms…");
  expect(await screen.findByText(/loses access at once/)).toBeTruthy();
  await say("It sends the keys away.", "It harms");
  await vi.waitFor(() => expect(calls.inputsOf("moderation.removeListing")).toHaveLength(1));
  expect(calls.inputsOf("moderation.removeListing")).toMatchObject([{ harm: true }]);
  cleanup();
  await draw(moderator, { status: "removed", harmful: true });
  expect(screen.queryByRole("button", { name: /harms/ })).toBeNull();
});

test.each([
  ["its buyer", { ...viewerFixture, id: stranger }],
  ["a moderator who made it", moderatorFixture],
])("%s is offered no removal", async (_, viewer) => {
  await draw(viewer);
  await screen.findByRole("button", { name: /Report/ });
  expect(screen.queryByRole("button", { name: "Remove…" })).toBeNull();
});
