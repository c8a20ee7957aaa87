import { type ProofTradesPage, type proofTradesInput, tradeRecord } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Call, Context } from "../context.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { findProvedVersion, type ProvedVersion } from "./proved-version.ts";

type Input = z.output<typeof proofTradesInput>;

const place = z.int().min(0).max(1_000_000);
const trades = z.array(tradeRecord);

/** The trades of a verified version with what each of its rules saw, oldest first. */
export const listProofTrades = async ({ ctx, input }: Call<Input>): Promise<ProofTradesPage> => {
  const from = input.cursor === undefined ? 0 : readCursor(place, input.cursor);
  const found = await findProvedVersion(ctx, input);
  const page =
    found.run?.state === "passed"
      ? await readPage(ctx, found, found.run.id, { from, to: from + input.limit - 1 })
      : undefined;
  if (page === undefined) return { items: [], nextCursor: null, total: 0 };
  const end = from + input.limit;
  return {
    items: trades.parse(page.items),
    nextCursor: end < page.total ? writeCursor(end) : null,
    total: page.total,
  };
};

interface Page {
  items: unknown;
  total: number;
}

const readPage = async (
  { reader, database, actor }: Context,
  { isPublic }: ProvedVersion,
  runId: NonNullable<ProvedVersion["run"]>["id"],
  { from, to }: { from: number; to: number },
): Promise<Page | undefined> => {
  const uuid = uuidFromId("run", runId);
  if (isPublic) {
    const [page] = await reader<Page[]>`
      select jsonb_array_length(r.trades) as total, jsonb_path_query_array(r.trades, '$[$from to $to]',
        jsonb_build_object('from', ${from}::int, 'to', ${to}::int)) as items
      from backtest_runs r where r.id = ${uuid}`;
    return page;
  }
  const { rows } = await database.withActor(actor, (tx) =>
    tx.execute<{ items: unknown; total: number }>(sql`
      select jsonb_array_length(r.trades) as total, jsonb_path_query_array(r.trades, '$[$from to $to]',
        jsonb_build_object('from', ${from}::int, 'to', ${to}::int)) as items
      from backtest_runs r where r.id = ${uuid}`),
  );
  return rows[0];
};
