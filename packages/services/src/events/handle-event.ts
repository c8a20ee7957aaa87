import type { ProviderName } from "@boltz/contract";
import type { Call } from "../context.ts";
import { syncDispute } from "../disputes/sync-dispute.ts";
import { syncPayout } from "../payouts/sync-payout.ts";
import { syncPayoutAccount } from "../payouts/sync-payout-account.ts";
import type { JobPayload } from "../queue.ts";
import { syncRefund } from "../refunds/sync-refund.ts";
import { endEvent, isLastTry, takeEvent, whileKnown } from "./event-row.ts";

type Sync = (call: Call<{ provider: ProviderName; reference: string }>) => Promise<"handled" | "not_ours">;

/** Who takes over the present state of each kind of object that follows a sale. */
const syncs = {
  refund: syncRefund,
  dispute: syncDispute,
  payout: syncPayout,
  account: syncPayoutAccount,
} as const satisfies Record<string, Sync>;

const isSynced = (kind: string | null): kind is keyof typeof syncs =>
  kind !== null && Object.hasOwn(syncs, kind);

/**
 * Works off an event about anything but a checkout: the object's present state is fetched and taken
 * over; any number of calls have one effect. An event can overtake the one about its payment, so what
 * belongs to nobody here is tried again before it is set aside. Throws what is to be tried again.
 */
export const handleEvent = async ({ ctx, input }: Call<JobPayload<"handle-event">>): Promise<void> => {
  const event = await takeEvent(ctx, input.eventRowId);
  if (event === undefined) return;
  const { provider, objectKind, objectReference: reference } = event;
  if (reference === null || !isSynced(objectKind)) return endEvent(ctx, event, "ignored", null);
  const outcome = await whileKnown(ctx, event, () =>
    syncs[objectKind]({ ctx, input: { provider, reference } }),
  );
  if (outcome === undefined) return;
  if (outcome === "handled") return endEvent(ctx, event, "handled", null);
  if (!isLastTry(event)) throw new Error(`${objectKind} ${reference} belongs to nothing here yet`);
  await endEvent(ctx, event, "quarantined", "not_ours");
};
