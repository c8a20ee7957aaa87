import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether the signature is the HMAC-SHA256 of the text, in hexadecimal; takes the same time for every wrong one. */
export function isSigned(text: string, signature: string, secret: string): boolean {
  const expected = Buffer.from(createHmac("sha256", secret).update(text).digest("hex"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
