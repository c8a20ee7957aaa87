import type { Documents } from "razorpay/dist/types/documents.js";
import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import { readParams } from "../params.ts";
import type { Razorpay } from "../razorpay.ts";
import type { DocumentRecord } from "../records.ts";
import { badRequest } from "../wire-error.ts";

const largestFileBytes = 5_000_000;
const documentTypes = ["application/pdf", "image/jpeg", "image/png"];

const documentParams = z.object({
  file: z.instanceof(File, { error: "The file field is required." }),
  purpose: z.literal("dispute_evidence"),
});

/** Only what describes the file is kept. */
export function createDocument(rzp: Razorpay, input: unknown): DocumentRecord {
  const { file, purpose } = readParams(documentParams, input);
  if (file.size === 0 || file.size > largestFileBytes) throw badRequest("The file size is invalid.", "file");
  const mimeType = file.type === "" ? typeByName(file.name) : file.type;
  if (!documentTypes.includes(mimeType)) {
    throw badRequest("The file must be a file of type: pdf, jpeg, jpg, png.", "file");
  }
  const id = newRazorpayId("doc");
  const record = { id, createdSeconds: nowSeconds(rzp.core), purpose, name: file.name, mimeType };
  const document: DocumentRecord = { ...record, size: file.size };
  rzp.documents.save(document);
  return document;
}

function typeByName(name: string): string {
  if (name.endsWith(".pdf")) return "application/pdf";
  if (name.endsWith(".png")) return "image/png";
  return /\.jpe?g$/.test(name) ? "image/jpeg" : "";
}

export function toDocumentAnswer(document: DocumentRecord): Documents.RazorpayDocument {
  return {
    id: document.id,
    entity: "document",
    purpose: document.purpose,
    name: document.name,
    mime_type: document.mimeType,
    size: document.size,
    created_at: document.createdSeconds,
  } satisfies Documents.RazorpayDocument;
}
