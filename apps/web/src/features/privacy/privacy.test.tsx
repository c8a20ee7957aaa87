import {
  type DataExport,
  dataExport,
  type ErasureBlock,
  type ErasureView,
  eraseInput,
  erasureView,
} from "@boltz/contract";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen, viewerFixture } from "../../api/screen.fixture.ts";
import { EraseAccount } from "./erase-account.tsx";
import { OwnData } from "./own-data.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const suffix = "01m81rhhyeecv80qyjt241nv7y";

const exportFixture = (changes: Partial<DataExport> = {}): DataExport =>
  dataExport.parse({
    id: `dex_${suffix}`,
    state: "queued",
    progress: 0,
    step: "",
    bytes: null,
    requestedAt: "2026-11-22T12:00:00.000Z",
    expiresAt: null,
    ...changes,
  });

const erasureFixture = (changes: Partial<ErasureView> = {}): ErasureView =>
  erasureView.parse({
    request: null,
    blocks: [],
    coolingOffDays: 14,
    retentionYears: 10,
    effects: { listings: 0, owned: 3, reviews: 1, purchases: 4, sales: 0 },
    ...changes,
  });

const scheduled = (blocks: ErasureBlock[] = []) =>
  erasureFixture({
    request: erasureView.shape.request.parse({
      id: `ers_${suffix}`,
      requestedAt: "2026-11-22T12:00:00.000Z",
      dueAt: "2026-12-06T12:00:00.000Z",
      blocks,
    }),
  });

test("a copy is asked for once, watched while it is made, and can be downloaded then", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const states = [
    exportFixture({ state: "running", progress: 40, step: "What you bought or began to buy." }),
    exportFixture({
      state: "ready",
      progress: 100,
      bytes: 1_400_000,
      expiresAt: "2026-11-29T12:00:00.000Z",
    }),
  ];
  const lists: DataExport[][] = [[]];
  const calls = answerCalls({
    "privacy.exports": () => ({ data: lists.shift() ?? [states.shift()] }),
    "privacy.export": () => ({ data: exportFixture() }),
  });
  await drawScreen(<OwnData />);
  const make = await screen.findByRole("button", { name: "Make a copy of my data" });
  make.click();
  make.click();
  expect(await screen.findByText("Your copy is waiting to be made")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(1_000);
  const bar = await screen.findByRole<HTMLProgressElement>("progressbar", {
    name: "Your copy is being made: 40 %",
  });
  expect(bar.value).toBe(40);
  expect(screen.getByRole("status").textContent).toBe("What you bought or began to buy.");
  await vi.advanceTimersByTimeAsync(1_000);
  const link = await screen.findByRole("link", { name: /^Download the copy of/ });
  expect(link.getAttribute("href")).toBe(`/exports/my-data/dex_${suffix}.zip`);
  expect(screen.getByText(/Ready, 1\.4 MB\. It is deleted on Nov 29, 2026/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Make a copy of my data" })).toBeTruthy();
  expect(calls.inputsOf("privacy.export")).toHaveLength(1);
});

test("a copy that could not be made or expired says so and offers no download", async () => {
  answerCalls({
    "privacy.exports": () => ({
      data: [
        exportFixture({ state: "failed" }),
        exportFixture({
          id: dataExport.shape.id.parse(`dex_${suffix.replace("01m", "01n")}`),
          state: "expired",
        }),
      ],
    }),
    "privacy.export": () => ({ code: "internal" }),
  });
  await drawScreen(<OwnData />);
  expect(await screen.findByText(/Could not be made/)).toBeTruthy();
  expect(screen.getByText("Expired and deleted")).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Make a copy of my data" }));
  expect((await screen.findByRole("alert")).textContent).toContain("c-test");
});

test("what stands in the way is listed with where to settle it, and nothing can be erased", async () => {
  answerCalls({
    "privacy.erasure": () => ({ data: erasureFixture({ blocks: ["open_dispute", "money_left"] }) }),
  });
  await drawScreen(<EraseAccount viewer={viewerFixture} />);
  expect(await screen.findByText(/disputed at the bank/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Your purchases" }).getAttribute("href")).toBe("/purchases");
  expect(screen.getByRole("link", { name: "Your payouts" }).getAttribute("href")).toBe("/creator/payouts");
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Erase my account" });
  expect(button.disabled).toBe(true);
  const reason = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toContain("withdraw it first");
});

test("another address than the account's is not sent; the right one is, and the day is shown", async () => {
  const answers = [{ code: "provider_unavailable" as const }];
  const calls = answerCalls({
    "privacy.erasure": () => ({ data: erasureFixture() }),
    "privacy.erase": () => answers.shift() ?? { data: scheduled() },
  });
  await drawScreen(<EraseAccount viewer={viewerFixture} />);
  expect(await screen.findByText(/\(4 purchases\), without your name, for 10 years/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Erase my account" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Erase your account?" }));
  const field = dialog.getByRole<HTMLInputElement>("textbox", { name: "Type bo@example.com to confirm" });
  const confirm = dialog.getByRole("button", { name: "Erase in 14 days" });
  await userEvent.type(field, "bo@example.org");
  await userEvent.click(confirm);
  expect(await dialog.findByText("This is not the address of this account")).toBeTruthy();
  expect(calls.inputsOf("privacy.erase")).toHaveLength(0);

  await userEvent.clear(field);
  await userEvent.type(field, " Bo@Example.com");
  await userEvent.click(confirm);
  expect((await dialog.findByRole("alert")).textContent).toContain("c-test");
  expect(field.value.trim()).toBe("Bo@Example.com");
  await userEvent.click(confirm);
  expect(await screen.findByText(/will be erased after Dec 0?6, 2026/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const sent = calls.inputsOf("privacy.erase").map((input) => eraseInput.parse(input));
  expect(sent.map(({ confirmEmail }) => confirmEmail)).toEqual(["bo@example.com", "bo@example.com"]);
});

test("an address that the server refuses is marked in its field", async () => {
  answerCalls({
    "privacy.erasure": () => ({ data: erasureFixture() }),
    "privacy.erase": () => ({
      code: "invalid_input",
      issues: [{ path: ["confirmEmail"], message: "is not the address of this account" }],
    }),
  });
  await drawScreen(<EraseAccount viewer={viewerFixture} />);
  await userEvent.click(await screen.findByRole("button", { name: "Erase my account" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox"), "bo@example.com");
  await userEvent.click(dialog.getByRole("button", { name: "Erase in 14 days" }));
  expect(await dialog.findByText("Is not the address of this account")).toBeTruthy();
  expect(dialog.queryByRole("alert")).toBeNull();
});

test("an erasure that waits is called off once, and says what put it off", async () => {
  const calls = answerCalls({
    "privacy.erasure": () => ({ data: scheduled(["open_refund"]) }),
    "privacy.keep": () => ({ data: erasureFixture() }),
  });
  await drawScreen(<EraseAccount viewer={viewerFixture} />);
  expect(await screen.findByText(/We try again every day/)).toBeTruthy();
  expect(screen.getByText(/A refund is on its way/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Erase my account" })).toBeNull();
  const keep = screen.getByRole("button", { name: "Call it off" });
  keep.click();
  keep.click();
  expect(await screen.findByRole("button", { name: "Erase my account" })).toBeTruthy();
  expect(calls.inputsOf("privacy.keep")).toHaveLength(1);
});
