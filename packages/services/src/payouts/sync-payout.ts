import { isId, type PayoutId, type ProviderName } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payouts } from "@boltz/db/schema";
import type { PayoutState } from "@boltz/providers";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { providerOf } from "../purchases/provider-of.ts";
import { applyPayoutState } from "./apply-payout.ts";

/** Asks the provider about one of its transfers and brings the payout behind it forward. */
export const syncPayout = async ({
  ctx,
  input,
}: Call<{ provider: ProviderName; reference: string }>): Promise<"handled" | "not_ours"> => {
  const state = await providerOf(ctx, input.provider).payouts.getPayout(input.reference);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const payoutId = await findPayoutId(tx, input.provider, state);
    return payoutId === undefined ? "not_ours" : applyPayoutState(ctx, tx, payoutId, state);
  });
};

/** By our own id, which comes back with the transfer; an event can be here before the reference is. */
const findPayoutId = async (
  tx: Transaction,
  provider: ProviderName,
  state: PayoutState,
): Promise<PayoutId | undefined> => {
  const isThis =
    state.payoutId !== null && isId("pyt", state.payoutId)
      ? eq(payouts.id, state.payoutId)
      : eq(payouts.providerReference, state.reference);
  const [row] = await tx
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(isThis, eq(payouts.provider, provider)));
  return row?.id;
};
