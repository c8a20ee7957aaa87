import { createHash } from "node:crypto";
import { MarketError, type OnboardInput, type onboardOutput } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { payoutAccounts, providerOps } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf, system } from "@boltz/domain";
import { ProviderError } from "@boltz/providers";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { planOp } from "../provider-ops/take-op.ts";
import { providerOf } from "../purchases/provider-of.ts";
import {
  accountCall,
  accountFault,
  type Creation,
  createPayoutAccount,
  resubmitPayoutAccount,
} from "./create-payout-account.ts";
import { type PayoutAccountRow, toPayoutAccountView } from "./payout-account-row.ts";
import { syncPayoutAccount } from "./sync-payout-account.ts";

/** A session that was stolen has to be noticed before money can go where it says. */
const HOLD_MS = 72 * 3_600_000;
/** Calls this close to the account's making are the same click. */
const SAME_CLICK_MS = 60_000;

/**
 * Sets up where a creator is paid and answers the provider's page to go on at. An account that is not
 * finished is continued. A change of one that was set up before makes payouts wait for 72 hours.
 */
export const openPayoutAccount = async ({
  ctx,
  input,
}: Call<OnboardInput>): Promise<z.output<typeof onboardOutput>> => {
  enforcePolicy(ctx.actor, "payout.account");
  const person = personOf(ctx.actor);
  const provider = providerOf(ctx, input.provider);
  const asSystem: Context = { ...ctx, actor: system("open-payout-account") };
  const creation = { ctx: asSystem, person, provider, input };
  const claimed = await ctx.database.withActor(asSystem.actor, (tx) => claim(ctx, tx, person, input));
  try {
    const account = await goOn(creation, claimed);
    const { reference, status } = account;
    const page = `${ctx.settings.publicUrl}/creator/payouts?onboarded=1`;
    const isDone = status === "active" || status === "rejected";
    const url =
      reference === null || isDone
        ? null
        : await provider.payouts.onboardingLink({ reference, returnUrl: page, refreshUrl: page });
    return { account: toPayoutAccountView(account), url };
  } catch (error) {
    throw error instanceof ProviderError ? accountFault(error) : error;
  }
};

/**
 * Details that the creator gives us again go to the same account, since Razorpay knows one account for
 * an address. What is being set up at the provider's own page is only looked at again.
 */
const goOn = (creation: Creation, account: PayoutAccountRow): Promise<PayoutAccountRow> => {
  const { ctx, input } = creation;
  if (account.reference === null) return createPayoutAccount(creation, account);
  if (input.details === null || isSameClick(ctx, account)) return refreshed(ctx, account);
  return resubmitPayoutAccount(creation, { ...account, heldUntil: holdUntil(ctx) });
};

const isSameClick = (ctx: Context, { createdAt }: PayoutAccountRow): boolean =>
  createdAt.getTime() > ctx.now().getTime() - SAME_CLICK_MS;

const holdUntil = (ctx: Context) => new Date(ctx.now().getTime() + HOLD_MS);

/** The provider may have moved on since anybody asked. */
const refreshed = async (ctx: Context, account: PayoutAccountRow): Promise<PayoutAccountRow> => {
  await syncPayoutAccount({ ctx, input: { payoutAccountId: account.id } });
  const [row] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.select().from(payoutAccounts).where(eq(payoutAccounts.id, account.id)),
  );
  if (row === undefined) throw new MarketError("not_found");
  return row;
};

/** The account to go on with: the current one while it is being set up, else a new one in its place. */
const claim = async (
  ctx: Context,
  tx: Transaction,
  person: Person,
  input: OnboardInput,
): Promise<PayoutAccountRow> => {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`payout-account ${person.id} ${input.provider}`}, 0))`,
  );
  const isOwn = eq(payoutAccounts.userId, person.id);
  const [current] = await tx
    .select()
    .from(payoutAccounts)
    .where(and(isOwn, eq(payoutAccounts.provider, input.provider), eq(payoutAccounts.isCurrent, true)))
    .for("update");
  if (current !== undefined && (await isContinued(ctx, tx, current, input))) return current;
  const [earlier] = await tx
    .select({ id: payoutAccounts.id })
    .from(payoutAccounts)
    .where(and(isOwn, isNotNull(payoutAccounts.reference)))
    .limit(1);
  if (current !== undefined)
    await tx
      .update(payoutAccounts)
      .set({ isCurrent: false, updatedAt: ctx.now() })
      .where(eq(payoutAccounts.id, current.id));
  return insertAccount(ctx, tx, { person, input, isFirst: earlier === undefined });
};

const isContinued = async (
  ctx: Context,
  tx: Transaction,
  current: PayoutAccountRow,
  input: OnboardInput,
): Promise<boolean> => {
  if (current.status === "onboarding" || current.status === "pending") return true;
  // What the provider asks for is given on its own page, and the money goes where it went before.
  if (current.status === "restricted" && input.details === null) return true;
  if (current.status !== "planned") return input.details !== null || isSameClick(ctx, current);
  if (current.country !== input.country) return false;
  const { kind, subjectId } = accountCall(current.id);
  const [op] = await tx
    .select({ state: providerOps.state })
    .from(providerOps)
    .where(and(eq(providerOps.kind, kind), eq(providerOps.subjectId, subjectId)));
  return op !== undefined && op.state !== "failed";
};

const insertAccount = async (
  ctx: Context,
  tx: Transaction,
  { person, input, isFirst }: { person: Person; input: OnboardInput; isFirst: boolean },
): Promise<PayoutAccountRow> => {
  const id = newId("pac");
  const { provider, country } = input;
  const [row] = await tx
    .insert(payoutAccounts)
    .values({
      id,
      userId: person.id,
      provider,
      country,
      heldUntil: isFirst ? null : holdUntil(ctx),
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    })
    .returning();
  if (row === undefined) throw new Error("the payout account was not written");
  await planOp(tx, {
    ...accountCall(id),
    provider,
    ownerId: person.id,
    idempotencyKey: `account-${id}`,
    requestHash: createHash("sha256")
      .update(JSON.stringify([provider, country]))
      .digest("hex"),
  });
  return row;
};
