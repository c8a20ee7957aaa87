import { type StandingDecision, standingDecision } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { SuspendedStrip } from "../../app/suspended-strip.tsx";
import { Standing } from "./standing.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const suffix = "01m81rhhyeecv80qyjt241nv7y";
const banned = (appeal: StandingDecision["appeal"]): StandingDecision =>
  standingDecision.parse({
    id: `dec_${suffix}`,
    outcome: "banned",
    origin: "person",
    reason: "Sold what was not theirs.",
    at: "2026-11-22T12:00:00.000Z",
    listing: null,
    reviewId: null,
    part: "account",
    harm: false,
    appeal,
  });
const none = { text: "", answer: "" };
const words = "The strategies are mine: see the repository.";

const draw = async (handlers: Parameters<typeof answerCalls>[0] = {}) => {
  let appealed = "";
  const calls = answerCalls({
    "people.me": () => ({ data: { ...viewerFixture, suspended: true } }),
    "standing.decisions": () => ({
      data: {
        items: [
          banned(
            appealed === "" ? { state: "possible", ...none } : { state: "open", text: words, answer: "" },
          ),
        ],
        nextCursor: null,
      },
    }),
    "standing.appeal": () => {
      appealed = words;
      return { data: { appealId: `apl_${suffix}`, caseId: `cas_${suffix}` } };
    },
    ...handlers,
  });
  await drawScreen(<Standing />);
  await screen.findByRole("heading", { name: "The account" });
  return calls;
};

test("who is suspended reads why and what it means, and appeals once", async () => {
  const calls = await draw();
  expect(screen.getByText("Sold what was not theirs.")).toBeTruthy();
  expect(screen.getByText(/Your balance is kept for you while it is frozen/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Appeal" }));
  expect(screen.getByText(/You can appeal once\. Somebody else than the moderator/)).toBeTruthy();
  const field = screen.getByRole("textbox");
  await userEvent.type(field, "Not so.");
  await userEvent.click(screen.getByRole("button", { name: "Send the appeal" }));
  expect(screen.getByText("Write at least 20 characters")).toBeTruthy();
  expect(calls.inputsOf("standing.appeal")).toEqual([]);
  await userEvent.clear(field);
  await userEvent.type(field, words);
  const send = screen.getByRole("button", { name: "Send the appeal" });
  send.click();
  send.click();
  expect(await screen.findByText("Appeal is open")).toBeTruthy();
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /appeal/i })).toBeNull();
  expect(calls.inputsOf("standing.appeal")).toEqual([{ decisionId: `dec_${suffix}`, text: words }]);
});

test("an answered appeal shows its answer and no second form", async () => {
  const denied = banned({ state: "denied", text: words, answer: "The repository is older than you." });
  await draw({ "standing.decisions": () => ({ data: { items: [denied], nextCursor: null } }) });
  expect(screen.getByText("Appeal denied")).toBeTruthy();
  expect(screen.getByText("The repository is older than you.")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("the strip leads a suspended person here, and shows itself to nobody else", async () => {
  answerCalls({ "people.me": () => ({ data: { ...viewerFixture, suspended: true } }) });
  await drawScreen(<SuspendedStrip />);
  const link = await screen.findByRole("link", { name: "Read why, and appeal" });
  expect(link.getAttribute("href")).toBe("/standing");
  cleanup();
  const calls = answerCalls({ "people.me": () => ({ data: viewerFixture }) });
  await drawScreen(<SuspendedStrip />);
  await vi.waitFor(() => expect(calls.asked).toHaveLength(1));
  expect(screen.queryByRole("link")).toBeNull();
});
