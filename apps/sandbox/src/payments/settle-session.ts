import type { Core } from "../core.ts";
import type { IntentRecord, SessionRecord } from "../store/records.ts";
import { emitStripe } from "../stripe/emit.ts";
import { chargeIntent } from "./pay-session.ts";

/** Ends a payment that is under way. False where none is. */
export function settleSession(core: Core, sessionId: string, result: "succeeded" | "failed"): boolean {
  const settled = core.store.transaction(() => {
    const session = core.store.sessions.find(sessionId);
    const intent = session?.intentId ? core.store.intents.find(session.intentId) : undefined;
    if (session === undefined || intent?.status !== "processing") return false;
    if (result === "succeeded") arrive(core, session, intent);
    else fail(core, session, intent);
    return true;
  });
  core.dispatcher.wake();
  return settled;
}

function arrive(core: Core, session: SessionRecord, intent: IntentRecord): void {
  const paid: SessionRecord = { ...session, paymentStatus: "paid" };
  core.store.sessions.save(paid);
  core.store.intents.save(chargeIntent(core, intent));
  emitStripe(core, {
    type: "v1.checkout.session.async_payment_succeeded",
    objectType: "checkout.session",
    object: paid,
  });
}

function fail(core: Core, session: SessionRecord, intent: IntentRecord): void {
  core.store.intents.save({
    ...intent,
    status: "requires_payment_method",
    lastDecline: {
      code: "card_declined",
      declineCode: "generic_decline",
      message: "The payment did not arrive: your bank refused it.",
    },
  });
  emitStripe(core, {
    type: "v1.checkout.session.async_payment_failed",
    objectType: "checkout.session",
    object: session,
  });
}
