import type { PayoutId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payoutAccounts, payouts } from "@boltz/db/schema";
import {
  type PaymentProvider,
  type PayoutAccountState,
  type PayoutState,
  ProviderError,
} from "@boltz/providers";
import { and, eq, inArray } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { endOp, takeOp } from "../provider-ops/take-op.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { JobPayload } from "../queue.ts";
import { applyAccountState } from "./apply-account.ts";
import { applyPayoutState, failPayout } from "./apply-payout.ts";
import { FIRST_CHECK_MS } from "./back-off.ts";
import { payoutReasons } from "./payout-reasons.ts";
import { findPayout, isUnderWay, lockPayout, type PayoutRow, payoutCall } from "./payout-row.ts";

type Turn =
  | { kind: "none" }
  | { kind: "ask"; reference: string }
  | { kind: "call"; idempotencyKey: string; accountReference: string; isFirst: boolean; isHeld: boolean };

type Outcome =
  | { kind: "state"; state: PayoutState }
  /** It was not sent, and never will be under this key. */
  | { kind: "refused"; failure: string; account: PayoutAccountState | null }
  /** It may have happened: the money stays reserved until the provider says what became of it. */
  | { kind: "lost"; error: ProviderError }
  /** It did not happen yet. */
  | { kind: "later"; error: unknown };

/**
 * Brings one payout forward: sends it with its stored key, or asks what became of it. One worker at a
 * time calls; a call that was cut off is asked about before it is made again. Throws where the outcome
 * is not known, to be tried again.
 */
export const sendPayout = async ({ ctx, input }: Call<JobPayload<"send-payout">>): Promise<void> => {
  const payout = await ctx.database.withActor(ctx.actor, (tx) => findPayout(tx, input.payoutId));
  if (payout === undefined || !isUnderWay(payout.status)) return;
  const provider = providerOf(ctx, payout.provider);
  const turn = await ctx.database.withActor(ctx.actor, (tx) => takeTurn(ctx, tx, payout));
  if (turn.kind === "none") return;
  if (turn.kind === "ask") {
    const state = await provider.payouts.getPayout(turn.reference);
    await ctx.database.withActor(ctx.actor, (tx) => apply(ctx, tx, payout.id, state));
    return;
  }
  const outcome = await callProvider(provider, payout, turn);
  await ctx.database.withActor(ctx.actor, (tx) => record(ctx, tx, payout, outcome));
  if (outcome.kind === "lost" || outcome.kind === "later") throw outcome.error;
};

const takeTurn = async (ctx: Context, tx: Transaction, payout: PayoutRow): Promise<Turn> => {
  const taken = await takeOp(tx, payoutCall(payout.id));
  if (taken.turn === "ok" && payout.providerReference !== null)
    return { kind: "ask", reference: payout.providerReference };
  if (taken.turn !== "call") return { kind: "none" };
  const [account] = await tx
    .select({ reference: payoutAccounts.reference, heldUntil: payoutAccounts.heldUntil })
    .from(payoutAccounts)
    .where(eq(payoutAccounts.id, payout.payoutAccountId));
  if (account === undefined || account.reference === null)
    throw new Error(`${payout.id} goes to an account that is not there`);
  const { idempotencyKey, attempts } = taken.op;
  return {
    kind: "call",
    idempotencyKey,
    accountReference: account.reference,
    isFirst: attempts === 1,
    isHeld: account.heldUntil !== null && account.heldUntil > ctx.now(),
  };
};

const callProvider = async (
  { payouts: rail }: PaymentProvider,
  payout: PayoutRow,
  turn: Extract<Turn, { kind: "call" }>,
): Promise<Outcome> => {
  // Only what was certainly not sent before may be held back for the account's sake.
  const before = turn.isFirst ? await checkAccount(rail, turn) : await findEarlier(rail, payout.id);
  if (before !== undefined) return before;
  try {
    const state = await rail.sendPayout({
      idempotencyKey: turn.idempotencyKey,
      payoutId: payout.id,
      accountReference: turn.accountReference,
      amount: { amountMinor: payout.amountMinor.toString(), currency: payout.currency },
    });
    return { kind: "state", state };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.failure === "rate_limited") return { kind: "later", error };
    // A conflict means that the key was used: a transfer may be there, so the money stays reserved.
    if (error.failure !== "refused") return { kind: "lost", error };
    return {
      kind: "refused",
      failure: `The payment provider refused the payout (${error.message}).`,
      account: null,
    };
  }
};

const checkAccount = async (
  rail: PaymentProvider["payouts"],
  { accountReference, isHeld }: Extract<Turn, { kind: "call" }>,
): Promise<Outcome | undefined> => {
  // Changed since the payout was decided: the money waits with us like everything else.
  if (isHeld) return { kind: "refused", failure: payoutReasons.security_hold, account: null };
  try {
    const account = await rail.getAccount(accountReference);
    if (account.status === "active") return undefined;
    return { kind: "refused", failure: payoutReasons.account_restricted, account };
  } catch (error) {
    if (error instanceof ProviderError && error.failure === "refused")
      return { kind: "refused", failure: payoutReasons.account_restricted, account: null };
    return { kind: "later", error };
  }
};

const findEarlier = async (
  rail: PaymentProvider["payouts"],
  payoutId: PayoutId,
): Promise<Outcome | undefined> => {
  try {
    const state = await rail.findPayout(payoutId);
    return state === undefined ? undefined : { kind: "state", state };
  } catch (error) {
    // Whatever the reason, a question that was not answered says nothing about the payout.
    if (error instanceof ProviderError) return { kind: "lost", error };
    throw error;
  }
};

const apply = async (ctx: Context, tx: Transaction, payoutId: PayoutId, state: PayoutState) => {
  if ((await applyPayoutState(ctx, tx, payoutId, state)) === "not_ours")
    throw new Error(`${state.reference} does not agree with ${payoutId}`);
};

const record = async (ctx: Context, tx: Transaction, payout: PayoutRow, outcome: Outcome) => {
  if (outcome.kind === "state") return apply(ctx, tx, payout.id, outcome.state);
  const locked = await lockPayout(tx, payout.id);
  if (locked === undefined) return;
  const isUntold = locked.status === "queued" || locked.status === "unknown";
  if (outcome.kind === "refused") {
    await endOp(tx, payoutCall(payout.id), { state: "failed", error: "refused" });
    if (isUntold) await failPayout(ctx, tx, locked, { failure: outcome.failure });
    if (outcome.account !== null) await applyAccountState(ctx, tx, payout.payoutAccountId, outcome.account);
    return;
  }
  const { error } = outcome;
  const isProviders = error instanceof ProviderError;
  await endOp(tx, payoutCall(payout.id), {
    state: "unknown",
    error: isProviders ? error.failure : "unknown",
  });
  const waitMs = Math.max(FIRST_CHECK_MS, (isProviders ? error.retryAfterMs : null) ?? 0);
  await tx
    .update(payouts)
    .set({
      nextCheckAt: new Date(ctx.now().getTime() + waitMs),
      ...(outcome.kind === "lost" ? { status: "unknown" } : {}),
    })
    .where(and(eq(payouts.id, payout.id), inArray(payouts.status, ["queued", "unknown"])));
};
