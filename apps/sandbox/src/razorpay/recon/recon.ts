import type { Settlements } from "razorpay/dist/types/settlements.js";
import { z } from "zod";
import { type Collection, collect, readParams } from "../params.ts";
import type { Razorpay } from "../razorpay.ts";
import type { MovementRecord } from "../records.ts";
import { everything } from "../tables.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

type ReconLine = Corrected<
  Settlements.RazorpaySettlementRecon,
  {
    type: MovementRecord["type"];
    amount: number;
    notes: Notes;
    payment_id: string | null;
    order_id: string | null;
    order_receipt: string | null;
    method: MovementRecord["method"];
    card_network: "Visa" | null;
    card_issuer: null;
    card_type: "credit" | null;
  }
>;

const reconParams = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  month: z.coerce.number().int().min(1).max(12),
  day: z.coerce.number().int().min(1).max(31).optional(),
  count: z.coerce.number().int().min(1).max(1000).default(10),
  skip: z.coerce.number().int().nonnegative().default(0),
});

/** Razorpay's days begin at midnight in India. */
const indiaAheadSeconds = 5.5 * 3600;

/** The account book of one day or month, oldest first. */
export function reportMovements(rzp: Razorpay, input: unknown): Collection<ReconLine> {
  const { year, month, day, count, skip } = readParams(reconParams, input);
  const midnight = (monthIndex: number, dayOfMonth: number) =>
    Date.UTC(year, monthIndex, dayOfMonth) / 1000 - indiaAheadSeconds;
  const from = midnight(month - 1, day ?? 1);
  const to = day === undefined ? midnight(month, 1) : midnight(month - 1, day + 1);
  const newestFirst = rzp.movements.list({
    atLeast: { createdSeconds: from },
    below: { createdSeconds: to },
    limit: everything,
  });
  return collect(
    newestFirst
      .reverse()
      .slice(skip, skip + count)
      .map(toReconLine),
  );
}

function toReconLine(movement: MovementRecord): ReconLine {
  const isCard = movement.method === "card";
  return {
    entity_id: movement.id,
    type: movement.type,
    debit: movement.debit,
    credit: movement.credit,
    amount: movement.amount,
    currency: movement.currency,
    fee: movement.fee,
    tax: movement.tax,
    on_hold: false,
    settled: true,
    created_at: movement.createdSeconds,
    settled_at: movement.createdSeconds,
    settlement_id: movement.id.replace(/^[a-z]+_/, "setl_"),
    posted_at: null,
    credit_type: "default",
    description: movement.description,
    notes: toNotes(movement.notes),
    payment_id: movement.paymentId,
    settlement_utr: `${movement.createdSeconds}sandbox`,
    order_id: movement.orderId,
    order_receipt: movement.orderReceipt,
    method: movement.method,
    card_network: isCard ? "Visa" : null,
    card_issuer: null,
    card_type: isCard ? "credit" : null,
    dispute_id: movement.disputeId,
  } satisfies ReconLine;
}
