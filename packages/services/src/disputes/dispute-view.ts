import type { DisputeView } from "@boltz/contract";
import { toMoney } from "../money.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";

export const toDisputeView = (row: DisputeRow, listingTitle: string): DisputeView => ({
  id: row.id,
  purchaseId: row.purchaseId,
  listingTitle,
  provider: row.provider,
  providerReference: row.providerReference,
  amount: toMoney(row.amountMinor, row.currency),
  fee: toMoney(row.costMinor, row.currency),
  reason: row.reason,
  status: row.status,
  evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
  evidenceSentAt: row.evidenceSentAt?.toISOString() ?? null,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
});
