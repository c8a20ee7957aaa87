import type { Transaction } from "@boltz/db";
import { users } from "@boltz/db/schema";
import { moneyText } from "@boltz/domain";
import { and, asc, inArray, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";

/** Tells the creator what is held, and whoever may answer it that there is something to answer. */
export const mailDisputeOpened = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  dispute: DisputeRow,
): Promise<void> => {
  const { title, amount } = namesOf(purchase, dispute);
  if (hasCreatorPart(dispute))
    await tell(ctx.queue, tx, {
      userId: purchase.creatorId,
      kind: "dispute_opened",
      params: { title, amount, url: creatorUrl(ctx) },
      dedupeKey: `dispute opened ${dispute.id}`,
    });
  const staff = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.role, ["finance", "admin"]), isNull(users.suspendedAt)))
    .orderBy(asc(users.id));
  for (const { id: userId } of staff) {
    await tell(ctx.queue, tx, {
      userId,
      kind: "dispute_to_answer",
      params: {
        title,
        amount,
        reason: dispute.reason,
        dueBy: dispute.evidenceDueAt?.toISOString().slice(0, 10) ?? null,
        url: `${ctx.settings.publicUrl}/admin/disputes`,
      },
      dedupeKey: `dispute to answer ${dispute.id} ${userId}`,
    });
  }
};

export const mailDisputeClosed = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  dispute: DisputeRow,
  costMinor: bigint,
): Promise<void> => {
  if (!hasCreatorPart(dispute)) return;
  const params = { ...namesOf(purchase, dispute), url: creatorUrl(ctx) };
  const to = { userId: purchase.creatorId, dedupeKey: `dispute ${dispute.status} ${dispute.id}` };
  if (dispute.status === "won") return tell(ctx.queue, tx, { ...to, kind: "dispute_won", params });
  const cost = costMinor > 0n ? moneyText(costMinor, dispute.currency) : null;
  return tell(ctx.queue, tx, { ...to, kind: "dispute_lost", params: { ...params, cost } });
};

/** Whether the creator gave anything for it: nothing where all had gone back before, or nothing was sold. */
export const hasCreatorPart = ({ feeMinor, earningMinor }: DisputeRow): boolean =>
  feeMinor + earningMinor > 0n;

const namesOf = (purchase: PurchaseRow, dispute: DisputeRow) => ({
  title: purchase.listingTitle,
  amount: moneyText(dispute.amountMinor, dispute.currency),
});

const creatorUrl = (ctx: Context) => `${ctx.settings.publicUrl}/creator`;
