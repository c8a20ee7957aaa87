import type Stripe from "stripe";
import type { Core } from "../../core.ts";
import { listPage } from "../listing.ts";
import type { ReversalRecord, TransferRecord } from "../records.ts";

const shownReversals = 10;

export function toTransferAnswer(core: Core, transfer: TransferRecord): Stripe.Transfer {
  return {
    id: transfer.id,
    object: "transfer",
    amount: transfer.amount,
    amount_reversed: transfer.amountReversed,
    balance_transaction: transfer.movementId,
    created: transfer.createdSeconds,
    currency: transfer.currency,
    description: transfer.description,
    destination: transfer.destination,
    destination_payment: transfer.destinationPayment,
    livemode: transfer.livemode,
    metadata: transfer.metadata,
    reversals: listPage(core.store.stripe.reversals, {
      url: `/v1/transfers/${transfer.id}/reversals`,
      what: "transfer_reversal",
      page: { limit: shownReversals },
      query: { equal: { transferId: transfer.id } },
      toAnswer: toReversalAnswer,
    }),
    reversed: transfer.amountReversed === transfer.amount,
    source_transaction: transfer.sourceChargeId,
    source_type: "card",
    transfer_group: transfer.transferGroup,
  } satisfies Stripe.Transfer;
}

export function toReversalAnswer(reversal: ReversalRecord): Stripe.TransferReversal {
  return {
    id: reversal.id,
    object: "transfer_reversal",
    amount: reversal.amount,
    balance_transaction: reversal.movementId,
    created: reversal.createdSeconds,
    currency: reversal.currency,
    destination_payment_refund: null,
    metadata: reversal.metadata,
    source_refund: null,
    transfer: reversal.transferId,
  } satisfies Stripe.TransferReversal;
}
