import type { tagCountsOutput } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

/** The tags of published listings, the most used first. */
export const tagCounts = async ({ ctx }: { ctx: Context }): Promise<z.output<typeof tagCountsOutput>> => {
  const rows = await ctx.reader<{ tag: string; count: number }[]>`
    select tag, count from listing_tag_counts where count > 0 order by count desc, tag limit 100`;
  return rows.map(({ tag, count }) => ({ tag, count }));
};
