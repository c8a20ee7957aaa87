import { currencies, type Money } from "@boltz/contract";
import { formatMoney, type ParsedAmount, parseMajor } from "../../format/money.ts";

/**
 * Reads the part of a payment that goes back, in the currency's own decimals, and holds it to what is left:
 * a part keeps to the currency's step, the last of it need not.
 */
export function readRefundAmount(text: string, left: Money, locale?: string): ParsedAmount {
  const parsed = parseMajor(text, left.currency, locale);
  if (!parsed.ok) return parsed;
  const amount = BigInt(parsed.amountMinor);
  const show = (minor: bigint) =>
    formatMoney({ amountMinor: String(minor), currency: left.currency }, locale);
  const { step } = currencies[left.currency];
  const leftMinor = BigInt(left.amountMinor);
  if (amount === 0n) return { ok: false, reason: "Type an amount above zero" };
  if (amount > leftMinor) return { ok: false, reason: `Only ${show(leftMinor)} is left` };
  if (amount % step !== 0n && amount !== leftMinor)
    return { ok: false, reason: `Must be a multiple of ${show(step)}` };
  return parsed;
}
