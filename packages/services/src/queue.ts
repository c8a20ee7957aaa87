import {
  dataExportId,
  disputeId,
  type Id,
  isId,
  listingId,
  payoutAccountId,
  payoutId,
  providerName,
  purchaseId,
  refundId,
  transferReversalId,
  versionId,
} from "@boltz/contract";
import type { QueueName, Transaction } from "@boltz/db";
import { sql } from "drizzle-orm";
import { fromDrizzle, type PgBoss } from "pg-boss";
import { z } from "zod";
import { createQueueDesk, type QueueDesk } from "./operations/queue-desk.ts";

const eventRowId = z.custom<Id<"evt">>((value) => typeof value === "string" && isId("evt", value));
const priceId = z.custom<Id<"pri">>((value) => typeof value === "string" && isId("pri", value));
const runId = z.custom<Id<"run">>((value) => typeof value === "string" && isId("run", value));
const mailId = z.custom<Id<"eml">>((value) => typeof value === "string" && isId("eml", value));

/** What each queue's jobs carry: references only, never personal data. */
export const jobPayloads = {
  /** By purchase (sweeper, free purchase) or by provider event (webhook). */
  "settle-purchase": z.union([
    z.strictObject({ purchaseId }),
    z.strictObject({ eventRowId, provider: providerName }),
  ]),
  "place-checkout": z.strictObject({ purchaseId }),
  /** By provider event: everything that is not about a checkout. */
  "handle-event": z.strictObject({ eventRowId, provider: providerName }),
  "send-refund": z.strictObject({ refundId }),
  "send-payout": z.strictObject({ payoutId }),
  "reverse-transfer": z.strictObject({ transferReversalId }),
  "sync-dispute": z.strictObject({ disputeId }),
  "sync-payout-account": z.strictObject({ payoutAccountId }),
  /** What those are told who follow, wish for or own it. */
  announce: z.discriminatedUnion("what", [
    z.strictObject({ what: z.literal("listing"), listingId }),
    z.strictObject({ what: z.literal("version"), listingId, versionId }),
    z.strictObject({ what: z.literal("price"), listingId, priceId }),
  ]),
  "export-data": z.strictObject({ dataExportId }),
  "sweep-privacy": z.strictObject({}),
  "anchor-audit": z.strictObject({}),
  "sweep-money": z.strictObject({}),
  "release-earnings": z.strictObject({}),
  "run-payouts": z.strictObject({}),
  reconcile: z.strictObject({}),
  /** A run that waits, of a version that was submitted or has new bars. */
  "verify-version": z.strictObject({ runId }),
  "extend-proofs": z.strictObject({}),
  "sweep-runs": z.strictObject({}),
  "send-mail": z.strictObject({ mailId }),
  "sweep-purchases": z.strictObject({}),
  "sweep-mails": z.strictObject({}),
  "check-invariants": z.strictObject({}),
} as const satisfies Record<Exclude<QueueName, "dead-letter">, z.ZodType>;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

export interface Queue {
  /** Adds a job in the caller's transaction: it is there if and only if that commits. */
  send<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payload: JobPayload<Name>,
    options?: { startAfterSeconds?: number; singletonKey?: string },
  ): Promise<void>;
  /** Adds any number of jobs to one queue in one statement, in the caller's transaction. */
  sendMany<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payloads: readonly JobPayload<Name>[],
    /** Below 0 comes after everything else that waits in the queue. */
    options?: { priority?: number },
  ): Promise<void>;
  /** For operators. */
  desk: QueueDesk;
}

export const createQueue = (boss: PgBoss): Queue => ({
  desk: createQueueDesk(boss),
  send: async (tx, name, payload, options = {}) => {
    await boss.send(name, payload, {
      db: fromDrizzle(tx, sql),
      ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
      ...(options.singletonKey === undefined ? {} : { singletonKey: options.singletonKey }),
    });
  },
  sendMany: async (tx, name, payloads, { priority = 0 } = {}) => {
    if (payloads.length === 0) return;
    await boss.insert(
      name,
      payloads.map((data) => ({ data, priority })),
      { db: fromDrizzle(tx, sql) },
    );
  },
});
