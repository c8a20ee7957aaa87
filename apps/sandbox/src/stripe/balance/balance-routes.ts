import type Stripe from "stripe";
import { z } from "zod";
import type { Core } from "../../core.ts";
import { findCharge, toChargeAnswer } from "../charges.ts";
import { toDisputeAnswer } from "../disputes/dispute-answer.ts";
import { createdParam, createdRange, listPage, pageParams } from "../listing.ts";
import type { StripeRoutes } from "../operation.ts";
import { parseParams } from "../params.ts";
import type { MovementRecord } from "../records.ts";
import { toRefundAnswer } from "../refunds/refund-answer.ts";
import { toReversalAnswer, toTransferAnswer } from "../transfers/transfer-answer.ts";
import { missing } from "../wire-error.ts";
import { toMovementAnswer } from "./movement-answer.ts";
import { platform } from "./movements.ts";

const listParams = z.strictObject({
  ...pageParams,
  created: createdParam,
  currency: z.string().toLowerCase().optional(),
  source: z.string().optional(),
  type: z.string().optional(),
  expand: z.array(z.literal("data.source")).default([]),
});
const oneParams = z.strictObject({ expand: z.array(z.literal("source")).default([]) });
const nothing = z.strictObject({});

export function addBalanceRoutes(core: Core, { get }: StripeRoutes): void {
  const { movements, balances } = core.store.stripe;
  const answer = (movement: MovementRecord, expands: boolean) =>
    toMovementAnswer(movement, expands ? expandSource(core, movement) : movement.source);

  get("/v1/balance_transactions", "balance", (form) => {
    const { created, currency, source, type, expand, ...page } = parseParams(listParams, form);
    const { from, to } = createdRange(created);
    return listPage(movements, {
      url: "/v1/balance_transactions",
      what: "balance_transaction",
      page,
      query: {
        equal: {
          ...(currency !== undefined && { currency }),
          ...(source !== undefined && { source }),
          ...(type !== undefined && { type }),
        },
        ...(from !== undefined && { atLeast: { createdSeconds: from } }),
        ...(to !== undefined && { below: { createdSeconds: to } }),
      },
      toAnswer: (movement) => answer(movement, expand.length > 0),
    });
  });

  get("/v1/balance_transactions/:id", "balance", (form, id) => {
    const { expand } = parseParams(oneParams, form);
    const movement = movements.find(id);
    if (movement === undefined) throw missing("balance_transaction", id);
    return answer(movement, expand.length > 0);
  });

  get("/v1/balance", "balance", (form) => {
    parseParams(nothing, form);
    const own = balances.list({ equal: { holder: platform }, limit: 1_000 });
    return {
      object: "balance",
      available: own.map(({ amount, currency }) => ({ amount, currency, source_types: { card: amount } })),
      livemode: core.faults.settings.livemode,
      pending: own.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } })),
    } satisfies Stripe.Balance;
  });
}

function expandSource(core: Core, { source }: MovementRecord): Stripe.BalanceTransaction["source"] {
  const { refunds, disputes, transfers, reversals } = core.store.stripe;
  const refund = refunds.find(source);
  if (refund !== undefined) return toRefundAnswer(refund);
  const dispute = disputes.find(source);
  if (dispute !== undefined) return toDisputeAnswer(core, dispute);
  const transfer = transfers.find(source);
  if (transfer !== undefined) return toTransferAnswer(core, transfer);
  const reversal = reversals.find(source);
  if (reversal !== undefined) return toReversalAnswer(reversal);
  return toChargeAnswer(core, findCharge(core, source));
}
