import type Stripe from "stripe";
import { z } from "zod";
import type { Movement } from "../port.ts";
import { fromStripeAmount } from "./amounts.ts";
import { callForAll, fromSeconds, natural, readAnswer } from "./answer.ts";

/** Stripe answers the newest first; so much is held at once to turn it round. */
const sliceSeconds = 86_400;

const lineAnswer = z.object({
  id: z.string(),
  object: z.literal("balance_transaction"),
  amount: z.int(),
  fee: z.int(),
  currency: z.string(),
  created: natural,
  reporting_category: z.string(),
  source: z
    .union([
      z.string().transform((id) => ({ id, payment_intent: null, transfer: null })),
      z.object({
        id: z.string(),
        payment_intent: z.string().nullish(),
        transfer: z.string().nullish(),
      }),
    ])
    .nullable(),
});

type LineAnswer = z.infer<typeof lineAnswer>;

const kinds: ReadonlyMap<string, Movement["kind"]> = new Map([
  ["charge", "charge"],
  ["charge_failure", "charge"],
  ["refund", "refund"],
  ["refund_failure", "refund"],
  ["dispute", "dispute"],
  ["dispute_reversal", "dispute"],
  ["transfer", "payout"],
  ["transfer_reversal", "payout_reversal"],
  ["payout", "bank"],
  ["payout_reversal", "bank"],
  ["topup", "bank"],
  ["topup_reversal", "bank"],
  ["fee", "fee"],
  ["network_cost", "fee"],
]);

export async function* listMovements(
  stripe: Stripe,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<Movement> {
  const end = toSeconds(to);
  for (let start = toSeconds(from); start < end; start += sliceSeconds) {
    const created = { gte: start, lt: Math.min(start + sliceSeconds, end) };
    const newestFirst = await callForAll(() =>
      stripe.balanceTransactions.list({ created, limit: 100, expand: ["data.source"] }),
    );
    for (const line of newestFirst.reverse()) yield* toMovements(readAnswer(lineAnswer, line));
  }
}

/** Stripe counts in whole seconds: the first that is not before the moment. */
function toSeconds(moment: Date): number {
  return Math.ceil(moment.getTime() / 1000);
}

/** A fee that Stripe gives back, as after a won dispute, is a line of its own: a fee is never negative. */
function toMovements(line: LineAnswer): Movement[] {
  const gross = fromStripeAmount(line.amount, line.currency);
  const fee = fromStripeAmount(Math.abs(line.fee), line.currency);
  // What moves in a currency in which nothing is sold has no counterpart in our books.
  if (gross === undefined || fee === undefined) return [];
  const isFeeReturned = line.fee < 0;
  const kind = kinds.get(line.reporting_category) ?? "other";
  const movement: Movement = {
    reference: line.id,
    kind,
    objectReference: toObjectReference(kind, line.source),
    gross,
    feeMinor: isFeeReturned ? "0" : fee.amountMinor,
    occurredAt: fromSeconds(line.created),
  };
  if (!isFeeReturned) return [movement];
  return [movement, { ...movement, reference: `${line.id}-fee`, kind: "fee", gross: fee }];
}

function toObjectReference(kind: Movement["kind"], source: LineAnswer["source"]): string | null {
  if (source === null) return null;
  if (kind === "charge") return source.payment_intent ?? source.id;
  if (kind === "payout_reversal") return source.transfer ?? source.id;
  return source.id;
}
