import type { Currency, UserId } from "@boltz/contract";
import type { AccountName, PostingSet } from "@boltz/domain";
import { and, asc, eq, inArray } from "drizzle-orm";
import { newId } from "../ids.ts";
import { ledgerAccounts, ledgerEntries, type ledgerSources, ledgerTransactions } from "../schema/ledger.ts";
import type { Transaction } from "../with-actor.ts";

/** What caused the money to move; the same source and kind is posted once. */
export interface LedgerSource {
  type: (typeof ledgerSources)[number];
  /** The uuid underneath the source's id. */
  uuid: string;
  kind: string;
  /** The creator it concerns, who may read it. */
  ownerId: UserId | null;
}

/**
 * Writes one business event into the ledger, in the caller's transaction. The only writer of ledger
 * rows. Returns false, and writes nothing, where the event was posted before.
 * Entries go in by account, sorted, so that two posts never lock each other's balances crosswise.
 */
export const post = async (tx: Transaction, source: LedgerSource, set: PostingSet): Promise<boolean> => {
  const transactionId = newId("ltx");
  const [inserted] = await tx
    .insert(ledgerTransactions)
    .values({
      id: transactionId,
      sourceType: source.type,
      sourceId: source.uuid,
      kind: source.kind,
      currency: set.currency,
      ownerId: source.ownerId,
    })
    .onConflictDoNothing()
    .returning({ id: ledgerTransactions.id });
  if (inserted === undefined) return false;

  const accountIds = await openAccounts(tx, set);
  const entries = set.postings.map((posting) => {
    const accountId = accountIds.get(posting.account);
    if (accountId === undefined) throw new Error(`ledger account ${posting.account} was not opened`);
    return {
      id: newId("len"),
      transactionId,
      accountId,
      ownerId: posting.ownerId,
      amountMinor: posting.amountMinor,
    };
  });
  await tx.insert(ledgerEntries).values(entries.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)));
  return true;
};

const openAccounts = async (tx: Transaction, set: PostingSet) => {
  const names = set.postings.map((posting) => posting.account);
  const find = () =>
    tx
      .select({ id: ledgerAccounts.id, name: ledgerAccounts.name })
      .from(ledgerAccounts)
      .where(and(eq(ledgerAccounts.currency, set.currency), inArray(ledgerAccounts.name, names)));
  const existing = await find();
  if (existing.length === new Set(names).size) return new Map(existing.map(({ id, name }) => [name, id]));
  const rows = set.postings.map(({ account, ownerId }) => ({
    id: newId("acc"),
    name: account,
    currency: set.currency,
    ownerId,
  }));
  await tx
    .insert(ledgerAccounts)
    .values(rows.sort((a, b) => (a.name < b.name ? -1 : 1)))
    .onConflictDoNothing();
  return new Map((await find()).map(({ id, name }) => [name, id]));
};

/** The account's balance in minor units; zero for one that was never posted to. */
export const balanceOf = async (tx: Transaction, name: AccountName, currency: Currency): Promise<bigint> => {
  const [row] = await tx
    .select({ balanceMinor: ledgerAccounts.balanceMinor })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.name, name), eq(ledgerAccounts.currency, currency)));
  return row?.balanceMinor ?? 0n;
};

/** Every balance of one creator, by currency and account. */
export const balancesOfOwner = (tx: Transaction, ownerId: UserId) =>
  tx
    .select({
      name: ledgerAccounts.name,
      currency: ledgerAccounts.currency,
      balanceMinor: ledgerAccounts.balanceMinor,
    })
    .from(ledgerAccounts)
    .where(eq(ledgerAccounts.ownerId, ownerId))
    .orderBy(asc(ledgerAccounts.currency), asc(ledgerAccounts.name));
