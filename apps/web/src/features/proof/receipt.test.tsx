import type { Receipt } from "@boltz/contract";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { proofFixture, reportFixture } from "./proof.fixture.ts";
import { ReceiptPanel } from "./receipt-panel.tsx";
import { keyDoor, signedReceipt } from "./signed-receipt.fixture.ts";
import { VerifyPage } from "./verify-page.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const openPanel = async (receipt: Receipt, report = reportFixture()) => {
  answerCalls({}, keyDoor);
  await drawScreen(<ReceiptPanel proof={proofFixture({ receipt, report })} receipt={receipt} />);
};

test("a receipt that nobody changed is right, and this browser says so", async () => {
  await openPanel(signedReceipt());
  expect(await screen.findByText("Signature is right. This browser checked it.")).toBeTruthy();
  expect(screen.getByText("a".repeat(64))).toBeTruthy();
  expect(screen.getByText("Bars of SP500: 2,310 bars of 1d")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Copy the result's hash" })).toBeTruthy();
});

test("a receipt that was altered is called broken", async () => {
  const receipt = signedReceipt();
  await openPanel({ ...receipt, payload: { ...receipt.payload, trials: 1 } });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("This receipt is broken");
  expect(alert.textContent).toContain("changed after it was signed");
  expect(screen.queryByText(/Signature is right/)).toBeNull();
});

test("a genuine receipt of something else is called broken too", async () => {
  await openPanel(signedReceipt({ resultHash: "e".repeat(64) }));
  expect((await screen.findByRole("alert")).textContent).toContain("another result than this page");
  cleanup();
  await openPanel(signedReceipt({ specHash: "e".repeat(64) }));
  expect((await screen.findByRole("alert")).textContent).toContain("another document than this page");
  cleanup();
  const { inSample, ...others } = reportFixture().segments;
  if (inSample === null) throw new Error("the fixture has figures in sample");
  const better = { ...others, inSample: { ...inSample, sharpe: 2.4 } };
  await openPanel(signedReceipt(), reportFixture({ segments: better }));
  expect((await screen.findByRole("alert")).textContent).toContain("other figures than this page");
  cleanup();
  await openPanel(signedReceipt({ trials: 1 }));
  expect((await screen.findByRole("alert")).textContent).toContain("other figures than this page");
});

test("without the key nothing is claimed, and the check can be done again", async () => {
  let isThere = false;
  const receipt = signedReceipt();
  answerCalls(
    {},
    {
      "/.well-known/boltz-signing-key": () =>
        isThere ? keyDoor["/.well-known/boltz-signing-key"]() : new Response("", { status: 503 }),
    },
  );
  await drawScreen(<ReceiptPanel proof={proofFixture({ receipt })} receipt={receipt} />);
  const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 10_000 });
  expect(screen.getByText(/could not be checked/)).toBeTruthy();
  isThere = true;
  await userEvent.click(again);
  expect(await screen.findByText(/Signature is right/)).toBeTruthy();
});

test("the receipt is handed out as a file that passes its own check", async () => {
  const receipt = signedReceipt();
  const saved: { blob?: Blob; name?: string } = {};
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    if (blob instanceof Blob) saved.blob = blob;
    return "blob:receipt";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.name = this.download;
  });
  await openPanel(receipt);
  await userEvent.click(screen.getByRole("button", { name: "Download the receipt" }));
  expect(saved.name).toBe("receipt-1.2.0-cccccccc.json");
  expect(JSON.parse((await saved.blob?.text()) ?? "")).toEqual(receipt);
});

const openPage = async () => {
  answerCalls({}, keyDoor);
  await drawScreen(<VerifyPage />);
};

test("whoever pastes a genuine receipt learns what it is for", async () => {
  await openPage();
  const check = screen.getByRole("button", { name: "Check it" });
  expect(check.hasAttribute("disabled")).toBe(true);
  await userEvent.click(screen.getByRole("textbox", { name: "Receipt" }));
  await userEvent.paste(JSON.stringify(signedReceipt()));
  await userEvent.click(check);
  expect(await screen.findByText("Signature is right")).toBeTruthy();
  const says = screen.getByRole("region", { name: "What it says" }).textContent;
  expect(says).toContain("Bars of SP5002,310 bars of 1d");
  expect(says).toContain("Sealed holdout+13.4%, Sharpe ratio 0.61, deepest drawdown 17.9%, 24 trades");
  expect(says).toContain("Tries by its author12 tries");
});

test.each([
  ["an altered one", JSON.stringify({ ...signedReceipt(), payload: signedReceipt({ trials: 2 }).payload })],
  ["half of one", JSON.stringify({ payload: signedReceipt().payload })],
  ["something else", "no receipt at all"],
])("%s is not genuine", async (_, text) => {
  await openPage();
  await userEvent.click(screen.getByRole("textbox", { name: "Receipt" }));
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole("button", { name: "Check it" }));
  expect((await screen.findByRole("alert")).textContent).toContain("This receipt is not genuine");
  expect(screen.queryByRole("region", { name: "What it says" })).toBeNull();
});

test("a file is checked as soon as it is chosen", async () => {
  await openPage();
  const file = new File([JSON.stringify(signedReceipt())], "receipt.json", { type: "application/json" });
  await userEvent.upload(screen.getByLabelText("Receipt file"), file);
  expect(await screen.findByText("Signature is right")).toBeTruthy();
});
