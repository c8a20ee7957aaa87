import type Stripe from "stripe";
import { z } from "zod";
import type { PayoutRail, PayoutState } from "../port.ts";
import { toStripeAmount } from "./amounts.ts";
import { call, callForAll, metadata, natural, readAnswer, readMoney } from "./answer.ts";

const payoutIdKey = "payout_id";

const transferAnswer = z.object({
  id: z.string(),
  object: z.literal("transfer"),
  amount: natural,
  amount_reversed: natural,
  currency: z.string(),
  reversed: z.boolean(),
  metadata,
});

const reversalAnswer = z.object({
  id: z.string(),
  object: z.literal("transfer_reversal"),
  amount: natural,
  currency: z.string(),
});

/** One transfer for each payout. It draws on the balance: it covers many sales, after their hold. */
export function payoutCalls(
  stripe: Stripe,
): Pick<PayoutRail, "sendPayout" | "getPayout" | "findPayout" | "reversePayout"> {
  return {
    async sendPayout({ idempotencyKey, payoutId, accountReference, amount }) {
      const params: Stripe.TransferCreateParams = {
        amount: toStripeAmount(amount),
        currency: amount.currency.toLowerCase(),
        destination: accountReference,
        transfer_group: payoutId,
        metadata: { [payoutIdKey]: payoutId },
      };
      return toPayoutState(await call("write", () => stripe.transfers.create(params, { idempotencyKey })));
    },

    async getPayout(reference) {
      return toPayoutState(await call("read", () => stripe.transfers.retrieve(reference)));
    },

    async findPayout(payoutId) {
      const transfers = await callForAll(() =>
        stripe.transfers.list({ transfer_group: payoutId, limit: 100 }),
      );
      return transfers.map(toPayoutState).find((payout) => payout.payoutId === payoutId);
    },

    async reversePayout({ idempotencyKey, payoutReference, amount }) {
      const params: Stripe.TransferCreateReversalParams = { amount: toStripeAmount(amount) };
      const reversal = readAnswer(
        reversalAnswer,
        await call("write", () =>
          stripe.transfers.createReversal(payoutReference, params, { idempotencyKey }),
        ),
      );
      return { reference: reversal.id, amount: readMoney(reversal) };
    },
  };
}

function toPayoutState(answer: unknown): PayoutState {
  const transfer = readAnswer(transferAnswer, answer);
  const { id, currency } = transfer;
  return {
    reference: id,
    payoutId: transfer.metadata?.[payoutIdKey] ?? null,
    status: transfer.reversed ? "reversed" : "paid",
    amount: readMoney(transfer),
    reversedMinor: readMoney({ id, currency, amount: transfer.amount_reversed }).amountMinor,
    failure: null,
  };
}
