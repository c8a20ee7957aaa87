import { type DisputeView, disputeView } from "@boltz/contract";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerCalls, drawScreen } from "../../api/screen.fixture.ts";
import { EvidenceButton } from "./evidence.tsx";

const at = "2026-11-22T12:00:00.000Z";
const dispute: DisputeView = disputeView.parse({
  id: "dsp_01m81rhhyeecv80qyjt241nv7y",
  purchaseId: "pur_01m81rhhyeecv80qyjt241nv7y",
  listingTitle: "Index tide",
  provider: "stripe",
  providerReference: "du_1",
  amount: { amountMinor: "4900", currency: "USD" },
  fee: { amountMinor: "0", currency: "USD" },
  reason: "product_not_received",
  status: "open",
  evidenceDueAt: at,
  evidenceSentAt: null,
  openedAt: at,
  closedAt: null,
});
const evidence = { data: { summary: "The buyer downloaded it twice.", activityLog: "RECEIPT\nPurchase 1" } };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("evidence is read first, confirmed, and sent once", async () => {
  const calls = answerCalls({
    "finance.disputeEvidence": () => evidence,
    "finance.submitEvidence": () => ({ data: { ...dispute, evidenceSentAt: at } }),
  });
  await drawScreen(<EvidenceButton dispute={dispute} maySend />);
  await userEvent.click(screen.getByRole("button", { name: "Answer the dispute about Index tide" }));
  expect(await screen.findByText("The buyer downloaded it twice.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Download" }).getAttribute("href")).toBe(
    `/exports/disputes/${dispute.id}/evidence.txt`,
  );
  await userEvent.click(screen.getByRole("button", { name: "Send evidence" }));
  expect(screen.getByText("Confirm this first")).toBeTruthy();
  expect(calls.inputsOf("finance.submitEvidence")).toEqual([]);
  await userEvent.click(screen.getByRole("checkbox"));
  const send = screen.getByRole("button", { name: "Send evidence" });
  send.click();
  send.click();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls.inputsOf("finance.submitEvidence")).toEqual([{ disputeId: dispute.id }]);
});

test("who may not answer reads and downloads", async () => {
  answerCalls({ "finance.disputeEvidence": () => evidence });
  await drawScreen(<EvidenceButton dispute={dispute} maySend={false} />);
  await userEvent.click(screen.getByRole("button", { name: "Evidence about Index tide" }));
  expect(await screen.findByRole("link", { name: "Download" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Send evidence" })).toBeNull();
});
