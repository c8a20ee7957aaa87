import { createHmac } from "node:crypto";
import { newId } from "@boltz/db";
import { type Server, startServer } from "./http-client.ts";
import { type Measured, measureAll } from "./load.ts";
import { webhookSecret } from "./webhook-secret.ts";

interface Webhook {
  body: string;
  headers: Record<string, string>;
}

/** Thin events as Stripe signs them, each about another checkout. */
const signed = (count: number): Webhook[] => {
  const seconds = Math.floor(Date.now() / 1_000);
  return Array.from({ length: count }, () => {
    const id = newId("evt");
    const body = JSON.stringify({
      id,
      object: "v2.core.event",
      type: "v1.checkout.session.completed",
      created: new Date().toISOString(),
      livemode: false,
      related_object: { id: `cs_${id}`, type: "checkout.session", url: `/v1/checkout/sessions/cs_${id}` },
    });
    const signature = createHmac("sha256", webhookSecret).update(`${seconds}.${body}`).digest("hex");
    return {
      body,
      headers: { "content-type": "application/json", "stripe-signature": `t=${seconds},v1=${signature}` },
    };
  });
};

const post = (server: Server, { body, headers }: Webhook) =>
  server.post("/api/webhooks/stripe", body, headers);

/** Over HTTP, from the signed bytes to the stored event and its queued job, and only then the answer. */
export const measureWebhooks = async (
  database: { databaseUrl: string; secret: string },
  { count, atOnce }: { count: number; atOnce: number },
): Promise<Measured> => {
  const server = await startServer(database, atOnce);
  await measureAll(signed(Math.ceil(count / 10)), (webhook) => post(server, webhook), atOnce);
  const measured = await measureAll(signed(count), (webhook) => post(server, webhook), atOnce);
  await server.stop();
  return measured;
};
