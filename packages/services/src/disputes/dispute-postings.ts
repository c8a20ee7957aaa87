import { type LedgerEvent, type Transaction, uuidFromId } from "@boltz/db";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "@boltz/db/schema";
import {
  balanced,
  disputeCostPostings,
  disputeFundsPostings,
  disputeOpenedPostings,
  givenBackPostings,
  giveToCreator,
  houseLeg,
  type PostingSet,
  providerCostPostings,
} from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { type CreatorPurse, purseAfter } from "../refunds/creator-purse.ts";
import type { DisputeRow } from "../refunds/returned-state.ts";

/** What changed about a dispute: its row before (undefined for a new one) and as it is from now on. */
export interface DisputeChange {
  before: DisputeRow | undefined;
  dispute: DisputeRow;
}

const nobody: CreatorPurse = { pendingMinor: 0n, availableMinor: 0n, debtMinor: 0n };

/** The ledger's events of a dispute, gathered so that they are posted, and lock balances, all at once. */
const gather = (purchase: PurchaseRow, dispute: DisputeRow, kinds: Set<string>, opening: CreatorPurse) => {
  const events: LedgerEvent[] = [];
  let purse = opening;
  const add = (kind: string, setOf: (purse: CreatorPurse) => PostingSet) => {
    const set = setOf(purse);
    purse = purseAfter(purse, purchase, set);
    const source = {
      type: "dispute" as const,
      uuid: uuidFromId("dsp", dispute.id),
      kind: unused(kinds, kind),
    };
    events.push({ source: { ...source, ownerId: purchase.creatorId, purchaseId: purchase.id }, set });
  };
  return { events, add };
};

/** Money may move to and fro for one dispute; each time has a kind of its own. */
const unused = (kinds: Set<string>, kind: string): string => {
  let name = kind;
  for (let time = 2; kinds.has(name); time += 1) name = `${kind}_${time}`;
  kinds.add(name);
  return name;
};

/**
 * The events that bring the ledger from a dispute's row before to its row now. `purchase` is as it is
 * after the change; `purse` is null where the creator has no part in it.
 */
export const disputeEvents = async (
  tx: Transaction,
  purchase: PurchaseRow,
  { before, dispute }: DisputeChange,
  purse: CreatorPurse | null,
): Promise<LedgerEvent[]> => {
  const posted = await readPosted(tx, dispute);
  const { creatorId } = purchase;
  const { provider, currency, feeMinor, earningMinor } = dispute;
  const excessMinor = dispute.amountMinor - feeMinor - earningMinor;
  const { events, add } = gather(purchase, dispute, posted.kinds, purse ?? nobody);
  const part = { provider, currency, creatorId, feeMinor, earningMinor, excessMinor };
  if (before === undefined) add("opened", (now) => disputeOpenedPostings({ ...part, ...now }));
  const deltaMinor = dispute.withdrawnMinor - (before?.withdrawnMinor ?? 0n);
  if (deltaMinor !== 0n)
    add(deltaMinor > 0n ? "withdrawn" : "reinstated", () =>
      disputeFundsPostings({ provider, currency, deltaMinor }),
    );
  const amountMinor = dispute.costMinor - (before?.costMinor ?? 0n);
  if (amountMinor !== 0n)
    add(amountMinor > 0n ? "cost" : "cost_returned", () =>
      providerCostPostings({ provider, currency, amountMinor }),
    );
  if (dispute.status === before?.status) return events;
  if (dispute.status === "lost" && purse !== null && dispute.costMinor > 0n)
    add("lost", (now) => disputeCostPostings({ currency, creatorId, costMinor: dispute.costMinor, ...now }));
  if (dispute.status === "won") {
    const isReleased = purchase.releasedAt !== null || purchase.status !== "completed";
    add("won", ({ debtMinor }) =>
      givenBackPostings({ ...part, from: "disputes:held", isReleased, debtMinor }),
    );
    if (posted.chargedMinor > 0n)
      add("charge_returned", ({ debtMinor }) =>
        balanced(currency, [
          houseLeg("platform:provider_costs", -posted.chargedMinor),
          ...giveToCreator({ creatorId, amountMinor: posted.chargedMinor, debtMinor }),
        ]),
      );
  }
  return events;
};

/** What was posted for a dispute before, and what its creator was charged when it was lost at first. */
const readPosted = async (tx: Transaction, dispute: DisputeRow) => {
  const rows = await tx
    .select({
      kind: ledgerTransactions.kind,
      account: ledgerAccounts.name,
      amountMinor: ledgerEntries.amountMinor,
    })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, ledgerTransactions.id))
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(
      and(
        eq(ledgerTransactions.sourceType, "dispute"),
        eq(ledgerTransactions.sourceId, uuidFromId("dsp", dispute.id)),
      ),
    );
  const charged = rows.find(({ kind, account }) => kind === "lost" && account === "platform:provider_costs");
  return { kinds: new Set(rows.map(({ kind }) => kind)), chargedMinor: charged?.amountMinor ?? 0n };
};
