import type Stripe from "stripe";
import type { MovementRecord } from "../records.ts";

type Source = Stripe.BalanceTransaction["source"];

export function toMovementAnswer(
  movement: MovementRecord,
  source: Source = movement.source,
): Stripe.BalanceTransaction {
  const { amount, fee, currency } = movement;
  return {
    id: movement.id,
    object: "balance_transaction",
    amount,
    available_on: movement.createdSeconds,
    balance_type: "payments",
    created: movement.createdSeconds,
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: "Stripe fee", type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source,
    status: "available",
    type: movement.type,
  } satisfies Stripe.BalanceTransaction;
}
