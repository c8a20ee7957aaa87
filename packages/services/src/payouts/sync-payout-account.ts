import type { PayoutAccountId, ProviderName } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payoutAccounts } from "@boltz/db/schema";
import { and, eq, or, sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { JobPayload } from "../queue.ts";
import { applyAccountState } from "./apply-account.ts";
import type { PayoutAccountRow } from "./payout-account-row.ts";

export type SyncPayoutAccountInput =
  | JobPayload<"sync-payout-account">
  | { provider: ProviderName; reference: string };

/** Asks the provider about a creator's account. An account that can no longer be paid holds payouts from now on. */
export const syncPayoutAccount = async ({
  ctx,
  input,
}: Call<SyncPayoutAccountInput>): Promise<"handled" | "not_ours"> => {
  const account = await ctx.database.withActor(ctx.actor, (tx) =>
    "payoutAccountId" in input ? findById(tx, input.payoutAccountId) : findByReference(tx, input),
  );
  if (account === undefined) return "not_ours";
  if (account.reference === null) return "handled";
  const state = await providerOf(ctx, account.provider).payouts.getAccount(account.reference);
  await ctx.database.withActor(ctx.actor, (tx) => applyAccountState(ctx, tx, account.id, state));
  return "handled";
};

const findById = async (
  tx: Transaction,
  accountId: PayoutAccountId,
): Promise<PayoutAccountRow | undefined> => {
  const [row] = await tx.select().from(payoutAccounts).where(eq(payoutAccounts.id, accountId));
  return row;
};

/** Razorpay's events name the account, our reference the product behind it too: `acc_…:acc_prd_…`. */
const findByReference = async (
  tx: Transaction,
  { provider, reference }: { provider: ProviderName; reference: string },
): Promise<PayoutAccountRow | undefined> => {
  const [row] = await tx
    .select()
    .from(payoutAccounts)
    .where(
      and(
        eq(payoutAccounts.provider, provider),
        or(
          eq(payoutAccounts.reference, reference),
          sql`starts_with(${payoutAccounts.reference}, ${`${reference}:`})`,
        ),
      ),
    );
  return row;
};
