import type { Currency, Money } from "@boltz/contract";
import { moneyText } from "@boltz/domain";
import { csvText } from "@boltz/services";

type Cell = string | null;
export type Row = Record<string, Cell>;

/** An amount as a spreadsheet reads it: digits and a point, never a sign, for a column that says which way. */
const plainAmount = (amountMinor: bigint, currency: Currency): string =>
  moneyText(amountMinor, currency).slice(0, -` ${currency}`.length);

/** What came in and what went out, each in its own column and the other one empty. */
export const inAndOut = ({ amountMinor, currency }: Money): { in: Cell; out: Cell } => {
  const amount = BigInt(amountMinor);
  return amount < 0n
    ? { in: null, out: plainAmount(-amount, currency) }
    : { in: plainAmount(amount, currency), out: null };
};

/** An amount that cannot be negative. */
export const amountOf = (money: Money): string => inAndOut(money).in ?? "";

/** Writes rows out as they come, a chunk at a time, so that a file of any length takes little memory. */
export async function* csvChunks(
  columns: readonly string[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const encoder = new TextEncoder();
  let waiting: Row[] = [];
  let isFirst = true;
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < 500) continue;
    yield encoder.encode(csvText({ columns, rows: waiting, isFirst }));
    [waiting, isFirst] = [[], false];
  }
  if (isFirst || waiting.length > 0) yield encoder.encode(csvText({ columns, rows: waiting, isFirst }));
}
