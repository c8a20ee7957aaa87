import { randomInt } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Fourteen letters and digits, as Razorpay's ids end with. */
export function newCode(): string {
  return Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

export function newRazorpayId(prefix: string): string {
  return `${prefix}_${newCode()}`;
}
