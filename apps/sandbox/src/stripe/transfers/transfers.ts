import { type Core, nowSeconds } from "../../core.ts";
import { newId } from "../../ids.ts";
import { balanceOf, changeBalance, platform, recordMovement } from "../balance/movements.ts";
import { findCharge } from "../charges.ts";
import { emitStripe } from "../emit.ts";
import { refuseAbove, refuseStep } from "../params.ts";
import type { ReversalRecord, TransferRecord } from "../records.ts";
import { invalidRequest } from "../wire-error.ts";

interface TransferOrder {
  amount: number;
  currency: string;
  destination: string;
  transferGroup: string | null;
  sourceChargeId: string | null;
  description: string | null;
  metadata: Record<string, string>;
}

/** Inside a transaction: from the platform's balance to a creator's account. */
export function createTransfer(core: Core, order: TransferOrder): TransferRecord {
  const { payoutFailure, accountsPayOutAtOnce, livemode } = core.faults.settings;
  const { amount, currency, destination } = order;
  refuseStep(amount, currency, "amount");
  refuseDestination(core, destination);
  if (payoutFailure !== null) {
    throw invalidRequest(`The transfer was refused: ${payoutFailure}.`, undefined, payoutFailure);
  }
  if (order.sourceChargeId === null) refuseBalance(core, order);
  else refuseSource(core, order, order.sourceChargeId);
  const id = newId("tr");
  const transfer: TransferRecord = {
    ...order,
    id,
    createdSeconds: nowSeconds(core),
    amountReversed: 0,
    livemode,
    destinationPayment: newId("py"),
    movementId: recordMovement(core, {
      type: "transfer",
      reportingCategory: "transfer",
      amount: -amount,
      currency,
      source: id,
    }),
  };
  if (!accountsPayOutAtOnce) changeBalance(core, destination, currency, amount);
  saveTransfer(core, transfer, "v1.transfer.created");
  return transfer;
}

interface ReversalOrder {
  transfer: TransferRecord;
  /** All that is left, where it is not given. */
  amount: number | undefined;
  metadata: Record<string, string>;
}

/** Inside a transaction: takes money back, as far as the account still holds it. */
export function reverseTransfer(
  core: Core,
  { transfer, amount: asked, metadata }: ReversalOrder,
): ReversalRecord {
  const { currency, destination } = transfer;
  const left = transfer.amount - transfer.amountReversed;
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} has already been fully reversed.`);
  const amount = asked ?? left;
  refuseStep(amount, currency, "amount");
  refuseAbove(amount, left, { currency, what: "Reversal amount", of: "unreversed amount on transfer" });
  if (balanceOf(core, destination, currency) < amount) {
    const message = `The account ${destination} has insufficient funds to reverse this transfer.`;
    throw invalidRequest(message, undefined, "balance_insufficient");
  }
  changeBalance(core, destination, currency, -amount);
  return takeBack(core, { transfer, amount, metadata, type: "transfer_refund" });
}

/** Inside a transaction: what is left of the money never reached the account. */
export function failTransfer(core: Core, transfer: TransferRecord): void {
  const { currency, destination } = transfer;
  const amount = transfer.amount - transfer.amountReversed;
  if (amount === 0) throw new Error(`the transfer ${transfer.id} was taken back already`);
  const held = balanceOf(core, destination, currency);
  changeBalance(core, destination, currency, -Math.min(Math.max(held, 0), amount));
  takeBack(core, { transfer, amount, metadata: {}, type: "transfer_failure" });
}

interface TakenBack extends ReversalOrder {
  amount: number;
  type: "transfer_refund" | "transfer_failure";
}

function takeBack(core: Core, { transfer, amount, metadata, type }: TakenBack): ReversalRecord {
  const { currency } = transfer;
  const id = newId("trr");
  const reversal: ReversalRecord = {
    id,
    createdSeconds: nowSeconds(core),
    transferId: transfer.id,
    amount,
    currency,
    metadata,
    movementId: recordMovement(core, {
      type,
      reportingCategory: "transfer_reversal",
      amount,
      currency,
      source: id,
    }),
  };
  core.store.stripe.reversals.save(reversal);
  saveTransfer(
    core,
    { ...transfer, amountReversed: transfer.amountReversed + amount },
    "v1.transfer.reversed",
  );
  return reversal;
}

function refuseDestination(core: Core, id: string): void {
  const account = core.store.stripe.accounts.find(id);
  if (account === undefined) {
    throw invalidRequest(`No such destination: '${id}'`, "destination", "resource_missing");
  }
  if (account.receivesTransfers && account.status === "active") return;
  throw invalidRequest(
    "Your destination account needs to have at least one of the following capabilities enabled: stripe_transfers.",
    "destination",
    "insufficient_capabilities_for_transfer",
  );
}

function refuseBalance(core: Core, { amount, currency }: TransferOrder): void {
  if (balanceOf(core, platform, currency) >= amount) return;
  throw invalidRequest(
    "You have insufficient available funds in your Stripe account.",
    undefined,
    "balance_insufficient",
  );
}

/** A transfer that names its sale cannot take more than the sale brought in. */
function refuseSource(core: Core, { amount, currency }: TransferOrder, chargeId: string): void {
  const charge = findCharge(core, chargeId);
  if (charge.currency !== currency) {
    throw invalidRequest("The currency of source_transaction's balance transaction differs.", "currency");
  }
  const earlier = core.store.stripe.transfers.list({ equal: { sourceChargeId: chargeId }, limit: 1_000 });
  const left = charge.amount - earlier.reduce((sum, transfer) => sum + transfer.amount, 0);
  refuseAbove(amount, left, { currency, what: "Transfer amount", of: "amount left of source_transaction" });
}

export function saveTransfer(
  core: Core,
  transfer: TransferRecord,
  type: "v1.transfer.created" | "v1.transfer.reversed" | "v1.transfer.updated",
): void {
  core.store.stripe.transfers.save(transfer);
  emitStripe(core, { type, objectType: "transfer", object: transfer });
}
