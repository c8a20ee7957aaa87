import { type Core, nowSeconds } from "../core.ts";
import { newId } from "../ids.ts";
import type { ChargeRecord, DeclineRecord, IntentRecord, SessionRecord } from "../store/records.ts";
import { recordMovement } from "../stripe/balance/movements.ts";
import { chargeOf } from "../stripe/charges.ts";
import { openDispute } from "../stripe/disputes/disputes.ts";
import { emitStripe } from "../stripe/emit.ts";
import { chargeFee } from "./currencies.ts";
import { expireIfDue } from "./expire-session.ts";
import type { CardBehaviour } from "./test-cards.ts";

export type PayOutcome =
  | { kind: "paid" }
  | { kind: "processing" }
  | { kind: "confirm" }
  | { kind: "declined"; decline: DeclineRecord }
  | { kind: "closed"; status: "complete" | "expired" }
  | { kind: "unknown_session" };

const refusedByHolder: DeclineRecord = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/** One try to pay. Nothing in here waits, so that two tries at once can never both be charged. */
export function paySession(core: Core, sessionId: string, behaviour: CardBehaviour): PayOutcome {
  return change(core, sessionId, (session) => {
    const intent = openIntent(core, session);
    if (behaviour.kind === "pays") return succeed(core, session, intent);
    if (behaviour.kind === "disputes") return succeedAndDispute(core, session, intent);
    if (behaviour.kind === "declines") return decline(core, session, intent, behaviour.decline);
    if (behaviour.kind === "confirms") {
      save(core, { ...session, awaitsConfirmation: true }, { ...intent, status: "requires_action" });
      return { kind: "confirm" };
    }
    const complete: SessionRecord = { ...session, status: "complete", awaitsConfirmation: false };
    save(core, complete, { ...intent, status: "processing", lastDecline: null });
    emitStripe(core, {
      type: "v1.checkout.session.completed",
      objectType: "checkout.session",
      object: complete,
    });
    return { kind: "processing" };
  });
}

/** What the cardholder said to his bank about the payment that waits for him. */
export function confirmPayment(core: Core, sessionId: string, approved: boolean): PayOutcome {
  return change(core, sessionId, (session) => {
    if (!session.awaitsConfirmation) return { kind: "declined", decline: refusedByHolder };
    const intent = openIntent(core, session);
    return approved ? succeed(core, session, intent) : decline(core, session, intent, refusedByHolder);
  });
}

function change(core: Core, sessionId: string, work: (session: SessionRecord) => PayOutcome): PayOutcome {
  const outcome = core.store.transaction((): PayOutcome => {
    const session = expireIfDue(core, core.store.sessions.find(sessionId));
    if (session === undefined) return { kind: "unknown_session" };
    if (session.status !== "open") return { kind: "closed", status: session.status };
    return work(session);
  });
  core.dispatcher.wake();
  return outcome;
}

function openIntent(core: Core, session: SessionRecord): IntentRecord {
  const known = session.intentId === null ? undefined : core.store.intents.find(session.intentId);
  const intent = known ?? {
    id: newId("pi"),
    sessionId: session.id,
    createdSeconds: nowSeconds(core),
    status: "requires_payment_method" as const,
    amountReceived: 0,
    livemode: session.livemode,
    metadata: session.intentMetadata,
    transferGroup: session.transferGroup,
    lastDecline: null,
    chargeId: null,
  };
  return { ...intent, amount: session.amountTotal, currency: session.currency };
}

function save(core: Core, session: SessionRecord, intent: IntentRecord): void {
  core.store.sessions.save({ ...session, intentId: intent.id });
  core.store.intents.save(intent);
}

export function chargeIntent(core: Core, intent: IntentRecord): IntentRecord {
  const id = newId("ch");
  const { amount, currency } = intent;
  const charge: ChargeRecord = {
    id,
    sessionId: intent.sessionId,
    intentId: intent.id,
    amount,
    currency,
    createdSeconds: nowSeconds(core),
    livemode: intent.livemode,
    amountRefunded: 0,
    disputeId: null,
    movementId: recordMovement(core, {
      type: "charge",
      reportingCategory: "charge",
      amount,
      fee: chargeFee(amount, currency),
      currency,
      source: id,
    }),
  };
  core.store.charges.save(charge);
  return {
    ...intent,
    status: "succeeded",
    amountReceived: intent.amount,
    lastDecline: null,
    chargeId: charge.id,
  };
}

function succeed(core: Core, session: SessionRecord, intent: IntentRecord): PayOutcome {
  const paid: SessionRecord = {
    ...session,
    status: "complete",
    paymentStatus: "paid",
    awaitsConfirmation: false,
  };
  save(core, paid, chargeIntent(core, intent));
  emitStripe(core, { type: "v1.checkout.session.completed", objectType: "checkout.session", object: paid });
  return { kind: "paid" };
}

function succeedAndDispute(core: Core, session: SessionRecord, intent: IntentRecord): PayOutcome {
  const outcome = succeed(core, session, intent);
  openDispute(core, chargeOf(core, intent.id), {});
  return outcome;
}

function decline(
  core: Core,
  session: SessionRecord,
  intent: IntentRecord,
  reason: DeclineRecord,
): PayOutcome {
  save(
    core,
    { ...session, awaitsConfirmation: false },
    { ...intent, status: "requires_payment_method", lastDecline: reason },
  );
  return { kind: "declined", decline: reason };
}
