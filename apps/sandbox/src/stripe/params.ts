import { z } from "zod";
import { findStripeCurrency, formatAmount } from "../payments/currencies.ts";
import { invalidRequest } from "./wire-error.ts";

export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "Invalid integer")
  .transform(Number);
export const positiveNumber = wholeNumber.refine((value) => value > 0, "This value must be greater than 0");
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
export const webAddress = z.url({ protocol: /^https?$/, error: "Not a valid URL" });

/** Refuses what Stripe would refuse, and what it would take but the sandbox does not play. */
export function parseParams<T>(schema: z.ZodType<T>, form: unknown): T {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [head = "", ...rest] = (issue?.path ?? []).map(String);
  const path = head + rest.map((part) => `[${part}]`).join("");
  if (issue?.code === "unrecognized_keys") {
    const unknown = path === "" ? (issue.keys[0] ?? "") : `${path}[${issue.keys[0] ?? ""}]`;
    throw invalidRequest(`Received unknown parameter: ${unknown}`, unknown, "parameter_unknown");
  }
  const isMissing = issue?.code === "invalid_type" && issue.input === undefined;
  throw invalidRequest(
    `${isMissing ? "Missing or invalid" : "Invalid"} ${path}: ${issue?.message ?? ""}`,
    path,
  );
}

/** Amounts of three-decimal currencies end in 0. */
export function refuseStep(amount: number, currency: string, param: string): void {
  const step = findStripeCurrency(currency)?.step ?? 1;
  if (amount % step === 0) return;
  const message = `Invalid integer: ${amount}. Amounts in ${currency} must be divisible by ${step}.`;
  throw invalidRequest(message, param);
}

/** Refuses what is more than is left. */
export function refuseAbove(
  amount: number,
  left: number,
  words: { currency: string; what: string; of: string },
) {
  if (amount <= left) return;
  const [asked, rest] = [amount, left].map((value) => formatAmount(value, words.currency));
  throw invalidRequest(`${words.what} (${asked}) is greater than ${words.of} (${rest})`, "amount");
}
