import type { ProviderName } from "@boltz/contract";
import { WebhookRefused } from "@boltz/providers";
import type { EventIntake } from "@boltz/services";
import type { Context } from "hono";
import type { AppParts, Env } from "../parts.ts";
import { refuse } from "../refuse.ts";

/** Verifies the bytes as they came, stores the event and its job, answers. The work is done later. */
export const webhookRoute =
  ({ services, metrics }: AppParts, intake: EventIntake, name: ProviderName) =>
  async (c: Context<Env>): Promise<Response> => {
    const rawBody = await c.req.text();
    const provider = services.providers[name];
    if (provider === undefined) return refuse(c, "not_found", 404);
    try {
      const event = await provider.verifyEvent({ rawBody, headers: c.req.raw.headers, now: services.now() });
      await intake.receive({ provider: name, event });
      metrics.webhooks.inc({ provider: name, outcome: "stored" });
      return c.json({ received: true });
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      metrics.webhooks.inc({ provider: name, outcome: "refused" });
      c.var.log.warn({ provider: name, reason: error.message }, "webhook refused");
      return refuse(c, "invalid_input", 400);
    }
  };
