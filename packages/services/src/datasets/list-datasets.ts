import type { Dataset } from "@boltz/contract";
import { datasets } from "@boltz/db/schema";
import { asc } from "drizzle-orm";
import type { Context } from "../context.ts";
import { toDataset } from "./dataset-view.ts";

const most = 2_000;

/** Every dataset that strategies can be run on. */
export const listDatasets = ({ ctx }: { ctx: Context }): Promise<Dataset[]> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const rows = await tx
      .select()
      .from(datasets)
      .orderBy(asc(datasets.symbol), asc(datasets.timeframe))
      .limit(most);
    return rows.map(toDataset);
  });
