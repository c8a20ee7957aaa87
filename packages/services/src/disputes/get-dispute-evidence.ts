import { type DisputeId, type disputeEvidence, MarketError } from "@boltz/contract";
import { disputes } from "@boltz/db/schema";
import { enforcePolicy, system } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { drawEvidence } from "./draw-evidence.ts";

/** The evidence of a dispute as it is, or would be, handed to the provider. */
export const getDisputeEvidence = async ({
  ctx,
  input,
}: Call<{ disputeId: DisputeId }>): Promise<z.output<typeof disputeEvidence>> => {
  enforcePolicy(ctx.actor, "dispute.read");
  return ctx.database.withSnapshot(system("get-dispute-evidence"), async (tx) => {
    const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, input.disputeId));
    if (dispute === undefined) throw new MarketError("not_found");
    const { summary, activityLog } = await drawEvidence(tx, dispute);
    return { summary, activityLog };
  });
};
