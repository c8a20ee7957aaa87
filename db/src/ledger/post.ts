import type { Currency, PurchaseId, UserId } from "@boltz/contract";
import type { AccountName, Posting, PostingSet } from "@boltz/domain";
import { and, asc, eq, inArray, type SQLWrapper, sql } from "drizzle-orm";
import { newId, uuidFromId } from "../ids.ts";
import { insertFreshRows, insertRows } from "../insert-rows.ts";
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
  /** The purchase whose money it is, where it is one purchase's. */
  purchaseId?: PurchaseId;
}

export interface LedgerEvent {
  source: LedgerSource;
  set: PostingSet;
}

/**
 * Writes one business event into the ledger, in the caller's transaction. Returns false, and writes
 * nothing, where the event was posted before.
 */
export const post = async (tx: Transaction, source: LedgerSource, set: PostingSet): Promise<boolean> =>
  (await postMany(tx, [{ source, set }])).length === 1;

/**
 * Writes many business events at once, in four statements however many they are. The only writer of
 * ledger rows. Answers those that were not posted before. Entries go in by account, creators' before the
 * house's and each sorted, so that two posts never lock each other's balances crosswise.
 */
export const postMany = async (tx: Transaction, events: readonly LedgerEvent[]): Promise<LedgerEvent[]> => {
  const open = events.filter(({ set }) => set.postings.length > 0);
  if (open.length === 0) return [];
  const planned = open.map((event) => ({ event, id: newId("ltx") }));
  const inserted = await insertFreshRows(
    tx,
    ledgerTransactions,
    planned.map(({ id, event: { source, set } }) => ({
      id,
      sourceType: source.type,
      sourceId: source.uuid,
      kind: source.kind,
      currency: set.currency,
      ownerId: source.ownerId,
      purchaseId: source.purchaseId ?? null,
    })),
  );
  const fresh = new Set(inserted);
  const posted = planned.filter(({ id }) => fresh.has(uuidFromId("ltx", id)));
  if (posted.length === 0) return [];
  const accountIds = await openAccounts(
    tx,
    posted.flatMap(({ event: { set } }) =>
      set.postings.map((posting) => ({ ...posting, currency: set.currency })),
    ),
  );
  const entries = posted.flatMap(({ id, event: { set } }) =>
    set.postings.map((posting) => {
      const accountId = accountIds.get(keyOf(posting.account, set.currency));
      if (accountId === undefined) throw new Error(`ledger account ${posting.account} was not opened`);
      const { ownerId, amountMinor } = posting;
      return { id: newId("len"), transactionId: id, accountId, ownerId, amountMinor };
    }),
  );
  await insertRows(
    tx,
    ledgerEntries,
    entries.sort((a, b) => {
      if ((a.ownerId === null) !== (b.ownerId === null)) return a.ownerId === null ? 1 : -1;
      return a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0;
    }),
  );
  return posted.map(({ event }) => event);
};

type Leg = Pick<Posting, "account" | "ownerId"> & { currency: Currency };

const keyOf = (account: string, currency: Currency) => `${account} ${currency}`;

/** One parameter however long the list: thousands of them are slow to build, to send and to plan. */
const isOneOf = (column: SQLWrapper, values: readonly string[], type: "text" | "uuid") =>
  sql`${column} = any(${sql.param(values)}::${sql.raw(type)}[])`;

const openAccounts = async (tx: Transaction, legs: readonly Leg[]) => {
  const wanted = new Map(legs.map((leg) => [keyOf(leg.account, leg.currency), leg]));
  const find = async () => {
    const rows = await tx
      .select({ id: ledgerAccounts.id, name: ledgerAccounts.name, currency: ledgerAccounts.currency })
      .from(ledgerAccounts)
      .where(isOneOf(ledgerAccounts.name, [...new Set(legs.map(({ account }) => account))], "text"));
    return new Map(rows.map(({ id, name, currency }) => [keyOf(name, currency), id]));
  };
  const existing = await find();
  const missing = [...wanted].filter(([key]) => !existing.has(key));
  if (missing.length === 0) return existing;
  await tx
    .insert(ledgerAccounts)
    .values(
      missing
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { account, ownerId, currency }]) => ({
          id: newId("acc"),
          name: account,
          currency,
          ownerId,
        })),
    )
    .onConflictDoNothing();
  return find();
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

const parts = ["pending", "available", "reserved", "debt"] as const;

/** A creator's balances in one currency, in minor units; `debt` is zero or negative. */
export interface CreatorBalances {
  pending: bigint;
  available: bigint;
  reserved: bigint;
  debt: bigint;
  /** The available account and how many entries it has. */
  availableAccountId: (typeof ledgerAccounts.$inferSelect)["id"];
  availableEntries: bigint;
}

/**
 * Locks the creators' accounts of one currency until the transaction ends and answers their balances.
 * Accounts that are not there yet are opened first, so that nobody can post to one in between. Call it
 * before anything that decides by a balance; only the system may.
 */
export const lockCreators = async (
  tx: Transaction,
  creatorIds: readonly UserId[],
  currency: Currency,
): Promise<Map<UserId, CreatorBalances>> => {
  if (creatorIds.length === 0) return new Map();
  await openAccounts(
    tx,
    creatorIds.flatMap((ownerId) =>
      parts.map((part) => ({ account: `creator:${ownerId}:${part}` as const, ownerId, currency })),
    ),
  );
  const uuids = creatorIds.map((id) => uuidFromId("usr", id));
  const { rows } = await tx.execute<{ id: string }>(
    sql`SELECT id FROM app.lock_accounts(${sql.param(uuids)}::uuid[], ${currency})`,
  );
  if (rows.length < creatorIds.length * parts.length) throw new Error("a creator's account is missing");
  const accounts = await tx
    .select()
    .from(ledgerAccounts)
    .where(and(isOneOf(ledgerAccounts.ownerId, uuids, "uuid"), eq(ledgerAccounts.currency, currency)));
  const byName = new Map(accounts.map((account) => [account.name, account]));
  return new Map(
    creatorIds.map((creatorId) => {
      const of = (part: (typeof parts)[number]) => {
        const account = byName.get(`creator:${creatorId}:${part}`);
        if (account === undefined) throw new Error(`the ${part} account of ${creatorId} is missing`);
        return account;
      };
      const available = of("available");
      return [
        creatorId,
        {
          pending: of("pending").balanceMinor,
          available: available.balanceMinor,
          reserved: of("reserved").balanceMinor,
          debt: of("debt").balanceMinor,
          availableAccountId: available.id,
          availableEntries: available.entryCount,
        },
      ];
    }),
  );
};

/** What purchases still have pending in the ledger: their earnings that were neither released nor taken back. */
export const pendingOfPurchases = async (
  tx: Transaction,
  purchaseIds: readonly PurchaseId[],
): Promise<Map<PurchaseId, bigint>> => {
  if (purchaseIds.length === 0) return new Map();
  const rows = await tx
    .select({
      purchaseId: ledgerTransactions.purchaseId,
      pendingMinor: sql<string>`sum(${ledgerEntries.amountMinor})`,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, ledgerTransactions.id))
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(
      and(
        inArray(ledgerTransactions.purchaseId, [...purchaseIds]),
        sql`${ledgerAccounts.name} like 'creator:%:pending'`,
      ),
    )
    .groupBy(ledgerTransactions.purchaseId);
  return new Map(
    rows.flatMap(({ purchaseId, pendingMinor }) =>
      purchaseId === null ? [] : [[purchaseId, BigInt(pendingMinor)] as const],
    ),
  );
};
