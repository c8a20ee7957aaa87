import type { SandboxOptions } from "../sandbox.ts";
import { type Rig, startRig } from "../test-rig.ts";

export const keyId = "rzp_test_sandbox";
export const keySecret = "secret of the key";
export const webhookSecret = "secret of the webhook";

export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A sandbox with Razorpay, and a door to its API. For tests only. */
export interface RazorpayRig extends Rig {
  /** A GET where there is no body; a path may name its method before it. */
  call(path: string, body?: object | FormData, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** What was sent to the receiver, oldest first, without what other tests of the file caused. */
  events(): ReceivedEvent[];
}

export interface ReceivedEvent {
  id: string;
  event: string;
  contains: string[];
  payload: Record<string, { entity: Record<string, unknown> }>;
}

export async function startRazorpayRig(options: Partial<SandboxOptions> = {}): Promise<RazorpayRig> {
  const razorpay = { webhookUrl: "http://127.0.0.1:9", webhookSecret, keyId, keySecret };
  return withApi(await startRig({ razorpay, ...options }));
}

export function withApi(rig: Rig): RazorpayRig {
  const { sandbox } = rig;
  sandbox.deliverTo(rig.webhookUrl, rig.webhookUrl);
  const authorization = basic(keyId, keySecret);
  return {
    ...rig,
    async call(path, body, headers = {}) {
      const [method = "", address = path] = path.startsWith("/") ? [body ? "POST" : "GET"] : path.split(" ");
      const isForm = body instanceof FormData;
      const response = await fetch(`${sandbox.url}${address}`, {
        method,
        headers: {
          authorization,
          ...(body && !isForm && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await readObject(response) };
    },
    events: () =>
      rig.received.map(({ rawBody, headers }) => ({
        id: headers.get("x-razorpay-event-id"),
        ...JSON.parse(rawBody),
      })),
  };
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  if (typeof body === "object" && body !== null) return { ...body };
  throw new Error("the answer is no object");
}

/** The id of what was made. */
export function idOf({ status, body }: ApiAnswer): string {
  const { id } = body;
  if (status === 200 && typeof id === "string") return id;
  throw new Error(`nothing was made: ${status} ${JSON.stringify(body)}`);
}

export function refusalOf({ status, body }: ApiAnswer): unknown {
  return { status, ...(typeof body["error"] === "object" ? body["error"] : {}) };
}

let receipts = 0;

/** An order of 499.00 rupees that no other test has made. */
export async function newOrder(rig: RazorpayRig, change: object = {}): Promise<string> {
  receipts += 1;
  const order = { amount: 49_900, currency: "INR", receipt: `pur_${receipts}` };
  return idOf(await rig.call("/v1/orders", { ...order, notes: { purchase_id: order.receipt }, ...change }));
}

export async function newPayment(rig: RazorpayRig, change: object = {}): Promise<string> {
  return rig.sandbox.payRazorpay(await newOrder(rig, change)).paymentId;
}

/** A linked account that can be paid. */
export async function newAccount(rig: RazorpayRig, accountNumber = "50100012345678"): Promise<string> {
  receipts += 1;
  const account = idOf(
    await rig.call("/v2/accounts", {
      type: "route",
      email: `creator${receipts}@example.com`,
      phone: "9000090000",
      legal_business_name: "Ada Lovelace",
      business_type: "individual",
      contact_name: "Ada Lovelace",
      reference_id: `acct_${receipts}`,
      profile: { category: "it_and_software", subcategory: "saas" },
    }),
  );
  const products = `/v2/accounts/${account}/products`;
  const product = idOf(await rig.call(products, { product_name: "route", tnc_accepted: true }));
  const settlements = {
    account_number: accountNumber,
    ifsc_code: "HDFC0000317",
    beneficiary_name: "Ada Lovelace",
  };
  await rig.call(`PATCH ${products}/${product}`, { settlements });
  return account;
}
