import { MarketError } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import {
  type listingDrafts,
  listingPrices,
  listings,
  listingVersions,
  strategyVersions,
} from "@boltz/db/schema";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { announce } from "../notifications/announce.ts";
import type { Queue } from "../queue.ts";
import { lockStanding, readStanding } from "../standing/standing-facts.ts";
import { requireVerified } from "../verification/require-verified.ts";
import { writeEvidence } from "../verification/write-evidence.ts";

interface Rows {
  draft: typeof listingDrafts.$inferSelect;
  listing: typeof listings.$inferSelect;
}

const storedSummary = z.object({ style: z.string() });

/**
 * Puts the author's copy in place of what the public sees, with the evidence for its version. What its
 * author archived stays archived. Throws `verification_required` for a version that has not passed.
 */
export const publishDraft = async (
  queue: Queue,
  tx: Transaction,
  { draft, listing }: Rows,
): Promise<void> => {
  const { versionId, title, summary, description, tags, priceMinor, currency, refundDays } = draft;
  if (versionId === null) throw new MarketError("version_required");
  await requireVerified(tx, versionId);
  await requireOpenAccount(tx, listing.creatorId);
  const isFirst = listing.status === "unpublished";
  // Before the listing names it, so that whoever sees the listing may read its version.
  await tx.insert(listingVersions).values({ listingId: listing.id, versionId }).onConflictDoNothing();
  await tx
    .update(listings)
    .set({
      title,
      summary,
      description,
      tags,
      priceMinor,
      currency,
      refundDays,
      versionId,
      style: await styleOf(tx, versionId),
      status: isFirst ? "published" : listing.status,
      publishedAt: listing.publishedAt ?? sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(eq(listings.id, listing.id));
  await writeEvidence(tx, listing.id);
  const isRepriced = isFirst || priceMinor !== listing.priceMinor || currency !== listing.currency;
  const priceId = isRepriced ? newId("pri") : undefined;
  if (priceId !== undefined)
    await tx.insert(listingPrices).values({ id: priceId, listingId: listing.id, priceMinor, currency });
  await announce(queue, tx, listing, { versionId, priceMinor, currency, priceId });
};

/** A suspension that comes at the same time sees this publication, or is seen here. */
const requireOpenAccount = async (tx: Transaction, creatorId: Rows["listing"]["creatorId"]) => {
  await lockStanding(tx, creatorId);
  const { allowed } = await readStanding(tx, creatorId, "account");
  if (!allowed)
    throw new MarketError("wrong_state", {
      message: "The creator's account is suspended, and nothing of theirs is published meanwhile.",
    });
};

const styleOf = async (tx: Transaction, versionId: NonNullable<Rows["draft"]["versionId"]>) => {
  const [version] = await tx
    .select({ summary: strategyVersions.summary })
    .from(strategyVersions)
    .where(eq(strategyVersions.id, versionId));
  return storedSummary.parse(version?.summary).style;
};
