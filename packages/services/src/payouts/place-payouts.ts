import { createHash } from "node:crypto";
import type { Currency, PayoutId, UserId } from "@boltz/contract";
import { insertRows, newId, postMany, type Transaction, uuidFromId } from "@boltz/db";
import { payouts, providerOps } from "@boltz/db/schema";
import { type Actor, moneyText, reservePostings } from "@boltz/domain";
import { logAuditMany } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { FIRST_CHECK_MS } from "./back-off.ts";
import type { PayoutAccountRow } from "./payout-account-row.ts";
import { type PayoutRow, payoutCall } from "./payout-row.ts";

/** A payout as it was decided: what it pays, to where, and which entries of the creator it takes. */
export interface PayoutPlan {
  creatorId: UserId;
  account: Pick<PayoutAccountRow, "id" | "provider">;
  amountMinor: bigint;
  currency: Currency;
  accountId: PayoutRow["accountId"];
  fromPosition: bigint;
  toPosition: bigint;
  origin: PayoutRow["origin"];
  idempotencyKey: string;
}

/**
 * Writes decided payouts down with their reserve, the call to the provider and the job that makes it,
 * in a fixed number of statements. The creators' accounts have to be locked by the caller.
 */
export const placePayouts = async (
  ctx: Context,
  tx: Transaction,
  actor: Actor,
  plans: readonly PayoutPlan[],
): Promise<PayoutId[]> => {
  if (plans.length === 0) return [];
  const placed = plans.map((plan) => ({ plan, id: newId("pyt") }));
  const nextCheckAt = new Date(ctx.now().getTime() + FIRST_CHECK_MS);
  await insertRows(
    tx,
    payouts,
    placed.map(({ id, plan: { account, ...plan } }) => ({
      id,
      ...plan,
      payoutAccountId: account.id,
      provider: account.provider,
      createdAt: ctx.now(),
      nextCheckAt,
    })),
  );
  await postMany(
    tx,
    placed.map(({ id, plan }) => ({
      source: {
        type: "payout",
        uuid: uuidFromId("pyt", id),
        kind: "reserved",
        ownerId: plan.creatorId,
      },
      set: reservePostings(plan),
    })),
  );
  await insertRows(
    tx,
    providerOps,
    placed.map(({ id, plan }) => ({
      id: newId("op"),
      ...payoutCall(id),
      provider: plan.account.provider,
      ownerId: plan.creatorId,
      idempotencyKey: `payout-${id}`,
      requestHash: hashOf(plan),
    })),
  );
  await ctx.queue.sendMany(
    tx,
    "send-payout",
    placed.map(({ id }) => ({ payoutId: id })),
  );
  await logAuditMany(
    tx,
    actor,
    placed.map(({ id, plan }) => ({
      action: "payout_requested",
      subjectType: "payout",
      subject: { prefix: "pyt", id },
      detail: {
        amount: moneyText(plan.amountMinor, plan.currency),
        provider: plan.account.provider,
        origin: plan.origin,
      },
    })),
  );
  return placed.map(({ id }) => id);
};

const hashOf = (plan: PayoutPlan) =>
  createHash("sha256")
    .update(JSON.stringify([plan.account.id, plan.amountMinor.toString(), plan.currency]))
    .digest("hex");
