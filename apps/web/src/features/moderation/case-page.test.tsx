import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { verificationFixture } from "../trials/trials.fixture.ts";
import { Queue } from "./admin-moderation.tsx";
import { CaseById } from "./case-page.tsx";
import { caseFixture, heldBy, moderatorFixture, standingFixture } from "./moderation.fixture.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const caseId = caseFixture().case.id;
const draw = async (view = caseFixture(), handlers: Parameters<typeof answerCalls>[0] = {}) => {
  const calls = answerCalls({
    "people.me": () => ({ data: moderatorFixture }),
    "moderation.case": () => ({ data: view }),
    "moderation.standing": () => ({ data: standingFixture() }),
    "moderation.queue": () => ({ data: [] }),
    "strategies.verification": () => ({ data: verificationFixture() }),
    ...handlers,
  });
  const { router } = await drawScreen(<CaseById caseId={caseId} viewer={moderatorFixture} />, "/case");
  await screen.findByRole("heading", { level: 1, name: "Index tide" });
  return { ...calls, router };
};
const textOf = (region: HTMLElement, tag: string) =>
  [...region.querySelectorAll(tag)].map(({ textContent }) => textContent).join("|");
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

test("only what changed is shown, word by word, with the promises in it and why", async () => {
  await draw();
  const description = screen.getByRole("region", { name: "Description" });
  expect(textOf(description, "del")).toContain("twice");
  expect(textOf(description, "ins")).toContain("once");
  expect(textOf(description, "mark")).toContain("guaranteed");
  expect(within(description).getByText("nobody can guarantee a result")).toBeTruthy();
  const notes = screen.getByRole("region", { name: "What changed in the version" });
  expect(textOf(notes, "mark")).toContain("Foolproof");
  const price = screen.getByRole("region", { name: "Price" });
  expect([textOf(price, "del"), textOf(price, "ins")]).toEqual(["49.00 USD", "59.00 USD"]);
  expect(screen.queryByRole("region", { name: "Summary" })).toBeNull();
  expect(screen.getByRole("link", { name: "Refund a purchase" }).getAttribute("href")).toBe(
    `/admin/purchases?q=${caseFixture().listing?.id}`,
  );
  await userEvent.click(screen.getByRole("radio", { name: "Whole text" }));
  expect(screen.getByRole("region", { name: "Summary" }).textContent).toContain("In when the market rises");
});

test("a rejection needs a reason, goes once, and leads back to the queue", async () => {
  const calls = await draw(undefined, { "moderation.decide": () => ({ data: caseFixture().listing }) });
  await press("Reject");
  expect(screen.getByText("Write at least 10 characters")).toBeTruthy();
  const reason = screen.getByRole("textbox", { name: "Reason for rejecting" });
  expect(document.activeElement).toBe(reason);
  expect(calls.inputsOf("moderation.decide")).toEqual([]);
  await userEvent.type(reason, "  Name the source.  ");
  const reject = screen.getByRole("button", { name: "Reject" });
  reject.click();
  reject.click();
  await vi.waitFor(() => expect(calls.router.state.location.pathname).toBe("/admin/moderation"));
  expect(calls.inputsOf("moderation.decide")).toEqual([
    { listingId: caseFixture().listing?.id, revision: 7, outcome: "rejected", reason: "Name the source." },
  ]);
});

test.each(["conflict", "claimed_by_other", "wrong_state"] as const)(
  "after %s nothing typed is lost, and what is there now can be loaded",
  async (code) => {
    const calls = await draw(undefined, { "moderation.decide": () => ({ code }) });
    const reason = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reason for rejecting" });
    await userEvent.type(reason(), "Name the source.");
    await press("Reject");
    expect((await screen.findByRole("alert")).textContent).toContain("what you typed is still here");
    await press("Load what is there now");
    await vi.waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(calls.inputsOf("moderation.case")).toHaveLength(2);
    expect(reason().value).toBe("Name the source.");
  },
);

test("a case is claimed and released; while a colleague has it there is nothing to press", async () => {
  const mine = caseFixture({}, { claim: heldBy("Mona", true) }).case;
  await draw(undefined, {
    "moderation.claim": () => ({ data: mine }),
    "moderation.release": () => ({ data: { ...mine, claim: heldBy("Milo", false) } }),
  });
  await press("Claim it");
  expect(await screen.findByText(/You work on this case until/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Approve and publish" })).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: "Reason for rejecting" }), "Half a thought");
  await press("Release it");
  expect(await screen.findByText("Milo works on this case")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Approve|Reject/ })).toBeNull();
  expect(screen.getByDisplayValue("Half a thought")).toBeTruthy();
});

