import { currencies, type Money } from "@boltz/contract";
import { moneyText } from "@boltz/domain";

const isDecimal = (text: string): text is `${number}` => /^\d+(\.\d+)?$/.test(text);

/** The language that a browser asks for first; English where it names none that exists. */
const localeOf = (acceptLanguage: string | undefined): string => {
  const [first = ""] = (acceptLanguage ?? "").split(/[,;]/);
  try {
    return Intl.getCanonicalLocales(first.trim())[0] ?? "en";
  } catch {
    return "en";
  }
};

/** A price as its reader writes it, with as many decimals as the currency has. */
export const priceText = ({ amountMinor, currency }: Money, acceptLanguage: string | undefined): string => {
  const plain = moneyText(BigInt(amountMinor), currency);
  const [decimal = ""] = plain.split(" ");
  if (!isDecimal(decimal)) return plain;
  const { exponent: digits } = currencies[currency];
  return new Intl.NumberFormat(localeOf(acceptLanguage), {
    ...{ style: "currency", currency },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(decimal);
};
