import { z } from "zod";
import {
  type PayoutAccountRequest,
  type PayoutAccountState,
  type PayoutRail,
  type PayoutRequest,
  type PayoutState,
  ProviderError,
} from "../port.ts";
import { collectionOf, minor, moneyOf, pageSize, payableInRupees } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";

const contactAnswer = z.object({ id: z.string(), entity: z.literal("contact") });

const fundAccountAnswer = z.object({
  id: z.string(),
  entity: z.literal("fund_account"),
  active: z.boolean(),
});

const payoutAnswer = z.object({
  id: z.string(),
  entity: z.literal("payout"),
  amount: minor,
  currency: z.string(),
  status: z.enum([
    "queued",
    "pending",
    "scheduled",
    "processing",
    "processed",
    "reversed",
    "failed",
    "rejected",
    "cancelled",
  ]),
  reference_id: z.string().nullable(),
  status_details: z.object({ description: z.string().nullish() }).nullish(),
});

type PayoutAnswer = z.infer<typeof payoutAnswer>;

const longestName = 50;

/** The largest amount that IMPS carries, ₹5,00,000; it takes minutes, NEFT takes hours. */
const largestImmediatePaise = 50_000_000;

/** RazorpayX: payouts from our current account to the creator's bank. */
export function bankRail(connection: Connection, ourAccountNumber: string): PayoutRail {
  return {
    createAccount: async (request) => createAccount(connection, request),
    getAccount: async (reference) => {
      const id = inPath(reference);
      return toAccount(
        await connection.read(fundAccountAnswer, (sdk) => sdk.api.get({ url: `/fund_accounts/${id}` })),
      );
    },
    onboardingLink: async () => null,
    sendPayout: async (request) => sendPayout(connection, ourAccountNumber, request),
    getPayout: async (reference) => {
      const id = inPath(reference);
      return toState(await connection.read(payoutAnswer, (sdk) => sdk.api.get({ url: `/payouts/${id}` })));
    },
    findPayout: async (payoutId) => {
      const data = { account_number: ourAccountNumber, reference_id: payoutId, count: pageSize };
      const { items } = await connection.read(collectionOf(payoutAnswer), (sdk) =>
        sdk.api.get({ url: "/payouts", data }),
      );
      const made = items.find((payout) => payout.reference_id === payoutId);
      return made && toState(made);
    },
    reversePayout: async () => {
      throw new ProviderError("refused", "what was paid into a bank account cannot be taken back");
    },
  };
}

/** RazorpayX answers a contact or a fund account with the same details with the one that is there already. */
async function createAccount(
  connection: Connection,
  { accountId, email, details }: PayoutAccountRequest,
): Promise<PayoutAccountState> {
  if (details === null) throw new ProviderError("refused", "a bank account has to be named");
  const { legalName, phone, bank } = details;
  const contact = await connection.write(contactAnswer, (sdk) =>
    sdk.api.post({
      url: "/contacts",
      data: {
        name: legalName.slice(0, longestName),
        email,
        contact: phone,
        type: "vendor",
        reference_id: accountId,
      },
    }),
  );
  const fundAccount = await connection.write(fundAccountAnswer, (sdk) =>
    sdk.api.post({
      url: "/fund_accounts",
      data: {
        contact_id: contact.id,
        account_type: "bank_account",
        bank_account: { name: bank.beneficiary, ifsc: bank.ifsc, account_number: bank.accountNumber },
      },
    }),
  );
  return toAccount(fundAccount);
}

async function sendPayout(
  connection: Connection,
  ourAccountNumber: string,
  { idempotencyKey, payoutId, accountReference, amount }: PayoutRequest,
): Promise<PayoutState> {
  const paise = payableInRupees(amount);
  const payout = await connection.writeOnce(payoutAnswer, {
    path: "/v1/payouts",
    header: "X-Payout-Idempotency",
    idempotencyKey,
    body: {
      account_number: ourAccountNumber,
      fund_account_id: inPath(accountReference),
      amount: paise,
      currency: amount.currency,
      mode: paise <= largestImmediatePaise ? "IMPS" : "NEFT",
      purpose: "payout",
      queue_if_low_balance: true,
      reference_id: payoutId,
      narration: "BoltzTrader earnings",
    },
  });
  return toState(payout);
}

function toAccount({ id, active }: z.infer<typeof fundAccountAnswer>): PayoutAccountState {
  return { reference: id, status: active ? "active" : "restricted", requirements: [] };
}

function toState(payout: PayoutAnswer): PayoutState {
  const status = statusOf(payout.status);
  const isBack = status === "failed" || status === "reversed";
  return {
    reference: payout.id,
    payoutId: payout.reference_id,
    status,
    amount: moneyOf(payout.amount, payout.currency),
    reversedMinor: String(status === "reversed" ? payout.amount : 0),
    failure: isBack ? (payout.status_details?.description ?? null) : null,
  };
}

function statusOf(status: PayoutAnswer["status"]): PayoutState["status"] {
  switch (status) {
    case "processed":
      return "paid";
    case "reversed":
      return "reversed";
    case "failed":
    case "rejected":
    case "cancelled":
      return "failed";
    default:
      return "sent";
  }
}
