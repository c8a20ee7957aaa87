import { z } from "zod";
import {
  type PayoutRail,
  type PayoutRequest,
  type PayoutState,
  ProviderError,
  type ReversalRequest,
  type ReversalState,
} from "../port.ts";
import { collectionOf, minor, moneyOf, notes, pagesOf, payableInRupees } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";
import { createLinkedAccount, getLinkedAccount, linkedAccountOf } from "./route-accounts.ts";

const transferAnswer = z.object({
  id: z.string(),
  entity: z.literal("transfer"),
  status: z.enum(["created", "pending", "processed", "failed", "reversed", "partially_reversed"]),
  recipient: z.string(),
  amount: minor,
  currency: z.string(),
  amount_reversed: minor,
  on_hold: z.boolean(),
  notes,
  error: z.object({ description: z.string().nullish() }).nullish(),
});

type TransferAnswer = z.infer<typeof transferAnswer>;

const reversalAnswer = z.object({
  id: z.string(),
  entity: z.literal("reversal"),
  amount: minor,
  currency: z.string(),
  notes,
});

const payoutIdNote = "payout_id";
const reversalKeyNote = "reversal_key";

/** Route: transfers from our balance to the creator's linked account, which Razorpay settles to his bank. */
export function routeRail(connection: Connection): PayoutRail {
  return {
    createAccount: async (request) => createLinkedAccount(connection, request),
    getAccount: async (reference) => getLinkedAccount(connection, reference),
    onboardingLink: async () => null,
    sendPayout: async (request) => sendPayout(connection, request),
    getPayout: async (reference) => {
      const id = inPath(reference);
      return toState(await connection.read(transferAnswer, (sdk) => sdk.transfers.fetch(id)));
    },
    findPayout: async (payoutId) => {
      const made = await findTransfer(connection, payoutId);
      // A transfer that nobody released is no payout yet: `sendPayout` goes on with it.
      return made === undefined || isHeld(made) ? undefined : toState(made);
    },
    reversePayout: async (request) => reverseTransfer(connection, request),
  };
}

/**
 * In two steps. A transfer is made on hold, then the one that carries our payout id is released. Whatever answer is
 * lost, a retry finds the transfer that is there; one made too many would stay on hold and could be taken back.
 */
async function sendPayout(connection: Connection, request: PayoutRequest): Promise<PayoutState> {
  const { payoutId, amount } = request;
  const paise = payableInRupees(amount);
  const account = linkedAccountOf(request.accountReference);
  const transfer =
    (await findTransfer(connection, payoutId)) ??
    (await connection.writeOnce(transferAnswer, {
      path: "/v1/transfers",
      header: "X-Transfer-Idempotency",
      idempotencyKey: request.idempotencyKey,
      body: {
        account,
        amount: paise,
        currency: amount.currency,
        notes: { [payoutIdNote]: payoutId },
        on_hold: true,
      },
    }));
  if (transfer.amount !== paise || transfer.recipient !== account) {
    throw new ProviderError("conflict", `${transfer.id} was made for this payout with another request`);
  }
  if (!isHeld(transfer)) return toState(transfer);
  const id = inPath(transfer.id);
  return toState(
    await connection.write(transferAnswer, (sdk) =>
      sdk.api.patch({ url: `/transfers/${id}`, data: { on_hold: false } }),
    ),
  );
}

function isHeld({ on_hold, status }: TransferAnswer): boolean {
  return on_hold && (status === "created" || status === "pending" || status === "processed");
}

/** Transfers cannot be asked for by recipient or note, so those since the payout was decided are read, newest first. */
async function findTransfer(connection: Connection, payoutId: string): Promise<TransferAnswer | undefined> {
  const from = madeAtSeconds(payoutId);
  const since = from === undefined ? {} : { from };
  const transfers = pagesOf((page) =>
    connection.read(collectionOf(transferAnswer), (sdk) => sdk.transfers.all({ ...page, ...since })),
  );
  for await (const transfer of transfers) {
    if (transfer.notes.get(payoutIdNote) === payoutId) return transfer;
  }
  return undefined;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const clockSkewMs = 86_400_000;

/** Our ids begin with their time, in milliseconds; a day less, for clocks that disagree. */
function madeAtSeconds(id: string): number | undefined {
  const time = /_([0-9a-hjkmnp-tv-z]{10})[0-9a-hjkmnp-tv-z]{16}$/.exec(id)?.[1];
  if (time === undefined) return undefined;
  const madeAtMs = [...time].reduce((sum, digit) => sum * 32 + alphabet.indexOf(digit), 0);
  return Math.floor((madeAtMs - clockSkewMs) / 1000);
}

/** Reversals have no idempotency key: an earlier one of the same operation is found by its note. */
async function reverseTransfer(connection: Connection, request: ReversalRequest): Promise<ReversalState> {
  const id = inPath(request.payoutReference);
  const amount = payableInRupees(request.amount);
  const { items } = await connection.read(collectionOf(reversalAnswer), (sdk) =>
    sdk.api.get({ url: `/transfers/${id}/reversals` }),
  );
  const made = items.find((reversal) => reversal.notes.get(reversalKeyNote) === request.idempotencyKey);
  const reversal =
    made ??
    (await connection.write(reversalAnswer, (sdk) =>
      sdk.api.post({
        url: `/transfers/${id}/reversals`,
        data: { amount, notes: { [reversalKeyNote]: request.idempotencyKey } },
      }),
    ));
  return { reference: reversal.id, amount: moneyOf(reversal.amount, reversal.currency) };
}

function toState(transfer: TransferAnswer): PayoutState {
  const status = statusOf(transfer);
  return {
    reference: transfer.id,
    payoutId: transfer.notes.get(payoutIdNote) ?? null,
    status,
    amount: moneyOf(transfer.amount, transfer.currency),
    reversedMinor: String(transfer.amount_reversed),
    failure: status === "failed" ? (transfer.error?.description ?? null) : null,
  };
}

function statusOf({ status, on_hold }: TransferAnswer): PayoutState["status"] {
  if (status === "failed" || status === "reversed") return status;
  const isProcessed = status === "processed" || status === "partially_reversed";
  return isProcessed && !on_hold ? "paid" : "sent";
}
