import type { Products } from "razorpay/dist/types/products.js";
import type { ActivationStatus, ProductRecord, SettlementBank } from "../payout-records.ts";

interface ProductAnswer
  extends Pick<
    Products.RazorpayProduct,
    "id" | "account_id" | "product_name" | "requested_at" | "requirements"
  > {
  requested_configuration: [];
  active_configuration: { settlements: Record<keyof Products.Settlements, string | null> };
  tnc: Record<string, never> | Products.Tnc;
  activation_status: ActivationStatus;
}

export function toProductAnswer(product: ProductRecord): ProductAnswer {
  return {
    requested_configuration: [],
    active_configuration: {
      settlements: {
        account_number: product.bank.accountNumber ?? null,
        ifsc_code: product.bank.ifsc ?? null,
        beneficiary_name: product.bank.beneficiary ?? null,
      },
    },
    requirements: requirementsOf(product),
    tnc:
      product.termsAcceptedSeconds === null
        ? {}
        : {
            id: product.id.replace("acc_prd_", "tnc_"),
            accepted: true,
            accepted_at: product.termsAcceptedSeconds,
          },
    id: product.id,
    account_id: product.accountId,
    product_name: "route",
    activation_status: product.status,
    requested_at: product.createdSeconds,
  } satisfies ProductAnswer;
}

const fieldNames: Record<keyof SettlementBank, string> = {
  accountNumber: "settlements.account_number",
  ifsc: "settlements.ifsc_code",
  beneficiary: "settlements.beneficiary_name",
};

/** What is missing, or what is doubted although nothing is. */
export function requirementsOf(product: ProductRecord): Products.Requirement[] {
  if (product.status !== "needs_clarification") return [];
  const { bank } = product;
  const require = (field_reference: string, reason_code: string): Products.Requirement => ({
    field_reference,
    resolution_url: `/accounts/${product.accountId}/products/${product.id}`,
    status: "required",
    reason_code,
  });
  const missing: Products.Requirement[] = [];
  if (bank.accountNumber === undefined) missing.push(require(fieldNames.accountNumber, "field_missing"));
  if (bank.ifsc === undefined) missing.push(require(fieldNames.ifsc, "field_missing"));
  if (bank.beneficiary === undefined) missing.push(require(fieldNames.beneficiary, "field_missing"));
  return missing.length > 0 ? missing : [require(fieldNames.accountNumber, "needs_clarification")];
}
