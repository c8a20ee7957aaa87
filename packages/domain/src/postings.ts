import type { Currency, ProviderName, UserId } from "@boltz/contract";

export type AccountName =
  | `provider:${ProviderName}`
  | `creator:${UserId}:${"pending" | "available" | "reserved" | "debt"}`
  | "platform:fees"
  | "platform:provider_costs"
  | "tax:payable"
  | "disputes:held";

/** One leg. Positive is credit: what the platform owes or has earned. */
export interface Posting {
  account: AccountName;
  /** The creator whose account it is; null for the platform's and providers' accounts. */
  ownerId: UserId | null;
  amountMinor: bigint;
}

/** Postings of one business event in one currency. They sum to zero and none is zero. */
export interface PostingSet {
  currency: Currency;
  postings: readonly Posting[];
}

/** Drops empty legs. Throws `RangeError` where the rest does not sum to zero. */
export const balanced = (currency: Currency, postings: readonly Posting[]): PostingSet => {
  const legs = postings.filter((posting) => posting.amountMinor !== 0n);
  const total = legs.reduce((sum, posting) => sum + posting.amountMinor, 0n);
  if (total !== 0n) throw new RangeError(`postings sum to ${total}, not to zero`);
  return { currency, postings: legs };
};

/** A captured sale: the provider holds the price; the creator's share waits, the fee is ours. */
export const salePostings = (sale: {
  provider: ProviderName;
  currency: Currency;
  priceMinor: bigint;
  feeMinor: bigint;
  earningMinor: bigint;
  creatorId: UserId;
}): PostingSet =>
  balanced(sale.currency, [
    { account: `provider:${sale.provider}`, ownerId: null, amountMinor: -sale.priceMinor },
    { account: "platform:fees", ownerId: null, amountMinor: sale.feeMinor },
    { account: `creator:${sale.creatorId}:pending`, ownerId: sale.creatorId, amountMinor: sale.earningMinor },
  ]);
