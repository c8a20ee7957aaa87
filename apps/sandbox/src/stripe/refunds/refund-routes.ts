import { z } from "zod";
import type { Core } from "../../core.ts";
import { chargeOf, findCharge } from "../charges.ts";
import { listPage, pageParams } from "../listing.ts";
import type { StripeRoutes } from "../operation.ts";
import { metadata, parseParams, positiveNumber } from "../params.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import { toRefundAnswer } from "./refund-answer.ts";
import { createRefund } from "./refunds.ts";

const createParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: positiveNumber.optional(),
  metadata,
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
const listParams = z.strictObject({
  ...pageParams,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
});

export function addRefundRoutes(core: Core, { get, post }: StripeRoutes): void {
  const { refunds } = core.store.stripe;

  post("/v1/refunds", "refund", (form) => {
    const { payment_intent: intentId, charge: chargeId, ...params } = parseParams(createParams, form);
    if (intentId === undefined && chargeId === undefined) {
      throw invalidRequest("One of the following params should be provided: payment_intent or charge.");
    }
    const charge = chargeId === undefined ? chargeOf(core, intentId ?? "") : findCharge(core, chargeId);
    const { amount, metadata: own, reason = null } = params;
    return toRefundAnswer(createRefund(core, { charge, amount, metadata: own, reason }));
  });

  get("/v1/refunds", "refunds", (form) => {
    const { payment_intent: intentId, charge: chargeId, ...page } = parseParams(listParams, form);
    const equal = {
      ...(intentId !== undefined && { intentId }),
      ...(chargeId !== undefined && { chargeId }),
    };
    return listPage(refunds, {
      url: "/v1/refunds",
      what: "refund",
      page,
      query: { equal },
      toAnswer: toRefundAnswer,
    });
  });

  get("/v1/refunds/:id", "refunds", (_, id) => {
    const refund = refunds.find(id);
    if (refund === undefined) throw missing("refund", id);
    return toRefundAnswer(refund);
  });
}
