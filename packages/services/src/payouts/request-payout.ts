import { MarketError, type PayoutView, type requestPayoutInput } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payouts } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf, system } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { decidePayouts } from "./payout-candidates.ts";
import { payoutNotPossible } from "./payout-reasons.ts";
import { findPayout, type PayoutRow, toPayoutView } from "./payout-row.ts";
import { placePayouts } from "./place-payouts.ts";

export type RequestPayoutInput = z.output<typeof requestPayoutInput>;

/**
 * Pays out all that the creator has available in a currency. Any number of calls with one key lead to
 * one payout. Throws `payout_not_possible` or `payout_account_missing` with the reason in words.
 */
export const requestPayout = async ({ ctx, input }: Call<RequestPayoutInput>): Promise<PayoutView> => {
  enforcePolicy(ctx.actor, "payout.request");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(system("request-payout"), async (tx) => {
    const earlier = await findByKey(tx, person, input.idempotencyKey);
    if (earlier !== undefined) return repeated(earlier, input);
    const [verdict] = await decidePayouts(ctx, tx, [person.id], input.currency);
    // The lock was waited for: a call with the same key may have been faster.
    const faster = await findByKey(tx, person, input.idempotencyKey);
    if (faster !== undefined) return repeated(faster, input);
    if (verdict === undefined) throw new Error("no payout was decided");
    if (verdict.kind === "skip") throw payoutNotPossible(verdict.reason);
    const { idempotencyKey } = input;
    const [payoutId] = await placePayouts(ctx, tx, ctx.actor, [
      { ...verdict.terms, origin: "creator", idempotencyKey },
    ]);
    const row = payoutId === undefined ? undefined : await findPayout(tx, payoutId);
    if (row === undefined) throw new Error("the payout was not written");
    return toPayoutView(row);
  });
};

const findByKey = async (tx: Transaction, person: Person, idempotencyKey: string) => {
  const [row] = await tx
    .select()
    .from(payouts)
    .where(and(eq(payouts.creatorId, person.id), eq(payouts.idempotencyKey, idempotencyKey)));
  return row;
};

const repeated = (row: PayoutRow, input: RequestPayoutInput): PayoutView => {
  if (row.currency !== input.currency) throw new MarketError("idempotency_mismatch");
  return toPayoutView(row);
};
