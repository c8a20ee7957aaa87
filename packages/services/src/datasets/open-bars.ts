import type { DatasetId } from "@boltz/contract";
import { MarketError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Call } from "../context.ts";
import { joinParts } from "./read-bars.ts";

export interface OpenBarsInput {
  datasetId: DatasetId;
  count: number;
}

/** The first `count` bars for anybody. Throws `not_found` where there are not as many. */
export const openBars = async ({ ctx, input }: Call<OpenBarsInput>) => {
  const { count } = input;
  const id = uuidFromId("dst", input.datasetId);
  const parts = await ctx.reader<{ data: Uint8Array }[]>`
    select b.data from bars b join datasets d on d.id = b.dataset_id
    where d.id = ${id} and d.bar_count >= ${count} and b.first_bar < ${count} order by b.first_bar`;
  if (count < 1 || parts.length === 0) throw new MarketError("not_found");
  return joinParts(
    parts.map(({ data }) => data),
    count,
  );
};
