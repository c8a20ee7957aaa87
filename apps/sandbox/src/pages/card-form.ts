import { findTestCard, type TestCard } from "../payments/test-cards.ts";

export const cardFields = ["number", "expiry", "cvc", "name"] as const;
export type CardField = (typeof cardFields)[number];

export interface CardForm {
  /** What was typed, without the CVC, which is never shown again. */
  typed: Record<Exclude<CardField, "cvc">, string>;
  errors: Partial<Record<CardField, string>>;
  card: TestCard | undefined;
}

export const emptyCardForm: CardForm = {
  typed: { number: "", expiry: "", name: "" },
  errors: {},
  card: undefined,
};

export function readCardForm(fields: URLSearchParams, now: Date): CardForm {
  const value = (name: CardField) => (fields.get(name) ?? "").trim().slice(0, 100);
  const card = findTestCard(value("number"));
  const errors: CardForm["errors"] = {};
  const number = numberError(value("number"), card);
  const expiry = expiryError(value("expiry"), now);
  if (number !== undefined) errors.number = number;
  if (expiry !== undefined) errors.expiry = expiry;
  if (!/^\d{3,4}$/.test(value("cvc"))) errors.cvc = "Enter the 3 or 4 digits on the back of the card.";
  if (value("name") === "") errors.name = "Enter the name on the card.";
  return { typed: { number: value("number"), expiry: value("expiry"), name: value("name") }, errors, card };
}

function numberError(number: string, card: TestCard | undefined): string | undefined {
  if (number === "") return "Enter a card number.";
  if (!passesLuhn(number.replaceAll(/[\s-]/g, ""))) return "This is not a card number: check the digits.";
  return card === undefined
    ? "Only the test cards below are taken here. Never type a real card number."
    : undefined;
}

/** The check digit that every card number ends with. */
function passesLuhn(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function expiryError(expiry: string, now: Date): string | undefined {
  const match = /^(\d{1,2})\s*\/?\s*(\d{2}|20\d{2})$/.exec(expiry);
  const month = Number(match?.[1]);
  if (match === null || month < 1 || month > 12) return "Enter month and year, such as 12 / 34.";
  const year = 2000 + (Number(match[2]) % 100);
  const endsBefore = Date.UTC(year, month, 1);
  return endsBefore <= now.getTime() ? "This card has expired." : undefined;
}
