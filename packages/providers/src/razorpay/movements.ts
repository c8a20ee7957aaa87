import { z } from "zod";
import type { Movement } from "../port.ts";
import { collectionOf, minor, moneyOf, pagesOf, seconds } from "./answers.ts";
import type { Connection } from "./connection.ts";

/**
 * One line of the settlement report. `debit` and `credit` are what the balance lost or got. `amount` is gross and
 * never signed. `fee` (tax included) is in `credit` or `debit` already: a payment's credit is its amount less the fee.
 */
const reportLine = z.object({
  entity_id: z.string(),
  type: z.string(),
  debit: minor,
  credit: minor,
  amount: minor,
  currency: z.string(),
  created_at: seconds,
  dispute_id: z.string().nullish(),
});

type ReportLine = z.infer<typeof reportLine>;

const dayMs = 86_400_000;
/** The report's days are those of India. */
const aheadOfUtcMs = 5.5 * 3_600_000;
/** A line is filed under the day it was settled: two days after it was made, seven from abroad, more over holidays. */
const daysUntilSettled = 14;

/** What is not settled yet is not in the book yet: a young range has to be asked for again. */
export async function* listMovements(
  connection: Connection,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<Movement> {
  const lines = new Map<string, ReportLine>();
  const lastDay = dayOf(to) + daysUntilSettled;
  for (let day = dayOf(from); day <= lastDay; day += 1) {
    for await (const line of linesOf(connection, day)) {
      const at = line.created_at * 1000;
      if (at >= from.getTime() && at < to.getTime()) lines.set(`${line.type} ${line.entity_id}`, line);
    }
  }
  yield* [...lines.values()].toSorted((a, b) => a.created_at - b.created_at).map(toMovement);
}

function dayOf(time: Date): number {
  return Math.floor((time.getTime() + aheadOfUtcMs) / dayMs);
}

function linesOf(connection: Connection, day: number): AsyncGenerator<ReportLine> {
  const date = new Date(day * dayMs);
  const when = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return pagesOf((page) =>
    connection.read(collectionOf(reportLine), (sdk) => sdk.settlements.reports({ ...when, ...page })),
  );
}

function toMovement(line: ReportLine): Movement {
  const moved = line.credit - line.debit;
  const signed = line.debit > line.credit ? -line.amount : line.amount;
  // Where the fee was paid from elsewhere (fee credits), the balance moved by the whole amount.
  const gross = Math.max(signed, moved);
  return {
    reference: line.entity_id,
    kind: kindOf(line),
    objectReference: line.dispute_id ?? (line.entity_id.startsWith("adj_") ? null : line.entity_id),
    gross: moneyOf(gross, line.currency),
    feeMinor: String(gross - moved),
    occurredAt: new Date(line.created_at * 1000),
  };
}

function kindOf(line: ReportLine): Movement["kind"] {
  switch (line.type) {
    case "payment":
      return "charge";
    case "refund":
      return "refund";
    case "transfer":
      return "payout";
    case "reversal":
      return "payout_reversal";
    case "settlement":
      return "bank";
    case "adjustment":
      if (line.entity_id.startsWith("rvrsl_")) return "payout_reversal";
      return line.dispute_id ? "dispute" : "other";
    default:
      return "other";
  }
}
