import { type ComparedStrategy, type compareInput, type ProofState, proofReport } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { storedMarket } from "../verification/stored-market.ts";

/** What is compared of a report; the rest of it is not read. */
const comparedReport = proofReport.pick({
  segments: true,
  overfitting: true,
  series: true,
  holdoutFrom: true,
});

/** Up to four published strategies side by side, in the order in which they were asked for. */
export const compareStrategies = async ({
  ctx,
  input,
}: Call<z.output<typeof compareInput>>): Promise<ComparedStrategy[]> => {
  const rows = await readRows(
    ctx,
    input.listingIds.map((id) => uuidFromId("lst", id)),
  );
  const byId = new Map(rows.map((row) => [row.id, comparedOf(row)]));
  return [...new Set(input.listingIds)].flatMap((id) => byId.get(uuidFromId("lst", id)) ?? []);
};

interface Row {
  id: string;
  title: string;
  creator_id: string;
  creator_name: string;
  version: string;
  kind: "declared" | "attached";
  summary: unknown;
  state: Exclude<ProofState, "attached"> | null;
  report: unknown;
}

const readRows = ({ reader }: Context, uuids: string[]) => reader<Row[]>`
  select l.id, l.title, l.creator_id, c.display_name as creator_name, v.version, v.kind, v.summary, r.state,
    case when r.report is not null then jsonb_build_object('segments', r.report -> 'segments',
      'overfitting', r.report -> 'overfitting', 'series', r.report -> 'series',
      'holdoutFrom', r.report -> 'holdoutFrom') end as report
  from strategy_marketplace l
    join creator_profiles c on c.user_id = l.creator_id
    join strategy_versions v on v.id = l.version_id
    left join lateral (select r.state, r.report from backtest_runs r
      where r.version_id = v.id order by r.id desc limit 1) r on true
  where l.id = any(${uuids}::uuid[])`;

const comparedOf = (row: Row): ComparedStrategy => {
  const { style, timeframe, market } = storedMarket(row.summary);
  const report = comparedReport.nullable().parse(row.report);
  return {
    listingId: idFromUuid("lst", row.id),
    title: row.title,
    creator: { id: idFromUuid("usr", row.creator_id), displayName: row.creator_name },
    version: row.version,
    state: row.kind === "attached" ? "attached" : (row.state ?? "none"),
    ...{ style, timeframe, symbols: market.symbols },
    segments: report?.segments ?? null,
    overfitting: report?.overfitting ?? null,
    series: report === null ? null : { at: report.series.at, equity: report.series.equity },
    holdoutFrom: report?.holdoutFrom ?? null,
  };
};
