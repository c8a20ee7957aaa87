import { MarketError, type PayoutStatement, type payoutRef, type StatementKind } from "@boltz/contract";
import { idFromUuid, type Transaction, uuidFromId } from "@boltz/db";
import { creatorProfiles } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { toMoney } from "../money.ts";
import { findPayout, type PayoutRow, toPayoutView } from "./payout-row.ts";

type Line = PayoutStatement["lines"][number];

/** The entries that a payout is made of. They sum to its amount, or nothing is answered at all. */
export const getPayoutStatement = async ({
  ctx,
  input,
}: Call<z.output<typeof payoutRef>>): Promise<PayoutStatement> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const payout = await findPayout(tx, input.payoutId);
    if (payout === undefined) throw new MarketError("not_found");
    enforcePolicy(ctx.actor, "payout.statement", { ownerId: payout.creatorId });
    const [creator] = await tx
      .select({ name: creatorProfiles.displayName })
      .from(creatorProfiles)
      .where(eq(creatorProfiles.userId, payout.creatorId));
    const lines = (await readEntries(tx, payout)).flatMap(toLines);
    const totalMinor = lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n);
    if (totalMinor !== payout.amountMinor)
      throw new Error(`the statement of ${payout.id} sums to ${totalMinor}, not to ${payout.amountMinor}`);
    return {
      payout: toPayoutView(payout),
      creatorName: creator?.name ?? "",
      lines,
      total: toMoney(totalMinor, payout.currency),
    };
  });
};

interface EntryRow extends Record<string, unknown> {
  at: Date;
  source_type: string;
  source_id: string;
  kind: string;
  amount_minor: bigint;
  /** What of the same event repaid a debt, and so did not become available. */
  repaid_minor: bigint;
  purchase_id: string | null;
  title: string | null;
}

const readEntries = async (tx: Transaction, payout: PayoutRow): Promise<EntryRow[]> => {
  const debt = `creator:${payout.creatorId}:debt`;
  const { rows } = await tx.execute<EntryRow>(sql`
    select e.created_at as at, t.source_type, t.source_id, t.kind, e.amount_minor, t.purchase_id,
      p.listing_title as title, coalesce(d.repaid, 0) as repaid_minor
    from payout_entries e
    join ledger_transactions t on t.id = e.transaction_id
    left join strategy_purchases p on p.id = t.purchase_id
    left join (select o.transaction_id, o.amount_minor as repaid from ledger_entries o
               join ledger_accounts a on a.id = o.account_id and a.name = ${debt}
               where o.amount_minor > 0) d on d.transaction_id = e.transaction_id
    where e.payout_id = ${uuidFromId("pyt", payout.id)}
    order by e.position`);
  return rows;
};

const kinds: ReadonlyMap<string, StatementKind> = new Map([
  ["hold_release/release", "sale"],
  ["refund/refund", "refund"],
  ["refund/refund_failed", "refund_failed"],
  ["dispute/opened", "dispute"],
  ["dispute/won", "dispute_won"],
  ["dispute/cost", "dispute_fee"],
  ["dispute/lost", "dispute_fee"],
]);

const kindOf = (row: EntryRow): StatementKind =>
  row.source_type === "payout" ? "payout_returned" : (kinds.get(`${row.source_type}/${row.kind}`) ?? "other");

const referenceOf = (row: EntryRow): string => {
  if (row.purchase_id !== null) return idFromUuid("pur", row.purchase_id);
  return row.source_type === "payout" ? idFromUuid("pyt", row.source_id) : row.source_id;
};

const toLines = (row: EntryRow): Line[] => {
  const repaidMinor = BigInt(row.repaid_minor);
  const line = { at: new Date(row.at).toISOString(), title: row.title ?? "", reference: referenceOf(row) };
  const whole: Line = {
    ...line,
    kind: kindOf(row),
    amountMinor: (BigInt(row.amount_minor) + repaidMinor).toString(),
  };
  return repaidMinor === 0n
    ? [whole]
    : [whole, { ...line, kind: "debt_repaid", amountMinor: (-repaidMinor).toString() }];
};
