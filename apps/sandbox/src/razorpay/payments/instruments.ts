import type { PaymentMethod } from "../records.ts";

export const outcomes = ["pays", "declined", "authorized", "late", "disputed"] as const;
/** `late`: the bank answers only when it is told to on the home page. */
export type Outcome = (typeof outcomes)[number];

export interface Instrument {
  method: PaymentMethod;
  /** The number of the card or the UPI address. */
  number: string;
  outcome: Outcome;
  label: string;
}

const labels: Record<Outcome, string> = {
  pays: "Pays at once",
  declined: "Is declined",
  authorized: "Is authorized and waits for capture",
  late: "Pays later: the bank does not answer yet",
  disputed: "Pays, then is disputed",
};

const numbers: Record<PaymentMethod, Record<Outcome, string>> = {
  card: {
    pays: "4111111111111111",
    declined: "4000000000000002",
    authorized: "5267318187975449",
    late: "4012888888881881",
    disputed: "5555555555554444",
  },
  upi: {
    pays: "success@razorpay",
    declined: "failure@razorpay",
    authorized: "authorized@razorpay",
    late: "late@razorpay",
    disputed: "disputed@razorpay",
  },
};

export function instrumentsOf(method: PaymentMethod): Instrument[] {
  return outcomes.map((outcome) => ({
    method,
    number: numbers[method][outcome],
    outcome,
    label: labels[outcome],
  }));
}

/** Undefined for every other number or address: real ones have no business here. */
export function findInstrument(method: PaymentMethod, typed: string): Instrument | undefined {
  const number = typed.replaceAll(/[\s-]/g, "").toLowerCase();
  return instrumentsOf(method).find((instrument) => instrument.number === number);
}

export function instrumentFor(method: PaymentMethod, outcome: Outcome): Instrument {
  return { method, number: numbers[method][outcome], outcome, label: labels[outcome] };
}
