import type { Currency, Money } from "@boltz/contract";

export const toMoney = (amountMinor: bigint, currency: Currency): Money => ({
  amountMinor: amountMinor.toString(),
  currency,
});
