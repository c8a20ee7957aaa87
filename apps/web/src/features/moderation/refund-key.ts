interface Order {
  amountMinor: string | null;
  reason: string;
}

/** Idempotency keys of one form: the same refund sent again keeps its key, a changed one gets another. */
export function keysForOneForm(newKey: () => string = () => crypto.randomUUID()) {
  const keys = new Map<string, string>();
  return ({ amountMinor, reason }: Order) => {
    const order = `${amountMinor ?? "all"} ${reason}`;
    const key = keys.get(order) ?? newKey();
    keys.set(order, key);
    return key;
  };
}
