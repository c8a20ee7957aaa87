import type { Money, ProviderName } from "@boltz/contract";

interface Contents {
  provider: ProviderName;
  price: Money;
}

/**
 * Idempotency keys of one opening of the purchase: the same order always goes under the same key,
 * and another order never under a key that was used.
 */
export function keysForOneOpening(newKey: () => string = () => crypto.randomUUID()) {
  const keys = new Map<string, string>();
  return ({ provider, price }: Contents) => {
    const order = `${provider} ${price.amountMinor} ${price.currency}`;
    const known = keys.get(order);
    if (known !== undefined) return known;
    const key = newKey();
    keys.set(order, key);
    return key;
  };
}
