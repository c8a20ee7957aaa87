import type { PayoutStatement } from "@boltz/contract";
import { sumMinor } from "../../format/amounts.ts";

/** The sum of a statement's lines, and whether it is the amount of the payout, as it has to be. */
export function checkedTotal({ lines, payout }: Pick<PayoutStatement, "lines" | "payout">) {
  const amountMinor = sumMinor(lines.map((line) => line.amountMinor));
  const { currency } = payout.amount;
  return {
    total: { amountMinor, currency },
    isExact: BigInt(amountMinor) === BigInt(payout.amount.amountMinor),
  };
}
