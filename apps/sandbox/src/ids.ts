import { randomBytes } from "node:crypto";

/** An identifier in Stripe's manner: `<prefix>_<48 hexadecimal digits>`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString("hex")}`;
}
