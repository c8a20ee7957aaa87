import { disputeId, type Money, payoutId } from "@boltz/contract";
import {
  type Context,
  getDisputeEvidence,
  getPayoutStatement,
  listDifferences,
  listSalesForExport,
} from "@boltz/services";
import { z } from "zod";
import { amountOf, csvChunks, inAndOut, type Row } from "./csv.ts";

/** A file on its way out. Nothing of it is sent before its first chunk is there, so a refusal stays a refusal. */
export interface ExportFile {
  name: string;
  type: "text/csv" | "text/plain" | "application/zip";
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

const statementColumns = [
  "date",
  "kind",
  "description",
  "reference",
  "credit",
  "debit",
  "currency",
  "payout",
];

/** The entries of one payout; credit less debit is what was paid. */
export const statementFile = (ctx: Context, raw: unknown): ExportFile => {
  const input = z.object({ payoutId }).parse(raw);
  async function* rows(): AsyncGenerator<Row> {
    const { payout, lines } = await getPayoutStatement({ ctx, input });
    const { currency } = payout.amount;
    for (const { at, kind, title, reference, amountMinor } of lines) {
      const amount = inAndOut({ amountMinor, currency });
      yield {
        ...{ date: at, kind, description: title, reference },
        ...{ credit: amount.in, debit: amount.out, currency, payout: payout.id },
      };
    }
  }
  return {
    name: `payout-${input.payoutId}.csv`,
    type: "text/csv",
    chunks: csvChunks(statementColumns, rows()),
  };
};

const dayMs = 86_400_000;
const salesSpan = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before the first day" });

const salesColumns = [
  "date",
  "purchase",
  "strategy",
  "status",
  "currency",
  "price",
  "fee",
  "earned",
  "refunded",
];

/** A creator's sales of some days in UTC, the last one included. */
export const salesFile = (ctx: Context, raw: unknown): ExportFile => {
  const { from, to } = salesSpan.parse(raw);
  const input = { from: new Date(from), to: new Date(new Date(to).getTime() + dayMs) };
  async function* rows(): AsyncGenerator<Row> {
    for await (const sale of listSalesForExport({ ctx, input }))
      yield {
        ...{ date: sale.at, purchase: sale.purchaseId, strategy: sale.listingTitle, status: sale.status },
        ...{ currency: sale.price.currency, price: amountOf(sale.price), fee: amountOf(sale.fee) },
        ...{ earned: amountOf(sale.earned), refunded: amountOf(sale.refunded) },
      };
  }
  return { name: `sales-${from}-${to}.csv`, type: "text/csv", chunks: csvChunks(salesColumns, rows()) };
};

const differenceColumns = [
  "date",
  "provider",
  "kind",
  "what",
  "currency",
  "ledger_in",
  "ledger_out",
  "ledger_reference",
  "provider_in",
  "provider_out",
  "provider_reference",
  "explanation",
];

const sideOf = (money: Money | null) => (money === null ? { in: null, out: null } : inAndOut(money));

/** Where the ledger and the providers' books disagree now; with `all`, whatever there ever was too. */
export const differencesFile = (ctx: Context, raw: unknown): ExportFile => {
  const { all } = z.object({ all: z.literal("1").optional() }).parse(raw);
  async function* rows(): AsyncGenerator<Row> {
    let cursor: string | undefined;
    do {
      const input = { limit: 50, open: all === undefined, ...(cursor === undefined ? {} : { cursor }) };
      const page = await listDifferences({ ctx, input });
      for (const one of page.items) {
        const [ours, theirs] = [sideOf(one.ours), sideOf(one.theirs)];
        yield {
          ...{ date: one.at, provider: one.provider, kind: one.kind, what: one.what },
          currency: one.ours?.currency ?? one.theirs?.currency ?? null,
          ...{ ledger_in: ours.in, ledger_out: ours.out, ledger_reference: one.ourReference },
          ...{ provider_in: theirs.in, provider_out: theirs.out, provider_reference: one.theirReference },
          explanation: one.explanation,
        };
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return { name: "differences.csv", type: "text/csv", chunks: csvChunks(differenceColumns, rows()) };
};

/** The evidence of a dispute, as the provider gets it. */
export const evidenceFile = (ctx: Context, raw: unknown): ExportFile => {
  const input = z.object({ disputeId }).parse(raw);
  async function* chunks() {
    const { summary, activityLog } = await getDisputeEvidence({ ctx, input });
    yield new TextEncoder().encode(`${summary}\n\n${activityLog}\n`);
  }
  return { name: `evidence-${input.disputeId}.txt`, type: "text/plain", chunks: chunks() };
};
