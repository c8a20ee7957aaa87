import type { RefundView } from "@boltz/contract";
import { toMoney } from "../money.ts";
import type { RefundRow } from "./returned-state.ts";

export const toRefundView = (row: RefundRow): RefundView => ({
  id: row.id,
  purchaseId: row.purchaseId,
  amount: toMoney(row.amountMinor, row.currency),
  status: row.status,
  origin: row.origin,
  reason: row.reason,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
