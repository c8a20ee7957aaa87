import type { ProviderName } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";

/** Has the provider asked about a checkout now, where its purchase still waits. Nobody's word settles anything. */
export const requestSettlement = ({
  ctx,
  input,
}: Call<{ provider: ProviderName; checkoutReference: string }>): Promise<void> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [waiting] = await tx
      .select({ purchaseId: purchases.id })
      .from(purchases)
      .where(
        and(
          eq(purchases.provider, input.provider),
          eq(purchases.checkoutReference, input.checkoutReference),
          eq(purchases.status, "pending"),
        ),
      );
    if (waiting !== undefined) await ctx.queue.send(tx, "settle-purchase", waiting);
  });
