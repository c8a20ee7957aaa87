import { type ProofView, type ReceiptPayload, sameFigures, segmentNames } from "@boltz/contract";

export type ReceiptCheck = { ok: true; payload: ReceiptPayload } | { ok: false; reason: string };

/** Holds anything against the marketplace's key, on this device. */
export async function checkReceipt(candidate: unknown, publicKeyPem: string): Promise<ReceiptCheck> {
  const { verifyReceipt } = await import("@boltz/backtest");
  return verifyReceipt(candidate, publicKeyPem);
}

/** What somebody pasted or dropped: a receipt by itself, checked; or why it is not one. */
export async function checkReceiptText(text: string, publicKeyPem: string): Promise<ReceiptCheck> {
  const read = jsonOf(text);
  return read.ok
    ? checkReceipt(read.value, publicKeyPem)
    : { ok: false, reason: "This is not JSON, so it is no receipt as it was downloaded." };
}

function jsonOf(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** What a genuine receipt says that the page beside it does not, as a sentence; undefined where they agree. */
export function receiptMismatch(
  payload: ReceiptPayload,
  { specHash, report }: Pick<ProofView, "specHash" | "report">,
): string | undefined {
  if (payload.specHash !== specHash) return "The receipt is of another document than this page.";
  if (report === null) return undefined;
  if (payload.resultHash !== report.resultHash) return "The receipt is of another result than this page.";
  const { segments, overfitting } = report;
  const figuresAgree = segmentNames.every((name) => sameFigures(payload.segments[name], segments[name]));
  const { trials, dsr, pbo } = payload;
  const luckAgrees = trials === overfitting.trials && dsr === overfitting.dsr && pbo === overfitting.pbo;
  return figuresAgree && luckAgrees ? undefined : "The receipt has other figures than this page.";
}
