import type { CaseId, CaseKind, ListingId, OwnListing, ReviewId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { Context } from "../context.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { draftedListing, type Verbs } from "../verbs.fixture.ts";

export const submittedListing = async (
  verbs: Verbs,
): Promise<{ creator: Person; ctx: Context; listing: OwnListing }> => {
  const creator = await verbs.person({ creator: true });
  const ctx = verbs.as(creator);
  const { id: listingId } = await draftedListing(ctx);
  return { creator, ctx, listing: await submitListing({ ctx, input: { listingId } }) };
};

/** The cases of a kind about something, as they are stored, the oldest first. */
export const casesOf = async (
  verbs: Verbs,
  kind: CaseKind,
  about: { listingId: ListingId } | { reviewId: ReviewId },
): Promise<{ id: CaseId; isOpen: boolean }[]> => {
  const uuid = "reviewId" in about ? uuidFromId("rev", about.reviewId) : uuidFromId("lst", about.listingId);
  const rows = await verbs.db.stored<{ id: string; open: boolean }>(
    "select id, closed_at is null as open from moderation_cases where kind = $1 and subject_id = $2 order by id",
    [kind, uuid],
  );
  return rows.map(({ id, open }) => ({ id: idFromUuid("cas", id), isOpen: open }));
};

/** The one open case of a kind about something. */
export const openCaseOf = async (...about: Parameters<typeof casesOf>): Promise<CaseId> => {
  const open = (await casesOf(...about)).filter(({ isOpen }) => isOpen);
  const [only, ...more] = open;
  if (only === undefined || more.length > 0) throw new Error(`${open.length} cases are open, not one`);
  return only.id;
};
