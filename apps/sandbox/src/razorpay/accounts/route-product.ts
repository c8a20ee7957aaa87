import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { emitRazorpay } from "../emit.ts";
import { newRazorpayId } from "../ids.ts";
import { readParams } from "../params.ts";
import type { AccountRecord, ActivationStatus, ProductRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { badRequest } from "../wire-error.ts";
import { requirementsOf } from "./product-answer.ts";
import { ifscPattern, statusByNumber } from "./test-bank-accounts.ts";

const requestParams = z.strictObject({
  product_name: z.literal("route"),
  tnc_accepted: z.boolean().default(false),
  ip: z.string().optional(),
});

/** Asks for Route on an account; it has it once, so a repetition gets the first. Inside a transaction. */
export function requestProduct(rzp: Razorpay, account: AccountRecord, input: unknown): ProductRecord {
  const params = readParams(requestParams, input);
  const [known] = rzp.products.list({ equal: { accountId: account.id }, limit: 1 });
  if (known !== undefined) return known;
  const now = nowSeconds(rzp.core);
  const product: ProductRecord = {
    id: newRazorpayId("acc_prd"),
    createdSeconds: now,
    accountId: account.id,
    status: params.tnc_accepted ? "needs_clarification" : "requested",
    termsAcceptedSeconds: params.tnc_accepted ? now : null,
    bank: {},
  };
  rzp.products.save(product);
  return product;
}

const changeParams = z.strictObject({
  settlements: z
    .strictObject({
      account_number: z
        .union([z.string(), z.number()])
        .transform(String)
        .refine((number) => /^[A-Za-z0-9]{5,35}$/.test(number), {
          error: "The account number must be between 5 and 35 letters and digits.",
        })
        .optional(),
      ifsc_code: z
        .string()
        .refine((ifsc) => ifscPattern.test(ifsc), {
          error: "Invalid IFSC Code: it must be 11 characters such as HDFC0000317.",
        })
        .optional(),
      beneficiary_name: z.string().min(1).max(120).optional(),
    })
    .optional(),
  tnc_accepted: z.boolean().optional(),
  ip: z.string().optional(),
});

/** Activates once the bank is known and the terms are accepted. Inside a transaction. */
export function changeProduct(rzp: Razorpay, product: ProductRecord, input: unknown): ProductRecord {
  const { settlements, tnc_accepted } = readParams(changeParams, input);
  if (product.status === "rejected" || product.status === "suspended") {
    throw badRequest(`The product is ${product.status} and cannot be changed`, undefined, "NA");
  }
  const bank = { ...product.bank };
  if (settlements?.account_number !== undefined) bank.accountNumber = settlements.account_number;
  if (settlements?.ifsc_code !== undefined) bank.ifsc = settlements.ifsc_code;
  if (settlements?.beneficiary_name !== undefined) bank.beneficiary = settlements.beneficiary_name;
  const accepts = tnc_accepted === true ? nowSeconds(rzp.core) : null;
  const changed = { ...product, bank, termsAcceptedSeconds: product.termsAcceptedSeconds ?? accepts };
  return setActivation(rzp, changed, activationOf(changed));
}

function activationOf({ bank, termsAcceptedSeconds }: ProductRecord): ActivationStatus {
  if (termsAcceptedSeconds === null) return "requested";
  const isKnown =
    bank.accountNumber !== undefined && bank.ifsc !== undefined && bank.beneficiary !== undefined;
  return isKnown ? statusByNumber(bank.accountNumber ?? "") : "needs_clarification";
}

/** Says so only where the status is another than before. Inside a transaction. */
export function setActivation(
  rzp: Razorpay,
  product: ProductRecord,
  status: ActivationStatus,
): ProductRecord {
  const before = rzp.products.find(product.id)?.status;
  const changed: ProductRecord = { ...product, status };
  rzp.products.save(changed);
  if (before === status || status === "requested") return changed;
  const { id, accountId } = changed;
  if (status === "suspended") {
    const entity = { id: accountId.replace("acc_", ""), entity: "merchant", status: "suspended" };
    const object = { type: "account", id: accountId };
    emitRazorpay(rzp, { type: "account.suspended", object, payload: { account: { entity } }, accountId });
    return changed;
  }
  emitRazorpay(rzp, {
    type: `product.route.${status}`,
    object: { type: "account", id: accountId },
    payload: {
      merchant_product: {
        entity: { id, merchant_id: accountId, activation_status: status },
        data: { requirements: requirementsOf(changed) },
      },
    },
    accountId,
  });
  return changed;
}
