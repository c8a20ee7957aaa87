import { type ListingId, MarketError, type OwnListing } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, type listings, strategyVersions } from "@boltz/db/schema";
import { personOf } from "@boltz/domain";
import { desc, eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { openCase } from "../moderation/cases.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { queueVerification } from "../verification/queue-verification.ts";
import { lockOwnListing, readOwnListing } from "./own-listing.ts";
import { refuseClaims } from "./refuse-claims.ts";

/**
 * Hands the author's copy and the newest version to moderation. An approved listing can be submitted
 * again once there is a newer version. The revision grows, so that a judgement names what it judged.
 * Throws `claims_refused` where it promises what nobody can keep, and `invalid_input` for a version that
 * failed its verification already.
 */
export const submitListing = async ({ ctx, input }: Call<{ listingId: ListingId }>): Promise<OwnListing> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const { draft, listing } = await lockOwnListing(tx, person, "listing.submit", input.listingId);
    const version = await newestVersion(tx, listing.strategyId);
    if (version === undefined) throw new MarketError("version_required");
    const { id: versionId, changelog } = version;
    const hasNews = draft.state === "approved" && draft.versionId !== versionId;
    const maySubmit = draft.state === "draft" || draft.state === "rejected" || hasNews;
    if (!maySubmit || listing.status === "removed") throw new MarketError("wrong_state");
    refuseClaims({ ...draft, changelog }, await publicWords(tx, listing));
    await queueVerification(ctx.queue, tx, version);
    const revision = draft.revision + 1;
    await tx
      .update(listingDrafts)
      .set({ state: "submitted", versionId, revision, submittedAt: sql`now()`, updatedAt: sql`now()` })
      .where(eq(listingDrafts.listingId, input.listingId));
    await openCase(tx, { kind: "submission", listingId: input.listingId }, person.id);
    await logAudit(tx, person, {
      action: "listing_submitted",
      subjectType: "listing",
      subject: { prefix: "lst", id: input.listingId },
      detail: { revision: String(revision), versionId },
    });
    return readOwnListing(tx, input.listingId);
  });
};

const newestVersion = async (
  tx: Transaction,
  strategyId: (typeof strategyVersions.$inferSelect)["strategyId"],
) => {
  const [row] = await tx
    .select()
    .from(strategyVersions)
    .where(eq(strategyVersions.strategyId, strategyId))
    .orderBy(desc(versionOrder))
    .limit(1);
  return row;
};

/** What a person approved; null before anything ever was public. */
const publicWords = async (tx: Transaction, listing: typeof listings.$inferSelect) => {
  if (listing.publishedAt === null || listing.versionId === null) return null;
  const [version] = await tx
    .select({ changelog: strategyVersions.changelog })
    .from(strategyVersions)
    .where(eq(strategyVersions.id, listing.versionId));
  return { ...listing, changelog: version?.changelog ?? "" };
};
