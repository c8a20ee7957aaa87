import { z } from "zod";
import type { DisputeState, EvidenceRequest } from "../port.ts";
import { chargeable, minor, moneyOf, seconds } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";
import { plainPdf } from "./plain-pdf.ts";

const disputeAnswer = z.object({
  id: z.string(),
  entity: z.literal("dispute"),
  payment_id: z.string(),
  amount: minor,
  currency: z.string(),
  amount_deducted: minor,
  reason_code: z.string(),
  respond_by: seconds.nullish(),
  status: z.enum(["open", "under_review", "won", "lost", "closed"]),
  created_at: seconds,
});

type DisputeAnswer = z.infer<typeof disputeAnswer>;

const documentAnswer = z.object({ id: z.string(), entity: z.literal("document") });

const longestSummary = 1000;

export async function getDispute(connection: Connection, reference: string): Promise<DisputeState> {
  return toState(await fetchDispute(connection, reference));
}

/** Razorpay takes evidence once: a dispute that is no longer open is answered as it is, so a retry does no harm. */
export async function submitEvidence(
  connection: Connection,
  request: EvidenceRequest,
): Promise<DisputeState> {
  const present = await fetchDispute(connection, request.reference);
  if (present.status !== "open") return toState(present);
  const form = new FormData();
  form.set("purpose", "dispute_evidence");
  const file = new Uint8Array(plainPdf(describe(request)));
  form.set("file", new File([file], "activity-log.pdf", { type: "application/pdf" }));
  const document = await connection.write(documentAnswer, (sdk) =>
    sdk.api.postFormData({ url: "/documents", formData: form }),
  );
  const contested = await connection.write(disputeAnswer, (sdk) =>
    sdk.api.patch({
      url: `/disputes/${inPath(request.reference)}/contest`,
      data: {
        amount: chargeable(request.amount),
        summary: request.summary.slice(0, longestSummary),
        access_activity_log: [document.id],
        action: "submit",
      },
    }),
  );
  return toState(contested);
}

async function fetchDispute(connection: Connection, reference: string): Promise<DisputeAnswer> {
  const id = inPath(reference);
  return connection.read(disputeAnswer, (sdk) => sdk.disputes.fetch(id));
}

function describe(request: EvidenceRequest): string {
  return [
    `Product: ${request.productDescription}`,
    `Bought on: ${request.purchasedOn.toISOString()}`,
    `Bought by: ${request.buyerEmail}`,
    "",
    request.summary,
    "",
    request.activityLog,
  ].join("\n");
}

function toState(dispute: DisputeAnswer): DisputeState {
  const deducted = dispute.amount_deducted;
  return {
    reference: dispute.id,
    paymentReference: dispute.payment_id,
    amount: moneyOf(dispute.amount, dispute.currency),
    reason: dispute.reason_code,
    // `closed` is over without the bank's word: whether money was taken tells how it ended.
    status: dispute.status === "closed" ? (deducted > 0 ? "lost" : "won") : dispute.status,
    evidenceDueAt:
      dispute.status === "open" && dispute.respond_by ? new Date(dispute.respond_by * 1000) : null,
    withdrawnMinor: String(deducted),
    feeMinor: "0",
    createdAt: new Date(dispute.created_at * 1000),
  };
}
