import { jobRuns } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../context.ts";

const invariantDetail = z.object({
  broken: z.array(z.object({ invariant: z.string(), rows: z.array(z.string()) })).default([]),
});

/** What the last check of the invariants found; nothing before the first one. */
export const brokenInvariantsOf = (check: { detail: unknown } | undefined) =>
  invariantDetail.parse(check?.detail ?? {}).broken;

/** How many rules did not hold at the last check, whichever worker made it. For the system only. */
export const countBrokenInvariants = ({ ctx }: { ctx: Context }): Promise<number> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [check] = await tx
      .select({ detail: jobRuns.detail })
      .from(jobRuns)
      .where(eq(jobRuns.job, "check-invariants"));
    return brokenInvariantsOf(check).length;
  });
