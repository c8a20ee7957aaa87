import { type Core, nowSeconds } from "../core.ts";
import { newId } from "../ids.ts";
import type { SessionRecord } from "../store/records.ts";
import { readSessionOrder } from "./session-params.ts";

export function createSession(core: Core, form: unknown): SessionRecord {
  const { params, amountTotal, currency, expiresAtSeconds } = readSessionOrder(form, nowSeconds(core));
  const { amountDelta, livemode } = core.faults.settings;
  const session: SessionRecord = {
    id: newId(livemode ? "cs_live" : "cs_test"),
    createdSeconds: nowSeconds(core),
    expiresAtSeconds,
    status: "open",
    paymentStatus: "unpaid",
    amountTotal: amountTotal + amountDelta,
    currency,
    livemode,
    title: params.line_items.map((item) => item.price_data.product_data.name).join(", "),
    customerEmail: params.customer_email ?? null,
    clientReferenceId: params.client_reference_id ?? null,
    metadata: params.metadata,
    successUrl: params.success_url,
    cancelUrl: params.cancel_url ?? null,
    submitType: params.submit_type ?? null,
    intentMetadata: params.payment_intent_data?.metadata ?? {},
    transferGroup: params.payment_intent_data?.transfer_group ?? null,
    intentId: null,
    awaitsConfirmation: false,
  };
  core.store.sessions.save(session);
  return session;
}
