import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { standingFixture } from "./moderation.fixture.ts";
import { StandingPanel } from "./standing-panel.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const creatorId = standingFixture().person.id;
const draw = async (standing = standingFixture(), handlers: Parameters<typeof answerCalls>[0] = {}) => {
  const calls = answerCalls({ "moderation.standing": () => ({ data: standing }), ...handlers });
  await drawScreen(<StandingPanel creatorId={creatorId} withHistory />);
  await screen.findByRole("list");
  return calls;
};
const open = async (name: RegExp) => {
  await userEvent.click(screen.getByRole("button", { name }));
  return within(await screen.findByRole("dialog"));
};

test("a ban says what it does to listings, balance and access before it is done, and needs a reason", async () => {
  const calls = await draw(undefined, {
    "moderation.suspendCreator": () => ({ data: standingFixture({ banned: true }) }),
  });
  const dialog = await open(/^Suspend/);
  expect(
    dialog.getByText("3 published listings, taken off the market until the suspension ends.", {
      exact: false,
    }),
  ).toBeTruthy();
  expect(dialog.getByText(/^Frozen: nothing is paid out/)).toBeTruthy();
  expect(dialog.getByText("12 buyers of theirs keep access and can be refunded as before.")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Suspend the account" }));
  expect(dialog.getByText("Write at least 10 characters")).toBeTruthy();
  expect(calls.inputsOf("moderation.suspendCreator")).toEqual([]);
  await userEvent.type(dialog.getByRole("textbox", { name: "Reason" }), "Sold stolen strategies.");
  await userEvent.click(dialog.getByRole("button", { name: "Suspend the account" }));
  expect(await screen.findByText("Suspended")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(calls.inputsOf("moderation.suspendCreator")).toEqual([
    { creatorId, part: "account", allowed: false, reason: "Sold stolen strategies." },
  ]);
});

test.each([
  [/^Stop: Publishing/, "Nothing new of theirs is published"],
  [/^Stop: Selling/, "3 published listings can no longer be bought."],
  [/^Stop: Withdrawing/, "Nothing is paid out, neither on request nor in the weekly run."],
])("%s spells out its own effects", async (name, effect) => {
  await draw();
  const dialog = await open(name);
  expect(dialog.getByText(effect, { exact: false })).toBeTruthy();
  for (const on of ["Listings", "Balance", "Buyers' access"]) expect(dialog.getByText(on)).toBeTruthy();
});

test("a colleague who was faster costs no typed word", async () => {
  await draw(undefined, { "moderation.suspendCreator": () => ({ code: "wrong_state" }) });
  const dialog = await open(/^Stop: Selling/);
  await userEvent.type(dialog.getByRole("textbox", { name: "Reason" }), "Copied others' work.");
  await userEvent.click(dialog.getByRole("button", { name: "Stop selling" }));
  await userEvent.click(await dialog.findByRole("button", { name: "Load what is there now" }));
  expect(dialog.getByDisplayValue("Copied others' work.")).toBeTruthy();
});

test("a buyer has an account only, and nobody changes their own standing", async () => {
  await draw(standingFixture({ capabilities: null, mayDecide: false }));
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText(/You may not change this/)).toBeTruthy();
});
