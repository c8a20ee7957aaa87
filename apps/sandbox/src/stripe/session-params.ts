import { z } from "zod";
import { findStripeCurrency, formatAmount, maximumAmount } from "../payments/currencies.ts";
import { metadata, parseParams, refuseStep, webAddress, wholeNumber } from "./params.ts";
import { invalidRequest } from "./wire-error.ts";

const lineItem = z.strictObject({
  quantity: wholeNumber,
  price_data: z.strictObject({
    currency: z.string().transform((code) => code.toLowerCase()),
    unit_amount: wholeNumber,
    product_data: z.strictObject({ name: z.string().min(1), description: z.string().min(1).optional() }),
  }),
});

const createParams = z.strictObject({
  mode: z.literal("payment"),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  client_reference_id: z.string().min(1).max(200).optional(),
  customer_email: z.email().max(800).optional(),
  metadata,
  success_url: webAddress,
  cancel_url: webAddress.optional(),
  expires_at: wholeNumber.optional(),
  adaptive_pricing: z.strictObject({ enabled: z.enum(["true", "false"]) }).optional(),
  payment_intent_data: z.strictObject({ metadata, transfer_group: z.string().optional() }).optional(),
  line_items: z.array(lineItem).min(1).max(100),
  expand: z.array(z.string()).optional(),
});

export interface SessionOrder {
  params: z.infer<typeof createParams>;
  amountTotal: number;
  currency: string;
  expiresAtSeconds: number;
}

/** Refuses what Stripe would refuse, and what it would take but the sandbox does not play. */
export function readSessionOrder(form: unknown, nowSeconds: number): SessionOrder {
  const params = parseParams(createParams, form);
  const currencies = new Set(params.line_items.map((item) => item.price_data.currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1)
    throw invalidRequest("All prices must use the same currency.");
  const amountTotal = params.line_items.reduce(
    (sum, item) => sum + item.quantity * item.price_data.unit_amount,
    0,
  );
  refuseAmount(amountTotal, currency);
  const expiresAtSeconds = params.expires_at ?? nowSeconds + 86_400;
  refuseExpiry(expiresAtSeconds - nowSeconds);
  return { params, amountTotal, currency, expiresAtSeconds };
}

function refuseAmount(amount: number, currency: string): void {
  const rule = findStripeCurrency(currency);
  if (rule === undefined) throw invalidRequest(`Invalid currency: ${currency}.`, "currency");
  const param = "line_items[0][price_data][unit_amount]";
  if (amount > maximumAmount) {
    throw invalidRequest("The total amount due must be no more than 99999999.", param, "amount_too_large");
  }
  if (amount < rule.minimum) {
    const least = formatAmount(rule.minimum, currency);
    const message = `The Checkout Session's total amount due must add up to at least ${least} ${currency}`;
    throw invalidRequest(message, param, "amount_too_small");
  }
  refuseStep(amount, currency, param);
}

/** Stripe allows 30 minutes to 24 hours; a minute of grace for the way here. */
function refuseExpiry(seconds: number): void {
  if (seconds < 29 * 60) {
    throw invalidRequest(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  }
  if (seconds > 24 * 3600 + 60) {
    throw invalidRequest(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
}
