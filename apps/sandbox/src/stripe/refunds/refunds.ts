import { type Core, nowSeconds } from "../../core.ts";
import { newId } from "../../ids.ts";
import type { ChargeRecord } from "../../store/records.ts";
import { recordMovement } from "../balance/movements.ts";
import { emitStripe } from "../emit.ts";
import { refuseAbove, refuseStep } from "../params.ts";
import type { RefundRecord } from "../records.ts";
import { invalidRequest } from "../wire-error.ts";

interface RefundOrder {
  charge: ChargeRecord;
  /** All that is left, where it is not given. */
  amount: number | undefined;
  reason: RefundRecord["reason"];
  metadata: Record<string, string>;
}

/** Inside a transaction. Never gives back more than was captured; a pending refund counts. */
export function createRefund(
  core: Core,
  { charge, amount: asked, reason, metadata }: RefundOrder,
): RefundRecord {
  refuseDisputed(core, charge);
  const left = charge.amount - charge.amountRefunded;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw invalidRequest(message, undefined, "charge_already_refunded");
  }
  const { currency } = charge;
  const amount = asked ?? left;
  refuseStep(amount, currency, "amount");
  refuseAbove(amount, left, { currency, what: "Refund amount", of: "unrefunded amount on charge" });
  const id = newId("re");
  const refund: RefundRecord = {
    id,
    createdSeconds: nowSeconds(core),
    chargeId: charge.id,
    intentId: charge.intentId,
    amount,
    currency,
    livemode: charge.livemode,
    status: core.faults.settings.refundsPend ? "pending" : "succeeded",
    reason,
    failureReason: null,
    metadata,
    movementId: move(core, { id, currency }, "refund", -amount),
    failureMovementId: null,
  };
  core.store.charges.save({ ...charge, amountRefunded: charge.amountRefunded + amount });
  save(core, refund, "v1.refund.created");
  return refund;
}

/** Inside a transaction: the buyer's bank took the money, or sent it back. */
export function settleRefund(core: Core, refund: RefundRecord, result: "succeeded" | "failed"): void {
  if (refund.status === "failed" || refund.status === result) {
    throw new Error(`the refund ${refund.id} has ${refund.status} already`);
  }
  if (result === "succeeded") {
    save(core, { ...refund, status: "succeeded" }, "v1.refund.updated");
    return;
  }
  const charge = core.store.charges.find(refund.chargeId);
  if (charge !== undefined) {
    core.store.charges.save({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
  }
  const failed: RefundRecord = {
    ...refund,
    status: "failed",
    failureReason: "expired_or_canceled_card",
    failureMovementId: move(core, refund, "refund_failure", refund.amount),
  };
  save(core, failed, "v1.refund.failed");
  emitStripe(core, { type: "v1.refund.updated", objectType: "refund", object: failed });
}

function refuseDisputed(core: Core, charge: ChargeRecord): void {
  const dispute = charge.disputeId === null ? undefined : core.store.stripe.disputes.find(charge.disputeId);
  if (dispute === undefined || dispute.status === "won") return;
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
  throw invalidRequest(message, undefined, "charge_disputed");
}

function move(
  core: Core,
  { id: source, currency }: { id: string; currency: string },
  type: "refund" | "refund_failure",
  amount: number,
): string {
  return recordMovement(core, { type, reportingCategory: type, amount, currency, source });
}

function save(
  core: Core,
  refund: RefundRecord,
  type: "v1.refund.created" | "v1.refund.updated" | "v1.refund.failed",
): void {
  core.store.stripe.refunds.save(refund);
  emitStripe(core, { type, objectType: "refund", object: refund });
}
