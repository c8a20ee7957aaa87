import type { Currency, ProviderName, UserId } from "@boltz/contract";

export type AccountName =
  | `provider:${ProviderName}`
  | `creator:${UserId}:${"pending" | "available" | "reserved" | "debt"}`
  | "platform:fees"
  | "platform:provider_costs"
  | "platform:suspense"
  | "platform:bank"
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

/** One leg an account, empty ones dropped. Throws `RangeError` where the rest does not sum to zero. */
export const balanced = (currency: Currency, postings: readonly Posting[]): PostingSet => {
  const byAccount = new Map<AccountName, Posting>();
  for (const posting of postings) {
    const before = byAccount.get(posting.account)?.amountMinor ?? 0n;
    byAccount.set(posting.account, { ...posting, amountMinor: before + posting.amountMinor });
  }
  const legs = [...byAccount.values()].filter((posting) => posting.amountMinor !== 0n);
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

type CreatorPart = "pending" | "available" | "reserved" | "debt";

export const creatorAccount = (creatorId: UserId, part: CreatorPart): AccountName =>
  `creator:${creatorId}:${part}`;

export const creatorLeg = (creatorId: UserId, part: CreatorPart, amountMinor: bigint): Posting => ({
  account: creatorAccount(creatorId, part),
  ownerId: creatorId,
  amountMinor,
});

export const houseLeg = (
  account: Exclude<AccountName, `creator:${string}`>,
  amountMinor: bigint,
): Posting => ({ account, ownerId: null, amountMinor });

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * Takes an amount back from a creator: from what this purchase still has pending, then from what is
 * available, and the rest as debt. `pendingMinor` and `availableMinor` are not negative.
 */
export const takeFromCreator = (take: {
  creatorId: UserId;
  amountMinor: bigint;
  pendingMinor: bigint;
  availableMinor: bigint;
}): Posting[] => {
  const { creatorId, amountMinor } = take;
  const fromPending = smaller(amountMinor, take.pendingMinor);
  const fromAvailable = smaller(amountMinor - fromPending, take.availableMinor);
  return [
    creatorLeg(creatorId, "pending", -fromPending),
    creatorLeg(creatorId, "available", -fromAvailable),
    creatorLeg(creatorId, "debt", fromPending + fromAvailable - amountMinor),
  ];
};

/** Gives a creator an amount: a debt is repaid first (`debtMinor` is zero or negative), the rest is available. */
export const giveToCreator = (give: {
  creatorId: UserId;
  amountMinor: bigint;
  debtMinor: bigint;
}): Posting[] => {
  const repaid = smaller(give.amountMinor, -give.debtMinor);
  return [
    creatorLeg(give.creatorId, "debt", repaid),
    creatorLeg(give.creatorId, "available", give.amountMinor - repaid),
  ];
};

/** The hold of a purchase's earning ends. */
export const releasePostings = (release: {
  currency: Currency;
  creatorId: UserId;
  amountMinor: bigint;
  debtMinor: bigint;
}): PostingSet =>
  balanced(release.currency, [
    creatorLeg(release.creatorId, "pending", -release.amountMinor),
    ...giveToCreator(release),
  ]);

/** Money that was received and cannot be matched waits in suspense until somebody refunds it. */
export const suspensePostings = (money: {
  provider: ProviderName;
  currency: Currency;
  amountMinor: bigint;
}): PostingSet =>
  balanced(money.currency, [
    houseLeg(`provider:${money.provider}`, -money.amountMinor),
    houseLeg("platform:suspense", money.amountMinor),
  ]);

/** Money that the platform moved between a provider and its own bank; positive came from the bank. */
export const bankPostings = (move: {
  provider: ProviderName;
  currency: Currency;
  amountMinor: bigint;
}): PostingSet =>
  balanced(move.currency, [
    houseLeg(`provider:${move.provider}`, -move.amountMinor),
    houseLeg("platform:bank", move.amountMinor),
  ]);