test("one's own is for somebody else to decide, in the queue too", async () => {
  const own = caseFixture(
    {},
    { mayDecide: false, concerns: { id: moderatorFixture.id, displayName: "Mona's Own" } },
  );
  await draw(own);
  expect(screen.getByText("This is your own listing. Somebody else has to decide about it.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Approve|Reject|Claim/ })).toBeNull();
  cleanup();
  answerCalls({ "moderation.queue": () => ({ data: [own.case, caseFixture({}, { flags: 2 }).case] }) });
  await drawScreen(<Queue viewer={moderatorFixture} kind={undefined} />);
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first?.textContent).toContain("Your own");
  expect(first?.textContent).toContain("Somebody else has to decide");
  expect(second?.textContent).toContain("2 reports");
  expect(screen.getByRole("link", { name: "Submissions 2" })).toBeTruthy();
  expect(screen.getByText("2 cases waiting, the oldest first.")).toBeTruthy();
});

test("reports are dismissed without a reason; a removal names one, and its harm to buyers", async () => {
  const flags = [
    { reason: "misleading", note: "No drawdown shown", at: "2026-11-22T12:00:00.000Z", by: "Bo B." },
  ];
  const calls = await draw(caseFixture({ flags, change: null }, { kind: "flagged_listing", flags: 1 }), {
    "moderation.judgeFlags": () => ({ code: "internal" }),
  });
  expect(screen.getByRole("region", { name: "1 report" }).textContent).toContain("No drawdown shown");
  await press("Remove from the market");
  expect(screen.getByText("Write at least 10 characters")).toBeTruthy();
  await press("Dismiss the reports");
  await screen.findByRole("alert");
  await userEvent.click(screen.getByRole("checkbox", { name: "It harms people" }));
  expect(screen.getByText(/Everybody who bought it loses access at once/)).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: "Reason" }), "It steals keys.");
  await press("Remove from the market");
  await vi.waitFor(() => expect(calls.inputsOf("moderation.judgeFlags")).toHaveLength(2));
  expect(calls.inputsOf("moderation.judgeFlags")).toEqual([
    { caseId, outcome: "kept", reason: "" },
    { caseId, outcome: "removed", reason: "It steals keys.", harm: true },
  ]);
});

test("an appeal is read beside the decision that it is against, and answered", async () => {
  const against = {
    id: "dec_01m81rhhyeecv80qyjt241nv7y",
    outcome: "removed",
    origin: "person",
    reason: "It promises profit.",
    part: null,
    harm: false,
    at: "2026-11-20T12:00:00.000Z",
    by: "Milo",
    appeal: "open",
  };
  const appeal = {
    id: "apl_01m81rhhyeecv80qyjt241nv7y",
    text: "The promise was a quotation.",
    at: "2026-11-21T12:00:00.000Z",
    against,
  };
  const calls = await draw(caseFixture({ appeal }, { kind: "appeal" }), {
    "moderation.judgeAppeal": () => ({ data: { done: true } }),
  });
  expect(screen.getByText("The promise was a quotation.")).toBeTruthy();
  expect(screen.getByRole("region", { name: "Against this decision" }).textContent).toContain(
    "It promises profit.",
  );
  expect(screen.getByText(/the listing is back on the market/)).toBeTruthy();
  await press("Grant the appeal");
  expect(calls.inputsOf("moderation.judgeAppeal")).toEqual([]);
  await userEvent.type(screen.getByRole("textbox", { name: "Answer" }), "You are right about it.");
  await press("Grant the appeal");
  await vi.waitFor(() => expect(calls.router.state.location.pathname).toBe("/admin/moderation"));
  expect(calls.inputsOf("moderation.judgeAppeal")).toEqual([
    { caseId, outcome: "granted", reason: "You are right about it." },
  ]);
});

test.each([
  ["running", "Its verification is not done yet"],
  ["failed", "It did not pass its verification"],
  ["none", "This version has not been verified"],
] as const)("what is %s cannot be approved, and says why", async (state, reason) => {
  await draw(undefined, {
    "strategies.verification": () => ({ data: verificationFixture({ state }) }),
  });
  expect(await screen.findByText(reason, { exact: false })).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Approve and publish" }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Reject" }).disabled).toBe(false);
});

test.each(["passed", "unavailable", "attached"] as const)(
  "what is %s can be approved, beside the way to its proof",
  async (state) => {
    const calls = await draw(undefined, {
      "strategies.verification": () => ({ data: verificationFixture({ state }) }),
      "moderation.decide": () => ({ data: caseFixture().listing }),
    });
    const approve = screen.getByRole<HTMLButtonElement>("button", { name: "Approve and publish" });
    await vi.waitFor(() => expect(approve.disabled).toBe(false));
    expect(screen.getByRole("link", { name: "See its whole proof" }).getAttribute("href")).toBe(
      `/listings/${caseFixture().listing?.id}`,
    );
    approve.click();
    await vi.waitFor(() => expect(calls.inputsOf("moderation.decide")).toHaveLength(1));
  },
);
