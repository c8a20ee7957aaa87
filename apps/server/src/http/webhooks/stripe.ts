import { system } from "@boltz/domain";
import { WebhookRefused } from "@boltz/providers";
import { receiveProviderEvent } from "@boltz/services";
import type { Context } from "hono";
import type { AppParts, Env } from "../parts.ts";
import { refuse } from "../refuse.ts";

const actor = system("stripe-webhook");

/** Verifies the bytes as they came, stores the event and its job, answers. The work is done later. */
export const stripeWebhook =
  ({ services }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const rawBody = await c.req.text();
    const provider = services.providers.stripe;
    if (provider === undefined) return refuse(c, "not_found", 404);
    try {
      const event = await provider.verifyEvent({ rawBody, headers: c.req.raw.headers, now: services.now() });
      await receiveProviderEvent({ ctx: { ...services, actor }, input: { provider: "stripe", event } });
      return c.json({ received: true });
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      c.var.log.warn({ reason: error.message }, "webhook refused");
      return refuse(c, "invalid_input", 400);
    }
  };
