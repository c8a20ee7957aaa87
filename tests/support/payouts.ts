import type { Currency, OnboardInput, PayoutId, PayoutView } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import {
  openPayoutAccount,
  releaseEarnings,
  requestPayout,
  sendPayout,
  syncPayoutAccount,
} from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { type SeededSale, seedSales } from "./seed-sales.ts";
import { useStack } from "./stack.ts";

export const bankDetails = {
  legalName: "Ada Lovelace",
  phone: "+919000090000",
  pan: "ABCDE1234F",
  street: "1 Analytical Lane",
  city: "Pune",
  state: "Maharashtra",
  postalCode: "411001",
  beneficiary: "Ada Lovelace",
  accountNumber: "50100012345678",
  ifsc: "HDFC0000317",
  acceptsTerms: true as const,
};

export const onboarding = (provider: OnboardInput["provider"], country = "DE"): OnboardInput =>
  provider === "razorpay"
    ? { provider, country: "IN", details: bankDetails }
    : { provider, country, details: null };

interface StoredPayout {
  status: string;
  amount: string;
  reversed: string;
  failure: string | null;
  reference: string | null;
  origin: string;
}

export const DAY_MS = 86_400_000;

/** One stack for the calling test file, and creators who earn there and are paid. */
export const usePayouts = () => {
  const stack = useStack();
  const job = (name: string) => stack().as(system(name));
  const release = () => releaseEarnings({ ctx: job("release-earnings") });

  /** Puts money into the platform's balance at the provider, as sales would. */
  const fund = async (currency: Currency, amountMinor: bigint) => {
    const { stripe, razorpay, sandbox } = stack();
    const provider = currency === "INR" ? razorpay : stripe;
    const order = `fund-${Math.random()}`;
    const { reference } = await provider.createCheckout({
      idempotencyKey: order,
      purchaseId: order,
      title: "Many sales",
      price: { amountMinor: amountMinor.toString(), currency },
      buyerEmail: "buyer@example.test",
      successUrl: "http://localhost:8005/",
      cancelUrl: "http://localhost:8005/",
      handOverUrl: "http://localhost:8005/",
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    if (currency === "INR") {
      sandbox.payRazorpay(reference);
      await provider.captureCheckout(await provider.getCheckout(reference));
    } else sandbox.pay(reference, testCards.pays.number);
  };

  const activate = async (creator: Person, provider: "stripe" | "razorpay") => {
    const { account } = await openPayoutAccount({ ctx: stack().as(creator), input: onboarding(provider) });
    const [row] = await stack().db.stored<{ reference: string }>(
      "SELECT split_part(reference, ':', 1) AS reference FROM payout_accounts WHERE id = $1",
      [uuidFromId("pac", account.id)],
    );
    if (row === undefined) throw new Error("no account was made");
    stack().sandbox.dashboard.setAccount(row.reference, "active");
    await syncPayoutAccount({ ctx: job("sync-payout-account"), input: { payoutAccountId: account.id } });
    return { accountId: account.id, reference: row.reference };
  };

  return {
    stack,
    job,
    fund,
    activate,
    release,
    creator: () => seedPerson(stack().db, { creator: true, secondFactorFresh: true }),
    finance: () => seedPerson(stack().db, { role: "finance" }),
    /** Sales whose hold is over, and that were let go. */
    earn: async (
      creator: Person,
      options: Omit<Parameters<typeof seedSales>[2], "releaseAt">,
    ): Promise<SeededSale[]> => {
      const sales = await seedSales(stack().db, creator, { ...options, releaseAt: new Date(0) });
      await release();
      return sales;
    },
    request: (creator: Person, currency: Currency, idempotencyKey: string): Promise<PayoutView> =>
      requestPayout({
        ctx: stack().as({ ...creator, kyc: "verified" }),
        input: { currency, idempotencyKey },
      }),
    send: (payoutId: PayoutId) => sendPayout({ ctx: job("send-payout"), input: { payoutId } }),
    payoutOf: async (payoutId: PayoutId): Promise<StoredPayout> => {
      const [row] = await stack().db.stored<StoredPayout>(
        `SELECT status, amount_minor::text AS amount, reversed_minor::text AS reversed, failure,
           provider_reference AS reference, origin FROM creator_payouts WHERE id = $1`,
        [uuidFromId("pyt", payoutId)],
      );
      if (row === undefined) throw new Error("there is no such payout");
      return row;
    },
    /** What the creator's accounts hold, as numbers: pending, available, reserved and debt. */
    balancesOf: async (creator: Person, currency: Currency) => {
      const rows = await stack().db.stored<{ part: string; minor: number }>(
        `SELECT split_part(name, ':', 3) AS part, balance_minor::int AS minor FROM ledger_accounts
         WHERE owner_id = $1 AND currency = $2`,
        [uuidFromId("usr", creator.id), currency],
      );
      const of = (part: string) => rows.find((row) => row.part === part)?.minor ?? 0;
      return {
        pending: of("pending"),
        available: of("available"),
        reserved: of("reserved"),
        debt: of("debt"),
      };
    },
    mailsTo: async (creator: Person): Promise<string[]> => {
      const rows = await stack().db.stored<{ kind: string }>(
        "SELECT kind FROM email_outbox WHERE user_id = $1 ORDER BY created_at, id",
        [uuidFromId("usr", creator.id)],
      );
      return rows.map(({ kind }) => kind);
    },
  };
};
