import type { Money, PaymentOption } from "@boltz/contract";

interface Contents extends PaymentOption {
  couponCode: string | undefined;
  total: Money;
}

/**
 * Idempotency keys of one opening of the purchase: the same order always goes under the same key,
 * and another order never under a key that was used.
 */
export function keysForOneOpening(newKey: () => string = () => crypto.randomUUID()) {
  const keys = new Map<string, string>();
  return ({ provider, method, couponCode, total }: Contents) => {
    const order = [provider, method, couponCode ?? "", total.amountMinor, total.currency].join(" ");
    const known = keys.get(order);
    if (known !== undefined) return known;
    const key = newKey();
    keys.set(order, key);
    return key;
  };
}
