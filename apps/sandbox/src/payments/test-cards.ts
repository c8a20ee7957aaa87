import type { DeclineRecord } from "../store/records.ts";

export type CardBehaviour =
  | { kind: "pays" }
  | { kind: "declines"; decline: DeclineRecord }
  | { kind: "confirms" }
  | { kind: "processes" }
  | { kind: "disputes" };

export interface TestCard {
  number: string;
  label: string;
  behaviour: CardBehaviour;
}

const declined = (declineCode: string, message: string): CardBehaviour => ({
  kind: "declines",
  decline: { code: "card_declined", declineCode, message },
});

export const testCards = {
  pays: { number: "4242424242424242", label: "Pays at once", behaviour: { kind: "pays" } },
  declined: {
    number: "4000000000000002",
    label: "Is declined",
    behaviour: declined("generic_decline", "Your card was declined."),
  },
  insufficientFunds: {
    number: "4000000000009995",
    label: "Has insufficient funds",
    behaviour: declined("insufficient_funds", "Your card has insufficient funds."),
  },
  confirms: {
    number: "4000000000003220",
    label: "Asks the bank to confirm",
    behaviour: { kind: "confirms" },
  },
  processes: {
    number: "4000000000000259",
    label: "Pays later, or not at all",
    behaviour: { kind: "processes" },
  },
  disputed: {
    number: "4000000000002685",
    label: "Pays, then is disputed at once",
    behaviour: { kind: "disputes" },
  },
} as const satisfies Record<string, TestCard>;

/** Undefined for every other number: real cards have no business here. */
export function findTestCard(number: string): TestCard | undefined {
  const digits = number.replaceAll(/[\s-]/g, "");
  return Object.values<TestCard>(testCards).find((card) => card.number === digits);
}
