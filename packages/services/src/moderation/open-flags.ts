import { type FlagReason, type ListingId, MarketError, type ReviewId } from "@boltz/contract";
import { asSystem, newId, type Transaction } from "@boltz/db";
import { flags } from "@boltz/db/schema";
import { flagThreshold, isEnoughToLook, type Person } from "@boltz/domain";
import { and, eq, isNull, sql } from "drizzle-orm";

/** What is reported: a listing itself, or one review of it. */
interface Reported {
  listingId: ListingId;
  reviewId: ReviewId | null;
}

interface Report {
  reason: FlagReason;
  note: string;
}

const openOnesOf = ({ listingId, reviewId }: Reported) =>
  and(
    eq(flags.listingId, listingId),
    reviewId === null ? isNull(flags.reviewId) : eq(flags.reviewId, reviewId),
    eq(flags.state, "open"),
  );

/**
 * Keeps a report and answers whether a moderator has to look now. Throws `already_flagged`. The caller
 * holds the lock of what is reported, so that of two reports at once the later one counts both.
 */
export const addFlag = async (
  tx: Transaction,
  reporter: Person,
  { reported, report }: { reported: Reported; report: Report },
) => {
  const [added] = await tx
    .insert(flags)
    .values({ id: newId("flg"), ...reported, reporterId: reporter.id, ...report })
    .onConflictDoNothing()
    .returning({ id: flags.id });
  if (added === undefined) throw new MarketError("already_flagged");
  // A reporter sees only their own. No report weighs less than one, so more than these change nothing.
  const open = await asSystem(tx, () =>
    tx.select({ reason: flags.reason }).from(flags).where(openOnesOf(reported)).limit(flagThreshold),
  );
  return { flagId: added.id, isEnough: isEnoughToLook(open.map(({ reason }) => reason)) };
};

/** Ends the open reports of something that was judged; they do not count again. */
export const closeFlags = async (
  tx: Transaction,
  reported: Reported,
  state: "upheld" | "dismissed",
): Promise<void> => {
  await tx.update(flags).set({ state, closedAt: sql`now()` }).where(openOnesOf(reported));
};
