/** What the marketplace's money should be, told as plainly as possible and without any of its code. */

export type ModelCurrency = "USD" | "KWD" | "INR";

interface Terms {
  provider: "stripe" | "razorpay";
  step: bigint;
  payoutMinimum: bigint;
  /** What the provider takes for a dispute; a lost one's is the creator's. */
  disputeCost: bigint;
}

export const terms: Record<ModelCurrency, Terms> = {
  USD: { provider: "stripe", step: 1n, payoutMinimum: 1_000n, disputeCost: 1_500n },
  KWD: { provider: "stripe", step: 10n, payoutMinimum: 3_000n, disputeCost: 1_500n },
  INR: { provider: "razorpay", step: 1n, payoutMinimum: 50_000n, disputeCost: 0n },
};

const FEE_PERCENT = 30n;

export interface ModelPurchase {
  buyer: number;
  listing: number;
  currency: ModelCurrency;
  status: "completed" | "refunded" | "charged_back";
  price: bigint;
  fee: bigint;
  /** What of the creator's earning still waits. */
  pending: bigint;
  isReleased: boolean;
  returned: bigint;
  feeReturned: bigint;
  soldOnDay: number;
  dispute: null | { status: "open" | "won" | "lost"; amount: bigint; fee: bigint };
  refunds: { amount: bigint; fee: bigint; earning: bigint; isMade: boolean }[];
}

interface ModelPayout {
  currency: ModelCurrency;
  amount: bigint;
  reversed: bigint;
  /** Whether it has left the creator's account at the provider for his bank: then nobody takes it back. */
  isGone: boolean;
}

interface Book {
  pending: bigint;
  available: bigint;
  /** What the creator owes, as a positive amount. */
  debt: bigint;
  provider: bigint;
  fees: bigint;
  held: bigint;
  costs: bigint;
}

const emptyBook = (): Book => ({
  pending: 0n,
  available: 0n,
  debt: 0n,
  provider: 0n,
  fees: 0n,
  held: 0n,
  costs: 0n,
});

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);

const halfEven = (dividend: bigint, divisor: bigint) => {
  const [quotient, rest] = [dividend / divisor, dividend % divisor];
  if (2n * rest < divisor) return quotient;
  if (2n * rest > divisor) return quotient + 1n;
  return quotient + (quotient % 2n);
};

/** One creator's shop, its buyers and its coupon of three uses. */
export class MoneyModel {
  readonly purchases: ModelPurchase[] = [];
  readonly payouts: ModelPayout[] = [];
  readonly books: Record<ModelCurrency, Book> = { USD: emptyBook(), KWD: emptyBook(), INR: emptyBook() };
  couponUses = 0;
  day = 0;

  owner(buyer: number, listing: number): ModelPurchase | undefined {
    return this.purchases.find(
      (one) => one.buyer === buyer && one.listing === listing && one.status === "completed",
    );
  }

  sell(sale: { buyer: number; listing: number; currency: ModelCurrency; price: bigint }): void {
    const { step } = terms[sale.currency];
    const fee = halfEven(sale.price * FEE_PERCENT, 100n * step) * step;
    const book = this.books[sale.currency];
    book.provider -= sale.price;
    book.fees += fee;
    book.pending += sale.price - fee;
    this.purchases.push({
      ...sale,
      status: "completed",
      fee,
      pending: sale.price - fee,
      isReleased: false,
      returned: 0n,
      feeReturned: 0n,
      soldOnDay: this.day,
      dispute: null,
      refunds: [],
    });
  }

  left(purchase: ModelPurchase): bigint {
    return purchase.price - purchase.returned;
  }

  refund(purchase: ModelPurchase, amount: bigint): void {
    const book = this.books[purchase.currency];
    const { fee, earning } = this.share(purchase, amount);
    book.provider += amount;
    book.fees -= fee;
    const owed = this.take(purchase, earning);
    this.recover(purchase.currency, owed);
    purchase.refunds.push({ amount, fee, earning, isMade: true });
    if (purchase.returned === purchase.price) purchase.status = "refunded";
  }

  /** A refund that the bank sent back after all. */
  unrefund(purchase: ModelPurchase, refund: ModelPurchase["refunds"][number]): void {
    const book = this.books[purchase.currency];
    const comesBack =
      this.owner(purchase.buyer, purchase.listing) === undefined || purchase.status === "completed";
    refund.isMade = false;
    purchase.returned -= refund.amount;
    purchase.feeReturned -= refund.fee;
    book.provider -= refund.amount;
    book.fees += refund.fee;
    if (comesBack) purchase.status = "completed";
    if (comesBack && !purchase.isReleased) this.hold(purchase, refund.earning);
    else this.give(purchase.currency, refund.earning);
  }

