import type { moderationQueueItem } from "@boltz/contract";
import { type Actor, mayDo } from "@boltz/domain";
import type { z } from "zod";
import { type OwnListingRow, ownListingOf } from "../listings/own-listing.ts";

export type QueueItem = z.output<typeof moderationQueueItem>;

export const queueItemOf = (actor: Actor, row: OwnListingRow): QueueItem => ({
  listing: ownListingOf(row),
  creator: { id: row.draft.creatorId, displayName: row.creatorName },
  submittedAt: (row.draft.submittedAt ?? row.draft.updatedAt).toISOString(),
  mayDecide: mayDo(actor, "moderation.decide", { ownerId: row.draft.creatorId }),
});
