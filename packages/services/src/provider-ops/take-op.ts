import { newId, type Transaction } from "@boltz/db";
import { providerOps } from "@boltz/db/schema";
import type { ProviderFailure } from "@boltz/providers";
import { and, eq, lt, or, sql } from "drizzle-orm";

/** A call that did not come back in this time is taken to be dead, and may be made again with its key. */
export const CALL_LIMIT_MS = 20_000;

type OpRow = typeof providerOps.$inferSelect;
type OpSubject = Pick<OpRow, "kind" | "subjectId">;

/** Writes down, in the transaction that decides it, what a provider is to be told and with which key. */
export const planOp = async (
  tx: Transaction,
  op: Pick<OpRow, "kind" | "provider" | "subjectId" | "ownerId" | "idempotencyKey" | "requestHash">,
): Promise<void> => {
  await tx.insert(providerOps).values({ id: newId("op"), ...op });
};

const ofSubject = ({ kind, subjectId }: OpSubject) =>
  and(eq(providerOps.kind, kind), eq(providerOps.subjectId, subjectId));

/**
 * Takes the turn to make a planned call. Of several callers one gets the row and may call; the others
 * get its state: `ok` and `failed` are final, else somebody is calling now and it has to be waited for.
 */
export const takeOp = async (
  tx: Transaction,
  subject: OpSubject,
): Promise<{ turn: "call"; op: OpRow } | { turn: "wait" | "ok" | "failed" | "none" }> => {
  const [claimed] = await tx
    .update(providerOps)
    .set({
      state: "sent",
      attempts: sql`${providerOps.attempts} + 1`,
      sentAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        ofSubject(subject),
        or(
          eq(providerOps.state, "planned"),
          eq(providerOps.state, "unknown"),
          and(
            eq(providerOps.state, "sent"),
            lt(providerOps.sentAt, sql`now() - ${`${CALL_LIMIT_MS} milliseconds`}::interval`),
          ),
        ),
      ),
    )
    .returning();
  if (claimed !== undefined) return { turn: "call", op: claimed };
  const [op] = await tx.select({ state: providerOps.state }).from(providerOps).where(ofSubject(subject));
  if (op === undefined) return { turn: "none" };
  return { turn: op.state === "ok" || op.state === "failed" ? op.state : "wait" };
};

/** The call was answered: it happened, it will never happen, or nobody knows and it is asked again. */
export const endOp = async (
  tx: Transaction,
  subject: OpSubject,
  outcome: { state: "ok" | "failed" | "unknown"; error?: ProviderFailure | null },
): Promise<void> => {
  await tx
    .update(providerOps)
    .set({ state: outcome.state, error: outcome.error ?? null, updatedAt: sql`now()` })
    .where(ofSubject(subject));
};
