import { setTimeout as wait } from "node:timers/promises";
import { MarketError, type OnboardInput, type PayoutAccountId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles, payoutAccounts, providerOps, users } from "@boltz/db/schema";
import type { Person } from "@boltz/domain";
import {
  type PaymentProvider,
  type PayoutAccountRequest,
  type PayoutAccountState,
  ProviderError,
} from "@boltz/providers";
import { and, eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { CALL_LIMIT_MS, endOp, takeOp } from "../provider-ops/take-op.ts";
import { nextAccountCheck } from "./apply-account.ts";
import type { PayoutAccountRow } from "./payout-account-row.ts";
import { payoutsUrl } from "./payout-mails.ts";

const POLL_MS = 100;

export const accountCall = (accountId: PayoutAccountId) =>
  ({ kind: "create_account", subjectId: uuidFromId("pac", accountId) }) as const;

export interface Creation {
  ctx: Context;
  person: Person;
  provider: PaymentProvider;
  input: OnboardInput;
}

/**
 * Makes the account at the provider with its stored key. Of several callers one asks, the others wait
 * for the answer. Bank details go through and stay nowhere: after a crash the creator gives them again.
 */
export const createPayoutAccount = async (
  creation: Creation,
  account: PayoutAccountRow,
): Promise<PayoutAccountRow> => {
  const { ctx } = creation;
  for (let waitedMs = 0; waitedMs <= CALL_LIMIT_MS; waitedMs += POLL_MS) {
    const { turn } = await ctx.database.withActor(ctx.actor, (tx) => takeOp(tx, accountCall(account.id)));
    if (turn === "call") return callProvider(creation, account);
    if (turn === "failed" || turn === "none") throw new MarketError("provider_refused");
    if (turn === "ok") return ctx.database.withActor(ctx.actor, (tx) => readAccount(tx, account.id));
    await wait(POLL_MS);
  }
  throw new MarketError("provider_unavailable");
};

const readAccount = async (tx: Transaction, accountId: PayoutAccountId): Promise<PayoutAccountRow> => {
  const [row] = await tx.select().from(payoutAccounts).where(eq(payoutAccounts.id, accountId));
  if (row === undefined) throw new MarketError("not_found");
  return row;
};

const callProvider = async (creation: Creation, account: PayoutAccountRow): Promise<PayoutAccountRow> => {
  const { ctx, provider } = creation;
  try {
    const state = await provider.payouts.createAccount(await requestOf(creation, account));
    return await ctx.database.withActor(ctx.actor, async (tx) => {
      await endOp(tx, accountCall(account.id), { state: "ok" });
      return writeAccount(creation, tx, account, state);
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await ctx.database.withActor(ctx.actor, (tx) => recordFault(tx, creation, account, error));
    throw accountFault(error);
  }
};

/**
 * Nothing hangs on an account that was not made, so it is planned again until the creator comes back.
 * What was refused with details of ours may be half made there, and goes on with better ones.
 */
const recordFault = async (
  tx: Transaction,
  { input }: Creation,
  account: PayoutAccountRow,
  { failure }: ProviderError,
): Promise<void> => {
  const call = accountCall(account.id);
  const isFinal = failure === "conflict" || (failure === "refused" && input.details === null);
  if (isFinal) return endOp(tx, call, { state: "failed", error: failure });
  await tx
    .update(providerOps)
    .set({ state: "planned", error: failure, updatedAt: sql`now()` })
    .where(and(eq(providerOps.kind, call.kind), eq(providerOps.subjectId, call.subjectId)));
};

export const accountFault = (error: ProviderError): MarketError =>
  error.failure === "refused" || error.failure === "conflict"
    ? new MarketError("provider_refused", {
        cause: error,
        message: "The payment provider refused the payout account. Check what you entered and try again.",
      })
    : new MarketError("provider_unavailable", {
        cause: error,
        message: "The payment provider does not answer. Nothing was changed; try again in a minute.",
      });

/** Hands other details in for an account that is there. */
export const resubmitPayoutAccount = async (
  creation: Creation,
  account: PayoutAccountRow,
): Promise<PayoutAccountRow> => {
  const { ctx, provider } = creation;
  const state = await provider.payouts.createAccount(await requestOf(creation, account));
  return ctx.database.withActor(ctx.actor, (tx) => writeAccount(creation, tx, account, state));
};

const requestOf = async (
  { ctx, input }: Creation,
  account: PayoutAccountRow,
): Promise<PayoutAccountRequest> => {
  const [owner] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ email: users.email, displayName: creatorProfiles.displayName })
      .from(users)
      .innerJoin(creatorProfiles, eq(creatorProfiles.userId, users.id))
      .where(eq(users.id, account.userId)),
  );
  if (owner === undefined) throw new MarketError("not_found");
  const { details } = input;
  return {
    idempotencyKey: `account-${account.id}`,
    accountId: account.id,
    ...owner,
    country: account.country,
    details: details && {
      legalName: details.legalName,
      phone: details.phone,
      pan: details.pan,
      address: {
        street: details.street,
        city: details.city,
        state: details.state,
        postalCode: details.postalCode,
      },
      bank: {
        beneficiary: details.beneficiary,
        accountNumber: details.accountNumber,
        ifsc: details.ifsc,
      },
    },
  };
};

const writeAccount = async (
  { ctx, person }: Creation,
  tx: Transaction,
  account: PayoutAccountRow,
  state: PayoutAccountState,
): Promise<PayoutAccountRow> => {
  const [row] = await tx
    .update(payoutAccounts)
    .set({
      reference: state.reference,
      status: state.status,
      requirements: state.requirements,
      heldUntil: account.heldUntil,
      updatedAt: ctx.now(),
      checks: 0,
      nextCheckAt: nextAccountCheck(ctx, state),
    })
    .where(eq(payoutAccounts.id, account.id))
    .returning();
  if (row === undefined) throw new MarketError("not_found");
  await tell(ctx.queue, tx, {
    userId: row.userId,
    kind: "payout_account_changed",
    params: {
      provider: row.provider,
      heldUntil:
        row.heldUntil === null ? null : `${row.heldUntil.toISOString().slice(0, 16).replace("T", " ")} UTC`,
      url: payoutsUrl(ctx),
    },
    dedupeKey: `payout_account_changed ${row.id} ${ctx.now().toISOString()}`,
  });
  await logAudit(tx, person, {
    action: "payout_account_changed",
    subjectType: "payout_account",
    subject: { prefix: "pac", id: row.id },
    detail: { provider: row.provider, country: row.country, status: row.status },
  });
  return row;
};
