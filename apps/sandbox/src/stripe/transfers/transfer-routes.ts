import { z } from "zod";
import type { Core } from "../../core.ts";
import { findStripeCurrency } from "../../payments/currencies.ts";
import { createdParam, createdRange, listPage, pageParams } from "../listing.ts";
import type { StripeRoutes } from "../operation.ts";
import { metadata, parseParams, positiveNumber } from "../params.ts";
import type { TransferRecord } from "../records.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import { toReversalAnswer, toTransferAnswer } from "./transfer-answer.ts";
import { createTransfer, reverseTransfer, saveTransfer } from "./transfers.ts";

const createParams = z.strictObject({
  amount: positiveNumber,
  currency: z.string().toLowerCase(),
  destination: z.string().min(1),
  transfer_group: z.string().min(1).max(500).optional(),
  source_transaction: z.string().min(1).optional(),
  description: z.string().min(1).optional(),
  metadata,
});
const updateParams = z.strictObject({ description: z.string().optional(), metadata });
const reversalParams = z.strictObject({ amount: positiveNumber.optional(), metadata });
const listParams = z.strictObject({
  ...pageParams,
  created: createdParam,
  destination: z.string().optional(),
  transfer_group: z.string().optional(),
});

export function addTransferRoutes(core: Core, { get, post }: StripeRoutes): void {
  const { transfers } = core.store.stripe;
  const find = (id: string): TransferRecord => {
    const transfer = transfers.find(id);
    if (transfer === undefined) throw missing("transfer", id);
    return transfer;
  };

  post("/v1/transfers", "transfer", (form) => {
    const params = parseParams(createParams, form);
    const { amount, currency, destination, metadata: own } = params;
    if (findStripeCurrency(currency) === undefined) {
      throw invalidRequest(`Invalid currency: ${currency}.`, "currency");
    }
    const sourceChargeId = params.source_transaction ?? null;
    const group = params.transfer_group ?? groupOf(core, sourceChargeId);
    const description = params.description ?? null;
    const order = { amount, currency, destination, sourceChargeId, description, metadata: own };
    return toTransferAnswer(core, createTransfer(core, { ...order, transferGroup: group }));
  });

  get("/v1/transfers", "transfers", (form) => {
    const { destination, transfer_group: transferGroup, created, ...page } = parseParams(listParams, form);
    const { from, to } = createdRange(created);
    return listPage(transfers, {
      url: "/v1/transfers",
      what: "transfer",
      page,
      query: {
        equal: {
          ...(destination !== undefined && { destination }),
          ...(transferGroup !== undefined && { transferGroup }),
        },
        ...(from !== undefined && { atLeast: { createdSeconds: from } }),
        ...(to !== undefined && { below: { createdSeconds: to } }),
      },
      toAnswer: (transfer) => toTransferAnswer(core, transfer),
    });
  });

  get("/v1/transfers/:id", "transfers", (_, id) => toTransferAnswer(core, find(id)));

  post("/v1/transfers/:id", "transfer", (form, id) => {
    const { description, metadata: own } = parseParams(updateParams, form);
    const transfer = find(id);
    const changed: TransferRecord = {
      ...transfer,
      description: description ?? transfer.description,
      metadata: { ...transfer.metadata, ...own },
    };
    saveTransfer(core, changed, "v1.transfer.updated");
    return toTransferAnswer(core, changed);
  });

  post("/v1/transfers/:id/reversals", "reversal", (form, id) => {
    const { amount, metadata: own } = parseParams(reversalParams, form);
    return toReversalAnswer(reverseTransfer(core, { transfer: find(id), amount, metadata: own }));
  });
}

/** A transfer that names its sale belongs to the sale's group. */
function groupOf(core: Core, chargeId: string | null): string | null {
  const charge = chargeId === null ? undefined : core.store.charges.find(chargeId);
  return charge === undefined ? null : (core.store.intents.find(charge.intentId)?.transferGroup ?? null);
}
