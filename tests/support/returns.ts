import { randomUUID } from "node:crypto";
import type { Currency, ProviderName, PurchaseId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import {
  openPayoutAccount,
  refundPurchase,
  requestRefund,
  sweepMoney,
  syncPayoutAccount,
} from "@boltz/services";
import { type SeededListing, seedListing, seedPerson } from "@boltz/testkit";
import { inputFor, useMarket } from "./market.ts";
import { onboarding } from "./payouts.ts";
import type { Stack } from "./stack.ts";

export interface Sale {
  creator: Person;
  buyer: Person;
  listing: SeededListing;
  purchaseId: PurchaseId;
  provider: ProviderName;
  paymentReference: string;
}

type Deal = Pick<Sale, "provider" | "creator" | "listing" | "buyer">;

interface SaleOptions {
  provider?: ProviderName;
  priceMinor?: bigint;
  currency?: Currency;
  refundDays?: number;
  creator?: Person;
}

/** One stack for the calling test file, sales that went through there, and what goes back of them. */
export const useReturns = () => {
  const { stack, start, payFor, payOrder } = useMarket();
  const job = (name: string) => stack().as(system(name));
  const stored = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    stack().db.stored<Row>(text, values);

  const buy = async (options: SaleOptions = {}): Promise<Sale> => {
    const { provider = "stripe", creator = await seedPerson(stack().db, { creator: true }) } = options;
    const {
      priceMinor = 9_000n,
      currency = provider === "razorpay" ? "INR" : "USD",
      refundDays = 14,
    } = options;
    const listing = await seedListing(stack().db, creator, { priceMinor, currency, refundDays });
    return buyListing({ provider, creator, listing, buyer: await seedPerson(stack().db) });
  };

  /** Pays at the provider, and no more. */
  const pay = async ({ provider, listing, buyer }: Deal): Promise<PurchaseId> => {
    const { purchaseId, checkoutUrl } = await start(buyer, inputFor(listing, { provider }));
    if (provider === "razorpay") await payOrder(purchaseId);
    else payFor(checkoutUrl);
    return purchaseId;
  };

  const buyListing = async (deal: Deal): Promise<Sale> => {
    const purchaseId = await pay(deal);
    await stack().settleWebhooks();
    return paid({ ...deal, purchaseId });
  };

  const paid = async (sale: Omit<Sale, "paymentReference">): Promise<Sale> => {
    const { purchaseId } = sale;
    const [row] = await stored<{ reference: string | null }>(
      "SELECT payment_reference AS reference FROM strategy_purchases WHERE id = $1",
      [uuidFromId("pur", purchaseId)],
    );
    if (typeof row?.reference !== "string") throw new Error(`${purchaseId} was not paid`);
    return { ...sale, paymentReference: row.reference };
  };

  /** A sale for which the provider took more, or less, than was asked. */
  const buyAtWrongPrice = (delta: number): Promise<Sale> => {
    stack().sandbox.faults.set({ amountDelta: delta });
    return buy().finally(() => stack().sandbox.faults.set({ amountDelta: 0 }));
  };

  const sweep = async () => {
    await sweepMoney({ ctx: job("sweep-money") });
    await stack().settleWebhooks();
  };

  return {
    stack,
    buyAtWrongPrice,
    sweep,
    job,
    buy,
    buyListing,
    pay,
    stored,
    person: (role: "moderator" | "finance" | "admin" | "user" = "user") => seedPerson(stack().db, { role }),
    settle: () => stack().settleWebhooks(),
    request: ({ buyer, purchaseId }: Sale) =>
      requestRefund({ ctx: stack().as(buyer), input: { purchaseId, reason: "does not suit me" } }),
    refund: (
      staff: Person,
      { purchaseId }: Sale,
      amountMinor: bigint | null = null,
      idempotencyKey: string = randomUUID(),
    ) =>
      refundPurchase({
        ctx: stack().as(staff),
        input: {
          purchaseId,
          amountMinor: amountMinor?.toString() ?? null,
          reason: "the buyer wrote to support",
          idempotencyKey,
        },
      }),
    refundsAtProvider: ({ provider, paymentReference }: Sale) =>
      stack()[provider].listRefunds(paymentReference),
    /** What is really stored of a sale: its state, the buyer's access, how often it counts, what went back. */
    stateOf: async ({ purchaseId }: Sale) => {
      const [row] = await stored<{
        status: string;
        returned: number;
        fee: number;
        access: string;
        sales: number;
      }>(
        `SELECT p.status, p.returned_minor::int AS returned, p.fee_returned_minor::int AS fee, a.state AS access, l.total_sales AS sales
         FROM strategy_purchases p JOIN strategy_marketplace l ON l.id = p.listing_id
         LEFT JOIN user_strategy_access a ON a.purchase_id = p.id WHERE p.id = $1`,
        [uuidFromId("pur", purchaseId)],
      );
      return row;
    },
    refundsOf: ({ purchaseId }: Sale) =>
      stored<{
        status: string;
        amount: number;
        fee: number;
        earning: number;
        origin: string;
        failure: string | null;
      }>(
        `SELECT status, amount_minor::int AS amount, fee_minor::int AS fee, earning_minor::int AS earning, origin, failure
         FROM refunds WHERE purchase_id = $1 ORDER BY id`,
        [uuidFromId("pur", purchaseId)],
      ),
    refundIdsOf: async ({ purchaseId }: Sale) => {
      const rows = await stored<{ id: string }>("SELECT id FROM refunds WHERE purchase_id = $1 ORDER BY id", [
        uuidFromId("pur", purchaseId),
      ]);
      return rows.map(({ id }) => idFromUuid("rfd", id));
    },
    disputesOf: ({ purchaseId }: Sale) =>
      stored<{
        status: string;
        amount: number;
        fee: number;
        earning: number;
        withdrawn: number;
        cost: number;
        due: Date | null;
      }>(
        `SELECT status, amount_minor::int AS amount, fee_minor::int AS fee, earning_minor::int AS earning,
           withdrawn_minor::int AS withdrawn, cost_minor::int AS cost FROM disputes WHERE purchase_id = $1 ORDER BY id`,
        [uuidFromId("pur", purchaseId)],
      ),
    /** What each account holds of this sale's money; creators' accounts by their last word. */
    ledgerOf: async ({ purchaseId }: Sale) => {
      const rows = await stored<{ name: string; minor: number }>(
        `SELECT CASE WHEN a.owner_id IS NULL THEN a.name ELSE split_part(a.name, ':', 3) END AS name, sum(e.amount_minor)::int AS minor
         FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
         WHERE t.purchase_id = $1 GROUP BY 1 HAVING sum(e.amount_minor) <> 0`,
        [uuidFromId("pur", purchaseId)],
      );
      return Object.fromEntries(rows.map(({ name, minor }) => [name, minor]));
    },
    /** What the creator has in all, in one currency, without what is zero. */
    balancesOf: async (creator: Person, currency: Currency = "USD") => {
      const rows = await stored<{ part: string; minor: number }>(
        `SELECT split_part(name, ':', 3) AS part, balance_minor::int AS minor FROM ledger_accounts
         WHERE owner_id = $1 AND currency = $2 AND balance_minor <> 0`,
        [uuidFromId("usr", creator.id), currency],
      );
      return Object.fromEntries(rows.map(({ part, minor }) => [part, minor]));
    },
    mailsTo: async (person: Person): Promise<string[]> => {
      const rows = await stored<{ kind: string }>(
        "SELECT kind FROM email_outbox WHERE user_id = $1 AND kind <> 'receipt' ORDER BY id",
        [uuidFromId("usr", person.id)],
      );
      return rows.map(({ kind }) => kind);
    },
    /** The audited actions about refunds and disputes of a sale, in order, with who did them. */
    auditOf: async ({ purchaseId }: Sale) => {
      const rows = await stored<{ line: string }>(
        `SELECT action || ' ' || actor_label AS line FROM audit_log
         WHERE subject_type IN ('refund', 'dispute') AND detail->>'purchase' = $1 ORDER BY seq`,
        [purchaseId],
      );
      return rows.map(({ line }) => line);
    },
  };
};

/** An account at the provider that the creator is paid to. */
export const activePayoutAccount = async (stack: Stack, creator: Person, provider: ProviderName) => {
  const fresh = { ...creator, secondFactorFresh: true };
  const { account } = await openPayoutAccount({ ctx: stack.as(fresh), input: onboarding(provider) });
  const [row] = await stack.db.stored<{ reference: string }>(
    "SELECT split_part(reference, ':', 1) AS reference FROM payout_accounts WHERE id = $1",
    [uuidFromId("pac", account.id)],
  );
  stack.sandbox.dashboard.setAccount(row?.reference ?? "", "active");
  const ctx = stack.as(system("sync-payout-account"));
  await syncPayoutAccount({ ctx, input: { payoutAccountId: account.id } });
};

/** The codes with which calls were refused; `made` for those that were not. */
export const outcomesOf = async (calls: Promise<unknown>[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "made" : codeOf(result.reason);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
