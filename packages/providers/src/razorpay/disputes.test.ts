import { HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { EvidenceRequest } from "../port.ts";
import { plainPdf } from "./plain-pdf.ts";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const provider = testProvider();
const { dispute } = recorded;
const fetchCall = `GET /v1/disputes/${dispute.id}`;
const contestCall = `PATCH /v1/disputes/${dispute.id}/contest`;

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("getDispute", () => {
  test("open", async () => {
    answerCalls(server, { [fetchCall]: dispute });
    expect(await provider.getDispute(dispute.id)).toEqual({
      reference: dispute.id,
      paymentReference: dispute.payment_id,
      amount: { amountMinor: "49900", currency: "INR" },
      reason: "chargeback",
      status: "open",
      evidenceDueAt: new Date(1_795_600_000_000),
      withdrawnMinor: "0",
      feeMinor: "0",
      createdAt: new Date(1_795_200_000_000),
    });
  });

  test.each([
    { answered: "under_review", deducted: 0, status: "under_review" },
    { answered: "won", deducted: 0, status: "won" },
    { answered: "lost", deducted: 49900, status: "lost" },
    { answered: "closed", deducted: 0, status: "won" },
    { answered: "closed", deducted: 49900, status: "lost" },
  ])("$answered with $deducted deducted is $status", async ({ answered, deducted, status }) => {
    answerCalls(server, { [fetchCall]: { ...dispute, status: answered, amount_deducted: deducted } });
    expect(await provider.getDispute(dispute.id)).toMatchObject({
      status,
      withdrawnMinor: String(deducted),
      evidenceDueAt: null,
    });
  });

  test("another status is unknown", async () => {
    answerCalls(server, { [fetchCall]: { ...dispute, status: "sleeping" } });
    expect((await failureOf(provider.getDispute(dispute.id))).failure).toBe("unknown");
  });
});

const evidence: EvidenceRequest = {
  idempotencyKey: "evidence-1",
  reference: dispute.id,
  amount: { amountMinor: "49900", currency: "INR" },
  summary: `Delivered. ${"s".repeat(1_200)}`,
  activityLog: "2026-11-20T10:00:00Z downloaded version 1.2.0 from 203.0.113.9\n",
  productDescription: "Donchian breakout (a trading strategy)",
  buyerEmail: "buyer@example.com",
  purchasedOn: new Date("2026-11-19T08:00:00Z"),
};

describe("submitEvidence", () => {
  test("uploads the log as a PDF and contests with it", async () => {
    const sent = answerCalls(server, {
      [fetchCall]: dispute,
      "POST /v1/documents": recorded.document,
      [contestCall]: { ...dispute, status: "under_review" },
    });
    expect(await provider.submitEvidence(evidence)).toMatchObject({ status: "under_review" });
    const [, upload, contest] = sent;
    expect(upload?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload?.body).toContain('name="purpose"\r\n\r\ndispute_evidence');
    expect(upload?.body).toContain('filename="activity-log.pdf"');
    expect(upload?.body).toContain("Content-Type: application/pdf");
    expect(upload?.body).toContain("downloaded version 1.2.0 from 203.0.113.9");
    expect(upload?.body).toContain("Bought by: buyer@example.com");
    expect(contest?.body).toEqual({
      amount: 49900,
      summary: evidence.summary.slice(0, 1000),
      access_activity_log: [recorded.document.id],
      action: "submit",
    });
  });

  test("what was handed in before is answered as it is", async () => {
    const sent = answerCalls(server, { [fetchCall]: { ...dispute, status: "under_review" } });
    expect(await provider.submitEvidence(evidence)).toMatchObject({ status: "under_review" });
    expect(sent).toHaveLength(1);
  });

  test("a refused document ends it before the contest", async () => {
    const sent = answerCalls(server, {
      [fetchCall]: dispute,
      "POST /v1/documents": () => refuse(recorded.amountTooSmall),
    });
    expect((await failureOf(provider.submitEvidence(evidence))).failure).toBe("refused");
    expect(sent).toHaveLength(2);
  });

  test("a contest whose answer is lost is unknown", async () => {
    answerCalls(server, {
      [fetchCall]: dispute,
      "POST /v1/documents": recorded.document,
      [contestCall]: () => HttpResponse.error(),
    });
    expect((await failureOf(provider.submitEvidence(evidence))).failure).toBe("unknown");
  });
});

describe("the PDF", () => {
  const read = (text: string) => plainPdf(text).toString("latin1");

  test("names every object at the byte where it is", () => {
    const file = read("one\ntwo");
    const tableAt = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
    const offsets = [...file.slice(tableAt).matchAll(/^(\d{10}) 00000 n $/gm)].map((row) => Number(row[1]));
    expect(file.startsWith("%PDF-1.4\n")).toBe(true);
    expect(file.slice(tableAt, tableAt + 9)).toBe("xref\n0 6\n");
    expect(offsets).toHaveLength(5);
    for (const [index, offset] of offsets.entries()) {
      expect(file.slice(offset, offset + 8)).toBe(`${index + 1} 0 obj\n`);
    }
    for (const stream of file.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(stream[2]).toHaveLength(Number(stream[1]));
    }
  });

  test("keeps every line, breaks long ones and goes on at the next page", () => {
    const rows = [...Array.from({ length: 150 }, (_, index) => `row ${index}`), "x".repeat(200)];
    const file = read(rows.join("\n"));
    expect(file).toContain("/Count 3 /Kids [4 0 R 6 0 R 8 0 R]");
    for (const row of rows.slice(0, 150)) expect(file).toContain(`(${row}) Tj`);
    expect(file).toContain(`(${"x".repeat(90)}) Tj`);
    expect(file).toContain(`(${"x".repeat(20)}) Tj`);
  });

  test("cannot be broken out of, and shows what it cannot draw as a question mark", () => {
    expect(read("a) Tj ET (b\\")).toContain(String.raw`(a\) Tj ET \(b\\) Tj`);
    expect(read("é ₹ 策 \u0000")).toContain("(é ? ? ?) Tj");
  });
});