  dispute(purchase: ModelPurchase): void {
    const { disputeCost } = terms[purchase.currency];
    const book = this.books[purchase.currency];
    const amount = this.left(purchase);
    const { fee, earning } = this.share(purchase, amount);
    book.fees -= fee;
    book.held += amount;
    this.take(purchase, earning);
    purchase.dispute = { status: "open", amount, fee };
    if (terms[purchase.currency].provider === "stripe") this.withdraw(purchase.currency, amount);
    book.provider += disputeCost;
    book.costs -= disputeCost;
  }

  decide(purchase: ModelPurchase, result: "won" | "lost"): void {
    const { dispute, currency } = purchase;
    if (dispute === null) throw new Error("there is no dispute");
    const book = this.books[currency];
    const { disputeCost, provider } = terms[currency];
    dispute.status = result;
    if (result === "lost") {
      if (provider === "razorpay") this.withdraw(currency, dispute.amount);
      book.costs += disputeCost;
      this.take(purchase, disputeCost);
      purchase.status = "charged_back";
      return;
    }
    if (provider === "stripe") this.withdraw(currency, -dispute.amount);
    book.provider -= disputeCost;
    book.costs += disputeCost;
    book.held -= dispute.amount;
    book.fees += dispute.fee;
    purchase.returned -= dispute.amount;
    purchase.feeReturned -= dispute.fee;
    const earning = dispute.amount - dispute.fee;
    if (purchase.isReleased) this.give(currency, earning);
    else this.hold(purchase, earning);
  }

  /** Nine days pass, and with them every hold. */
  release(): void {
    this.day += 9;
    for (const payout of this.payouts)
      if (terms[payout.currency].provider === "razorpay") payout.isGone = true;
    for (const purchase of this.purchases) {
      if (purchase.isReleased || purchase.status !== "completed" || purchase.dispute?.status === "open")
        continue;
      purchase.isReleased = true;
      this.books[purchase.currency].pending -= purchase.pending;
      this.give(purchase.currency, purchase.pending);
      purchase.pending = 0n;
    }
  }

  payable(currency: ModelCurrency): bigint {
    const { available } = this.books[currency];
    return available >= terms[currency].payoutMinimum ? available : 0n;
  }

  pay(currency: ModelCurrency): void {
    const book = this.books[currency];
    this.payouts.push({ currency, amount: book.available, reversed: 0n, isGone: false });
    book.provider += book.available;
    book.available = 0n;
  }

  /** The provider sends back all that is left of a payout. */
  returnPayout(payout: ModelPayout): void {
    const amount = payout.amount - payout.reversed;
    payout.reversed = payout.amount;
    this.books[payout.currency].provider -= amount;
    this.give(payout.currency, amount);
  }

  private share(purchase: ModelPurchase, amount: bigint) {
    const { step } = terms[purchase.currency];
    const { price } = purchase;
    const feeLeft = purchase.fee - purchase.feeReturned;
    const earningLeft = this.left(purchase) - feeLeft;
    const due =
      halfEven(purchase.fee * (purchase.returned + amount), price * step) * step - purchase.feeReturned;
    const fee = smaller(larger(due, larger(amount - earningLeft, 0n)), smaller(amount, feeLeft));
    purchase.returned += amount;
    purchase.feeReturned += fee;
    return { fee, earning: amount - fee };
  }

  private take(purchase: ModelPurchase, amount: bigint): bigint {
    const book = this.books[purchase.currency];
    const fromPending = smaller(amount, purchase.pending);
    const fromAvailable = smaller(amount - fromPending, book.available);
    purchase.pending -= fromPending;
    book.pending -= fromPending;
    book.available -= fromAvailable;
    const owed = amount - fromPending - fromAvailable;
    book.debt += owed;
    return owed;
  }

  private give(currency: ModelCurrency, amount: bigint): void {
    const book = this.books[currency];
    const repaid = smaller(amount, book.debt);
    book.debt -= repaid;
    book.available += amount - repaid;
  }

  private hold(purchase: ModelPurchase, amount: bigint): void {
    purchase.pending += amount;
    this.books[purchase.currency].pending += amount;
  }

  /** A debt is taken back from what was paid out before, the newest first. */
  private recover(currency: ModelCurrency, owed: bigint): void {
    let open = owed;
    const back = this.payouts.filter((one) => one.currency === currency && !one.isGone);
    for (const payout of back.toReversed()) {
      const amount = smaller(open, payout.amount - payout.reversed);
      open -= amount;
      payout.reversed += amount;
      this.books[currency].provider -= amount;
      this.give(currency, amount);
    }
  }

  private withdraw(currency: ModelCurrency, amount: bigint): void {
    this.books[currency].provider += amount;
    this.books[currency].held -= amount;
  }
}
