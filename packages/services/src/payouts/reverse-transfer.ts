import type { TransferReversalId } from "@boltz/contract";
import { post, type Transaction, uuidFromId } from "@boltz/db";
import { payouts, transferReversals } from "@boltz/db/schema";
import { moneyText, payoutReversedPostings } from "@boltz/domain";
import { ProviderError, type ReversalState } from "@boltz/providers";
import { eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { endOp, planOp, takeOp } from "../provider-ops/take-op.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { JobPayload } from "../queue.ts";
import { lockDebt, writeReversed } from "./apply-payout.ts";
import { lockPayout, type PayoutRow } from "./payout-row.ts";
import { syncPayout } from "./sync-payout.ts";

type ReversalRow = typeof transferReversals.$inferSelect;

interface Turn {
  reversal: ReversalRow;
  payout: PayoutRow;
  payoutReference: string;
  idempotencyKey: string;
}

const callOf = (reversalId: TransferReversalId) =>
  ({ kind: "reverse_transfer", subjectId: uuidFromId("trv", reversalId) }) as const;

/**
 * Takes a debt back out of what was paid before, where the creator's account at the provider still
 * holds it. A refusal leaves the debt to future sales. Throws where the outcome is not known.
 */
export const reverseTransfer = async ({
  ctx,
  input,
}: Call<JobPayload<"reverse-transfer">>): Promise<void> => {
  const turn = await ctx.database.withActor(ctx.actor, (tx) => takeTurn(tx, input.transferReversalId));
  if (turn === undefined) return;
  const { reversal, payout } = turn;
  const provider = providerOf(ctx, payout.provider);
  try {
    const state = await provider.payouts.reversePayout({
      idempotencyKey: turn.idempotencyKey,
      payoutReference: turn.payoutReference,
      amount: { amountMinor: reversal.amountMinor.toString(), currency: reversal.currency },
    });
    await ctx.database.withActor(ctx.actor, (tx) => succeed(ctx, tx, turn, state));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await ctx.database.withActor(ctx.actor, (tx) => recordFault(ctx, tx, reversal, error));
    if (error.failure !== "refused") throw error;
  }
  // What the provider took back meanwhile waited, until it was clear which part was ours.
  await syncPayout({ ctx, input: { provider: payout.provider, reference: turn.payoutReference } });
};

const takeTurn = async (tx: Transaction, reversalId: TransferReversalId): Promise<Turn | undefined> => {
  const [found] = await tx
    .select({ reversal: transferReversals, payout: payouts })
    .from(transferReversals)
    .innerJoin(payouts, eq(payouts.id, transferReversals.payoutId))
    .where(eq(transferReversals.id, reversalId))
    .for("update", { of: transferReversals });
  if (found === undefined || isEnded(found.reversal)) return undefined;
  const { reversal, payout } = found;
  if (payout.providerReference === null) throw new Error(`${payout.id} was never sent`);
  const call = callOf(reversal.id);
  let taken = await takeOp(tx, call);
  if (taken.turn === "none") {
    await planOp(tx, {
      ...call,
      provider: payout.provider,
      ownerId: reversal.creatorId,
      idempotencyKey: `reverse-${reversal.id}`,
      requestHash: `${payout.id} ${reversal.amountMinor}`,
    });
    taken = await takeOp(tx, call);
  }
  if (taken.turn !== "call") return undefined;
  const { idempotencyKey } = taken.op;
  return { reversal, payout, payoutReference: payout.providerReference, idempotencyKey };
};

const isEnded = ({ status }: ReversalRow) => status === "succeeded" || status === "refused";

const lockReversal = async (tx: Transaction, reversalId: TransferReversalId) => {
  const [row] = await tx
    .select()
    .from(transferReversals)
    .where(eq(transferReversals.id, reversalId))
    .for("update");
  return row;
};

const succeed = async (ctx: Context, tx: Transaction, turn: Turn, state: ReversalState) => {
  const payout = await lockPayout(tx, turn.payout.id);
  const reversal = await lockReversal(tx, turn.reversal.id);
  if (payout === undefined || reversal === undefined || isEnded(reversal)) return;
  await tx
    .update(transferReversals)
    .set({ status: "succeeded", providerReference: state.reference, endedAt: ctx.now() })
    .where(eq(transferReversals.id, reversal.id));
  await writeReversed(ctx, tx, payout, payout.reversedMinor + reversal.amountMinor);
  await endOp(tx, callOf(reversal.id), { state: "ok" });
  const debtMinor = await lockDebt(tx, reversal);
  await post(
    tx,
    {
      type: "transfer_reversal",
      uuid: uuidFromId("trv", reversal.id),
      kind: "reversal",
      ownerId: reversal.creatorId,
    },
    payoutReversedPostings({ ...reversal, provider: payout.provider, debtMinor }),
  );
  await logAudit(tx, ctx.actor, {
    action: "transfer_reversed",
    subjectType: "payout",
    subject: { prefix: "pyt", id: payout.id },
    detail: { amount: moneyText(reversal.amountMinor, reversal.currency), reversal: reversal.id },
  });
};

const recordFault = async (ctx: Context, tx: Transaction, { id }: ReversalRow, error: ProviderError) => {
  const reversal = await lockReversal(tx, id);
  if (reversal === undefined || isEnded(reversal)) return;
  const isRefused = error.failure === "refused";
  await endOp(tx, callOf(id), { state: isRefused ? "failed" : "unknown", error: error.failure });
  if (isRefused || error.failure !== "rate_limited")
    await tx
      .update(transferReversals)
      .set(isRefused ? { status: "refused", endedAt: ctx.now() } : { status: "unknown" })
      .where(eq(transferReversals.id, id));
};
