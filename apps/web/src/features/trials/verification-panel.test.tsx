import { strategyId, type VerificationView } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, listingFixture } from "../../api/screen.fixture.ts";
import { verificationFixture } from "./trials.fixture.ts";
import { VerificationPanel } from "./verification-panel.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = strategyId.parse(listingFixture.strategyId);
const draw = async (answer: () => Partial<VerificationView>) => {
  const places: unknown[] = [];
  const calls = answerCalls({
    "strategies.verification": () => ({ data: verificationFixture(answer()) }),
  });
  await drawScreen(
    <VerificationPanel strategyId={id} version="1.1.0" onPlace={(path) => places.push(path)} />,
  );
  return { ...calls, places };
};

test("while it waits and runs it asks again by itself, says what is being done, and stops at the end", async () => {
  const answers: Partial<VerificationView>[] = [
    { state: "queued", progress: 0, stage: "Waiting", gate: [], finishedAt: null },
    { state: "running", progress: 0.4, stage: "Measuring each rule's share", gate: [], finishedAt: null },
    { state: "passed" },
  ];
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const calls = await draw(() => answers.shift() ?? { state: "passed" });
  expect(await screen.findByText("Waiting for its turn")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await screen.findByText("Measuring each rule's share")).toBeTruthy();
  const bar = screen.getByRole("progressbar", { name: "Verification of version 1.1.0" });
  expect(bar.getAttribute("aria-valuenow")).toBe("40");
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await screen.findByText("Verified")).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.getByText("2 checks passed")).toBeTruthy();
  expect(calls.inputsOf("strategies.verification")).toHaveLength(3);
});

test("a failed one names each check, what to mend, and leads there", async () => {
  const { places } = await draw(() => ({
    state: "failed",
    gate: [
      { check: "bars", passed: true, sentence: "5,031 bars.", issues: [] },
      {
        check: "trades",
        passed: false,
        sentence: "12 closed trades; at least 30 are needed.",
        issues: [{ path: ["long", "entry"], message: "is true too rarely" }],
      },
    ],
  }));
  expect(await screen.findByText("Not passed")).toBeTruthy();
  expect(screen.getByText("12 closed trades; at least 30 are needed.")).toBeTruthy();
  expect(screen.getByText(/is true too rarely/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Mend long.entry in the editor" }));
  expect(places).toEqual([["long", "entry"]]);
});

test("where there are no bars it names the symbols; words name none", async () => {
  await draw(() => ({ state: "unavailable", gate: [], missingSymbols: ["SPY", "QQQ"] }));
  expect(await screen.findByText("There are no bars here of SPY, QQQ at this timeframe.")).toBeTruthy();
  cleanup();
  await draw(() => ({ state: "unavailable", gate: [], missingSymbols: [] }));
  expect(await screen.findByText(/words name no bars/)).toBeTruthy();
});

test("a version that was never handed in, and an answer that does not come", async () => {
  answerCalls({ "strategies.verification": () => ({ code: "not_found" }) });
  await drawScreen(<VerificationPanel strategyId={id} version="1.1.0" />);
  expect(await screen.findByText("Not verified yet")).toBeTruthy();
  cleanup();
  answerCalls({ "strategies.verification": () => ({ code: "forbidden" }) });
  await drawScreen(<VerificationPanel strategyId={id} version="1.1.0" />);
  expect(await screen.findByText("Where the verification stands could not be loaded")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
