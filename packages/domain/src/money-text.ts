import { type Currency, currencies } from "@boltz/contract";

/** An amount as plain text for mails and files, e.g. `49.00 USD`, `500 JPY`, `1.500 KWD`. */
export const moneyText = (amountMinor: bigint, currency: Currency): string => {
  const { exponent } = currencies[currency];
  const sign = amountMinor < 0n ? "-" : "";
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  return `${sign}${exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`} ${currency}`;
};
