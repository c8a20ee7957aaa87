import type { PayoutAccountId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { payoutAccounts } from "@boltz/db/schema";
import type { PayoutAccountState } from "@boltz/providers";
import { eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { FIRST_CHECK_MS } from "./back-off.ts";
import type { PayoutAccountRow } from "./payout-account-row.ts";
import { payoutsUrl } from "./payout-mails.ts";

/** Accounts that may still change by themselves are asked about; an active one is, right before it is paid. */
export const nextAccountCheck = (
  ctx: Context,
  { status }: Pick<PayoutAccountState, "status">,
): Date | null =>
  status === "active" || status === "rejected" ? null : new Date(ctx.now().getTime() + FIRST_CHECK_MS);

/** Writes down what the provider says of an account now. The creator is told when that changes anything. */
export const applyAccountState = async (
  ctx: Context,
  tx: Transaction,
  accountId: PayoutAccountId,
  state: PayoutAccountState,
): Promise<void> => {
  const [account] = await tx
    .select()
    .from(payoutAccounts)
    .where(eq(payoutAccounts.id, accountId))
    .for("update");
  if (account === undefined || account.status === "planned") return;
  const isChanged = account.status !== state.status;
  await tx
    .update(payoutAccounts)
    .set({
      status: state.status,
      requirements: state.requirements,
      updatedAt: ctx.now(),
      ...(isChanged ? { checks: 0, nextCheckAt: nextAccountCheck(ctx, state) } : {}),
    })
    .where(eq(payoutAccounts.id, accountId));
  if (!isChanged) return;
  if (account.isCurrent) await mailStatus(ctx, tx, account, state);
  await logAudit(tx, ctx.actor, {
    action: "payout_account_status",
    subjectType: "payout_account",
    subject: { prefix: "pac", id: accountId },
    detail: { from: account.status, to: state.status, provider: account.provider },
  });
};

const mailStatus = async (
  ctx: Context,
  tx: Transaction,
  account: PayoutAccountRow,
  { status }: PayoutAccountState,
) => {
  if (status === "pending" || status === "onboarding") return;
  await tell(ctx.queue, tx, {
    userId: account.userId,
    kind: "payout_account_status",
    params: { provider: account.provider, isActive: status === "active", url: payoutsUrl(ctx) },
    dedupeKey: `payout_account_status ${account.id} ${status} ${ctx.now().toISOString()}`,
  });
};
