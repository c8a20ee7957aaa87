import { type ListingId, MarketError, type ReviewListing } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, moderationDecisions, strategyVersions, users } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { desc, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { describeDocument } from "../listings/get-listing-rules.ts";
import { type OwnListingRow, readOwnListings } from "../listings/own-listing.ts";
import { readDocument } from "../strategies/checked-document.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { queueItemOf } from "./queue-item.ts";

/** What a moderator reads before deciding: the author's copy, the rules in words, what was decided before. */
export const reviewListing = async ({
  ctx,
  input,
}: Call<{ listingId: ListingId }>): Promise<ReviewListing> => {
  enforcePolicy(ctx.actor, "moderation.read");
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const [row] = await readOwnListings(tx, eq(listingDrafts.listingId, input.listingId));
    if (row === undefined) throw new MarketError("not_found");
    const document = await submittedDocument(tx, row);
    return {
      item: queueItemOf(ctx.actor, row),
      rules: describeDocument(document),
      document: readDocument(document),
      history: await readHistory(tx, input.listingId),
    };
  });
};

const submittedDocument = async (tx: Transaction, { draft, strategyId }: OwnListingRow): Promise<string> => {
  const { versionId } = draft;
  const [version] = await tx
    .select({ document: strategyVersions.document })
    .from(strategyVersions)
    .where(
      versionId === null ? eq(strategyVersions.strategyId, strategyId) : eq(strategyVersions.id, versionId),
    )
    .orderBy(desc(versionOrder))
    .limit(1);
  if (version === undefined) throw new MarketError("version_required");
  return version.document;
};

const readHistory = async (tx: Transaction, listingId: ListingId): Promise<ReviewListing["history"]> => {
  const rows = await tx
    .select({
      outcome: moderationDecisions.outcome,
      reason: moderationDecisions.reason,
      at: moderationDecisions.at,
      by: users.name,
    })
    .from(moderationDecisions)
    .innerJoin(users, eq(users.id, moderationDecisions.moderatorId))
    .where(eq(moderationDecisions.listingId, listingId))
    .orderBy(desc(moderationDecisions.id));
  return rows.map(({ outcome, reason, at, by }) => ({ outcome, reason, at: at.toISOString(), by }));
};
