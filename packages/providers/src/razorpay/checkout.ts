import { z } from "zod";
import { type Checkout, type CheckoutRequest, type CheckoutState, ProviderError } from "../port.ts";
import { chargeable, collectionOf, minor, moneyOf, notes, pageSize, seconds } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";

const orderAnswer = z.object({
  id: z.string(),
  entity: z.literal("order"),
  amount: minor,
  currency: z.string(),
  receipt: z.string().nullable(),
  status: z.enum(["created", "attempted", "paid"]),
  notes,
});

type OrderAnswer = z.infer<typeof orderAnswer>;

const paymentAnswer = z.object({
  id: z.string(),
  entity: z.literal("payment"),
  amount: minor,
  currency: z.string(),
  status: z.string(),
  captured: z.boolean().nullish(),
  error_description: z.string().nullish(),
  created_at: seconds,
});

type PaymentAnswer = z.infer<typeof paymentAnswer>;

/** Where our purchase id stands in every object that is made for it. */
const purchaseIdNote = "purchase_id";

const longestNote = 256;

/**
 * Razorpay has no idempotency for orders. The outbox lets one caller at a time work on a key, so looking for the
 * order of an earlier try and making one only where there is none cannot make two.
 */
export async function createCheckout(connection: Connection, request: CheckoutRequest): Promise<Checkout> {
  const amount = chargeable(request.price);
  const { purchaseId: receipt } = request;
  const { currency } = request.price;
  const { items } = await connection.read(collectionOf(orderAnswer), (sdk) =>
    sdk.orders.all({ receipt, count: pageSize }),
  );
  const made = items.find((order) => order.receipt === receipt);
  if (made !== undefined && (made.amount !== amount || made.currency !== currency)) {
    throw new ProviderError("conflict", `${made.id} was made for this purchase with another amount`);
  }
  const order =
    made ??
    (await connection.write(orderAnswer, (sdk) =>
      sdk.orders.create({
        amount,
        currency,
        receipt,
        notes: { [purchaseIdNote]: receipt, title: request.title.slice(0, longestNote) },
      }),
    ));
  return { reference: order.id, url: request.handOverUrl };
}

export async function getCheckout(
  connection: Connection,
  reference: string,
  livemode: boolean,
): Promise<CheckoutState> {
  const id = inPath(reference);
  const order = await connection.read(orderAnswer, (sdk) => sdk.orders.fetch(id));
  const { items } = await connection.read(collectionOf(paymentAnswer), (sdk) => sdk.orders.fetchPayments(id));
  return toState(order, items, livemode);
}

function toState(order: OrderAnswer, payments: PaymentAnswer[], livemode: boolean): CheckoutState {
  const oldestFirst = payments.toSorted((a, b) => a.created_at - b.created_at);
  // `captured` stays true through every refund; an authorization that was let go is `refunded` without it.
  const captured = oldestFirst.find((payment) => payment.status === "captured" || payment.captured === true);
  const held = captured ?? oldestFirst.find((payment) => payment.status === "authorized");
  if (order.status === "paid" && captured === undefined) {
    throw new ProviderError("unknown", `${order.id} is paid, but its payment is not in the list yet`);
  }
  const failed = oldestFirst.findLast((payment) => payment.status === "failed");
  return {
    reference: order.id,
    purchaseId: order.notes.get(purchaseIdNote) ?? order.receipt,
    status: captured !== undefined ? "paid" : held !== undefined ? "authorized" : "open",
    amount: moneyOf((held ?? order).amount, (held ?? order).currency),
    livemode,
    paymentReference: held?.id ?? null,
    url: null,
    lastFailure: failed?.error_description ?? null,
  };
}

export async function captureCheckout(connection: Connection, state: CheckoutState): Promise<CheckoutState> {
  const { paymentReference, amount } = state;
  if (paymentReference === null) throw new ProviderError("refused", "there is no payment to capture");
  const id = inPath(paymentReference);
  try {
    const payment = await connection.write(paymentAnswer, (sdk) =>
      sdk.payments.capture(id, chargeable(amount), amount.currency),
    );
    return { ...state, status: "paid", amount: moneyOf(payment.amount, payment.currency) };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.failure !== "refused") throw error;
    const present = await getCheckout(connection, state.reference, state.livemode);
    if (present.status === "paid") return present;
    throw error;
  }
}

/**
 * Orders of Razorpay never close. What nobody has paid is answered as expired: we lead no buyer to it any more, and
 * a payment that still comes is found by its webhook.
 */
export async function expireCheckout(
  connection: Connection,
  reference: string,
  livemode: boolean,
): Promise<CheckoutState> {
  const state = await getCheckout(connection, reference, livemode);
  return state.status === "open" ? { ...state, status: "expired" } : state;
}
