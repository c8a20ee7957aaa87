import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const staffKinds = {
  books_differ: kind(null, z.strictObject({ count: z.int(), url: z.url() }), ({ count, url }) => ({
    subject: `Reconciliation: ${count} new ${count === 1 ? "difference" : "differences"}`,
    text: `The nightly comparison of the ledger with the payment providers found ${count} new ${
      count === 1 ? "difference" : "differences"
    }:\n\n${url}${signature}`,
  })),
  dispute_to_answer: kind(
    null,
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      reason: z.string(),
      dueBy: z.string().nullable(),
      url: z.url(),
    }),
    ({ title, amount, reason, dueBy, url }) => ({
      subject: `Answer a dispute: ${title}`,
      text: `A payment of ${amount} for "${title}" is disputed (${reason}).\n${
        dueBy === null ? "The provider takes no evidence for it." : `Hand in the evidence until ${dueBy}.`
      }\n\n${url}${signature}`,
    }),
  ),
  audit_anchor: kind(
    null,
    z.strictObject({ day: z.string(), seq: z.string(), hash: z.string(), url: z.url() }),
    ({ day, seq, hash, url }) => ({
      subject: `Audit log: the anchor of ${day}`,
      text: `Keep this mail. On ${day} (UTC) the audit log ended with

entry ${seq}
hash  ${hash}

Whoever changes an entry up to that one later cannot arrive at this hash again. Compare it here:

${url}${signature}`,
    }),
  ),
} as const;
