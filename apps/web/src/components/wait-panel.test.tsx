import { useMutation, useQuery } from "@tanstack/react-query";
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../api/client.ts";
import { answerCalls, drawScreen } from "../api/screen.fixture.ts";
import { ErrorPanel } from "./states.tsx";

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const isDisabled = (name: string) => screen.getByRole("button", { name }).hasAttribute("disabled");

function Tags() {
  const tags = useQuery(api.listings.tagCounts.queryOptions());
  if (tags.isError)
    return <ErrorPanel error={tags.error} retry={() => tags.refetch()} title="Tags could not be read" />;
  return <p>{tags.isSuccess ? "The tags are here" : "Loading"}</p>;
}

test("who read too often sees how long to wait, and reads on without doing anything", async () => {
  let refusals = 2;
  const calls = answerCalls({
    "listings.tagCounts": () => {
      refusals -= 1;
      return refusals >= 0 ? { code: "rate_limited", retryAfterSeconds: 12 } : { data: [] };
    },
  });
  await drawScreen(<Tags />);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Tags could not be read");
  expect(screen.getByRole("timer").textContent).toMatch(/^Goes on by itself in 1[12] seconds\.$/);
  expect(isDisabled("Try again")).toBe(true);
  expect(calls.inputsOf("listings.tagCounts")).toHaveLength(1);
  await wait(5_000);
  expect(screen.getByRole("timer").textContent).toMatch(/in [67] seconds\.$/);
  await wait(8_000);
  await vi.waitFor(() => expect(calls.inputsOf("listings.tagCounts")).toHaveLength(2));
  await vi.waitFor(() => expect(screen.getByRole("timer").textContent).toMatch(/in 1[12] seconds\.$/));
  await wait(13_000);
  await screen.findByText("The tags are here");
  expect(calls.inputsOf("listings.tagCounts")).toHaveLength(3);
});

function Export() {
  const start = useMutation(api.privacy.export.mutationOptions());
  return (
    <>
      <button type="button" onClick={() => start.mutate()}>
        Export
      </button>
      {start.isError ? <ErrorPanel error={start.error} title="The export did not begin" /> : null}
    </>
  );
}

test("what changes something is never done again by itself; it says when it may be", async () => {
  const calls = answerCalls({ "privacy.export": () => ({ code: "rate_limited", retryAfterSeconds: 2 }) });
  await drawScreen(<Export />);
  await act(async () => screen.getByRole("button", { name: "Export" }).click());
  expect((await screen.findByRole("timer")).textContent).toMatch(/^You can try again in [12] seconds?\.$/);
  await wait(3_000);
  expect(screen.getByRole("timer").textContent).toBe("You can try again now.");
  expect(calls.inputsOf("privacy.export")).toHaveLength(1);
});
