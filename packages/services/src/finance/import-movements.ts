import type { ProviderName } from "@boltz/contract";
import { type LedgerEvent, newId, postMany, type Transaction, uuidFromId } from "@boltz/db";
import { disputes, ledgerTransactions, providerMovements } from "@boltz/db/schema";
import { bankPostings, providerCostPostings } from "@boltz/domain";
import type { Movement } from "@boltz/providers";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../context.ts";
import { providerOf } from "../purchases/provider-of.ts";

type MovementRow = typeof providerMovements.$inferSelect;

const BATCH = 500;

/**
 * Reads the provider's account book into `provider_movements`, every line once, and posts what only
 * the book tells: the provider's charges and what went to or came from the platform's bank. Answers
 * how many lines were new.
 */
export const importMovements = async (
  ctx: Context,
  provider: ProviderName,
  span: { from: Date; to: Date },
): Promise<number> => {
  let imported = 0;
  let batch: Movement[] = [];
  const store = async () => {
    const lines = batch;
    batch = [];
    imported += await ctx.database.withActor(ctx.actor, (tx) => storeMovements(tx, provider, lines));
  };
  for await (const movement of providerOf(ctx, provider).listMovements(span)) {
    batch.push(movement);
    if (batch.length === BATCH) await store();
  }
  if (batch.length > 0) await store();
  return imported;
};

const storeMovements = async (tx: Transaction, provider: ProviderName, lines: readonly Movement[]) => {
  const fresh = await tx
    .insert(providerMovements)
    .values(
      lines.map((line) => ({
        id: newId("mov"),
        provider,
        reference: line.reference,
        kind: line.kind,
        objectReference: line.objectReference,
        grossMinor: BigInt(line.gross.amountMinor),
        feeMinor: BigInt(line.feeMinor),
        currency: line.gross.currency,
        occurredAt: line.occurredAt,
      })),
    )
    .onConflictDoNothing()
    .returning();
  const events = await eventsOf(tx, provider, fresh);
  await postMany(tx, events);
  await linkTransactions(tx, fresh);
  return fresh.length;
};

/** A dispute's charge is posted with the dispute, so that whoever loses it can be made to bear it. */
const eventsOf = async (
  tx: Transaction,
  provider: ProviderName,
  rows: readonly MovementRow[],
): Promise<LedgerEvent[]> => {
  const references = rows.flatMap(({ objectReference }) => objectReference ?? []);
  const ours =
    references.length === 0
      ? []
      : await tx
          .select({ reference: disputes.providerReference })
          .from(disputes)
          .where(and(eq(disputes.provider, provider), inArray(disputes.providerReference, references)));
  const disputed = new Set(ours.map(({ reference }) => reference));
  return rows.flatMap((row) => {
    const isDispute = row.kind === "dispute" || disputed.has(row.objectReference ?? "");
    const { currency } = row;
    const source = { type: "provider_movement", uuid: uuidFromId("mov", row.id), ownerId: null } as const;
    const costMinor = isDispute ? 0n : row.kind === "fee" ? row.feeMinor - row.grossMinor : row.feeMinor;
    const cost = { provider, currency, amountMinor: costMinor };
    const bank = { provider, currency, amountMinor: row.grossMinor };
    return [
      ...(costMinor === 0n ? [] : [{ source: { ...source, kind: "fee" }, set: providerCostPostings(cost) }]),
      ...(row.kind !== "bank" ? [] : [{ source: { ...source, kind: "bank" }, set: bankPostings(bank) }]),
    ];
  });
};

const linkTransactions = async (tx: Transaction, rows: readonly MovementRow[]) => {
  if (rows.length === 0) return;
  const byUuid = new Map(rows.map(({ id }) => [uuidFromId("mov", id), id]));
  const posted = await tx
    .select({ id: ledgerTransactions.id, sourceId: ledgerTransactions.sourceId })
    .from(ledgerTransactions)
    .where(
      and(
        eq(ledgerTransactions.sourceType, "provider_movement"),
        inArray(ledgerTransactions.sourceId, [...byUuid.keys()]),
      ),
    );
  for (const { id, sourceId } of posted) {
    const movementId = byUuid.get(sourceId);
    if (movementId === undefined) continue;
    await tx.update(providerMovements).set({ transactionId: id }).where(eq(providerMovements.id, movementId));
  }
};
