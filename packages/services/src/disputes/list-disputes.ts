import { isId, type listDisputesInput, type listDisputesOutput, MarketError } from "@boltz/contract";
import { disputes, purchases } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { toDisputeView } from "./dispute-view.ts";

/** Disputes that wait for the bank, or those that are decided, newest first. */
export const listDisputes = async ({
  ctx,
  input,
}: Call<z.output<typeof listDisputesInput>>): Promise<z.output<typeof listDisputesOutput>> => {
  enforcePolicy(ctx.actor, "dispute.read");
  const { cursor, limit, open } = input;
  if (cursor !== undefined && !isId("dsp", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ dispute: disputes, title: purchases.listingTitle })
      .from(disputes)
      .innerJoin(purchases, eq(purchases.id, disputes.purchaseId))
      .where(
        and(
          inArray(disputes.status, open ? ["open", "under_review"] : ["won", "lost"]),
          cursor === undefined ? undefined : lt(disputes.id, cursor),
        ),
      )
      .orderBy(desc(disputes.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(({ dispute, title }) => toDisputeView(dispute, title));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
