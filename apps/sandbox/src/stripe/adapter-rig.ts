import { createStripeProvider, type Movement, type PaymentProvider, ProviderError } from "@boltz/providers";
import { expect } from "vitest";
import { testCards } from "../payments/test-cards.ts";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";

export const dayMs = 86_400_000;

/** Three currencies with two, none and three decimals; `part` and `rest` make up the price. For tests only. */
export const prices = [
  { currency: "USD", price: "1900", part: "500", rest: "1400" },
  { currency: "JPY", price: "2500", part: "999", rest: "1501" },
  { currency: "KWD", price: "12340", part: "3330", rest: "9010" },
] as const;
type Price = Pick<(typeof prices)[number], "currency" | "price">;
export const dollars: Price = prices[0];

/** The marketplace's adapter before a sandbox of its own. */
export interface AdapterRig extends Rig {
  provider: PaymentProvider;
  /** A sale that was paid by card. `laterMs`: how far the sandbox's clock is ahead. */
  buy(price: Price, laterMs?: number): ReturnType<typeof buy>;
  /** The whole book from `from`, or from the start. */
  movements(from?: Date): Promise<Movement[]>;
  /** Kind, amount, currency and fee of the lines about these objects. */
  linesOf(...references: string[]): Promise<string[][]>;
}

export async function startAdapterRig(): Promise<AdapterRig> {
  const startedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  const rig = await startRig();
  const provider = createStripeProvider(rig.providerOptions);
  const movements = async (from = startedAt) => {
    const lines: Movement[] = [];
    const to = new Date(Date.now() + 4 * dayMs);
    for await (const line of provider.listMovements({ from, to })) lines.push(line);
    return lines;
  };
  return {
    ...rig,
    provider,
    buy: (price, laterMs = 0) => buy(rig, provider, { ...price, laterMs }),
    movements,
    async linesOf(...references) {
      const lines = (await movements()).filter(({ objectReference }) =>
        references.includes(objectReference ?? ""),
      );
      return lines.map(({ kind, gross, feeMinor }) => [kind, gross.amountMinor, gross.currency, feeMinor]);
    },
  };
}

async function buy(
  { sandbox }: Rig,
  provider: PaymentProvider,
  { currency, price, laterMs }: Price & { laterMs: number },
) {
  const expiresAt = new Date(Date.now() + laterMs + 3_600_000);
  const order = { ...nextOrder(), price: { amountMinor: price, currency }, expiresAt };
  const { reference } = await provider.createCheckout(order);
  sandbox.pay(reference, testCards.pays.number);
  const state = await provider.getCheckout(reference);
  expect(await provider.captureCheckout(state)).toEqual(state);
  expect(state).toMatchObject({ status: "paid", amount: order.price, purchaseId: order.purchaseId });
  return { purchaseId: order.purchaseId, paymentReference: state.paymentReference ?? "", paid: order.price };
}

let keys = 0;

/** An id or key that no other test has used. */
export function nextKey(what: string): string {
  keys += 1;
  return `${what}-${keys}`;
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}
