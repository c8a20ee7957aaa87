import {
  createRazorpayProvider,
  type Movement,
  ProviderError,
  type RazorpayProvider,
} from "@boltz/providers";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";

const keyId = "rzp_test_sandbox";
const webhookSecret = "whsec_razorpay";
const accountNumber = "7878780080316316";

type Price = Parameters<RazorpayProvider["createCheckout"]>[0]["price"];

/** The marketplace's adapter and the sandbox that it speaks to. */
export interface Shop {
  rig: Rig;
  provider: RazorpayProvider;
  /** The same, paying creators by RazorpayX. */
  bankProvider: RazorpayProvider;
  connect(options: { timeoutMs?: number; keySecret?: string }): RazorpayProvider;
  order(
    price?: Price,
  ): Promise<Omit<ReturnType<typeof nextOrder>, "price"> & { price: Price; reference: string; url: string }>;
  buy(price?: Price): Promise<{ purchaseId: string; paymentReference: string; paid: Price }>;
  /** Kind, amount, currency and fee of the account book's lines about these objects. */
  linesOf(...references: string[]): Promise<string[][]>;
  /** What the webhooks received so far are about, each verified. */
  namedByWebhooks(): Promise<string[]>;
}

export async function openShop(): Promise<Shop> {
  const keySecret = "secret_sandbox";
  const razorpay = { webhookUrl: "http://127.0.0.1:9", webhookSecret, keyId, keySecret, accountNumber };
  const rig = await startRig({ razorpay });
  rig.sandbox.deliverTo(rig.webhookUrl, rig.webhookUrl);
  const startedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  const { endpoint, timeoutMs } = rig.providerOptions;
  const connection = { keyId, keySecret, webhookSecrets: [webhookSecret], endpoint, timeoutMs };
  const provider = createRazorpayProvider(connection);

  const order: Shop["order"] = async (price = rupees("49900")) => {
    const request = { ...nextOrder(), purchaseId: nextKey("pur"), price };
    return { ...request, ...(await provider.createCheckout(request)) };
  };
  return {
    rig,
    provider,
    bankProvider: createRazorpayProvider({ ...connection, x: { accountNumber } }),
    connect: (options) => createRazorpayProvider({ ...connection, ...options }),
    order,
    async buy(price) {
      const { purchaseId, reference, price: paid } = await order(price);
      return { purchaseId, paymentReference: rig.sandbox.payRazorpay(reference).paymentId, paid };
    },
    async linesOf(...references) {
      const lines: Movement[] = [];
      const range = { from: startedAt, to: new Date(Date.now() + 60_000) };
      for await (const line of provider.listMovements(range)) lines.push(line);
      return lines
        .filter(({ objectReference }) => references.includes(objectReference ?? ""))
        .map(({ kind, gross, feeMinor }) => [kind, gross.amountMinor, gross.currency, feeMinor]);
    },
    async namedByWebhooks() {
      await rig.sandbox.faults.settled();
      const named = new Set<string>();
      for (const webhook of rig.received) {
        const { type, object } = await provider.verifyEvent({ ...webhook, now: new Date() });
        const family = type.replace(/\.\w+$/, "");
        named.add(`${family}: ${object?.kind} ${object?.reference.split("_")[0]}`);
      }
      return [...named].sort();
    },
  };
}

let keys = 0;

/** An id or key that no other test has used. */
export function nextKey(what: string): string {
  keys += 1;
  return `${what}-${Date.now()}-${keys}`;
}

export const rupees = (amountMinor: string) => ({ amountMinor, currency: "INR" }) as const;

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}
