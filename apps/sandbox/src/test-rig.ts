import { createServer, type IncomingMessage } from "node:http";
import Stripe from "stripe";
import { listeningPort } from "./mail/smtp.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";

export interface ReceivedWebhook {
  rawBody: string;
  headers: Headers;
}

/** A sandbox with a receiver for its webhooks. For tests only. */
export interface Rig {
  sandbox: Sandbox;
  received: ReceivedWebhook[];
  webhookUrl: string;
  /** What the receiver answers from now on. */
  answerWith(respond: (webhook: ReceivedWebhook) => number | Promise<number>): void;
  providerOptions: {
    secretKey: string;
    webhookSecrets: string[];
    endpoint: { host: string; port: number; protocol: "http" };
    timeoutMs: number;
  };
  close(): Promise<void>;
}

export const secretKey = "sk_test_sandbox";
export const webhookSecret = "whsec_sandbox";

export async function startRig(options: Partial<SandboxOptions> = {}): Promise<Rig> {
  const received: ReceivedWebhook[] = [];
  let respond: (webhook: ReceivedWebhook) => number | Promise<number> = () => 200;
  const receiver = createServer((request, response) => {
    readWebhook(request).then(async (webhook) => {
      received.push(webhook);
      response.writeHead(await respond(webhook)).end();
    }, response.destroy.bind(response));
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${listeningPort(receiver.address())}/webhooks`;
  const base = { port: 0, dataFile: ":memory:", webhookUrl, webhookSecret, secretKey };
  const sandbox = await startSandbox({ ...base, ...options });
  return {
    sandbox,
    received,
    webhookUrl,
    answerWith(next) {
      respond = next;
    },
    providerOptions: {
      secretKey,
      webhookSecrets: [webhookSecret],
      endpoint: { host: "127.0.0.1", port: sandbox.port, protocol: "http" },
      timeoutMs: 2_000,
    },
    async close() {
      await sandbox.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}

async function readWebhook(request: IncomingMessage): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  return { rawBody: Buffer.concat(chunks).toString("utf8"), headers };
}

export interface ReadEvent {
  id: string;
  type: string;
  objectId: string;
  livemode: boolean;
}

/** What a webhook says, with its signature verified by Stripe's own library. */
export async function readEvent({ rawBody, headers }: ReceivedWebhook): Promise<ReadEvent> {
  const stripe = new Stripe(secretKey);
  const signature = headers.get("stripe-signature") ?? "";
  const event = await stripe.parseEventNotificationAsync(rawBody, signature, webhookSecret);
  const related = "related_object" in event ? event.related_object : null;
  const objectId = related !== null && "id" in related && typeof related.id === "string" ? related.id : "";
  return { id: event.id, type: event.type, objectId, livemode: event.livemode };
}

let orders = 0;

/** A checkout request that no other test has made. */
export function nextOrder() {
  orders += 1;
  return {
    idempotencyKey: `op-${orders}`,
    purchaseId: `pur_${orders}`,
    title: "Donchian breakout",
    price: { amountMinor: "1900", currency: "USD" as const },
    buyerEmail: "buyer@example.com",
    successUrl: "http://127.0.0.1:8005/purchases/1?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://127.0.0.1:8005/listings/1",
    handOverUrl: "http://127.0.0.1:8005/pay/1",
    expiresAt: new Date(Date.now() + 3_600_000),
  };
}
