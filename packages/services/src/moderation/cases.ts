import {
  type AppealId,
  type CaseId,
  type CaseKind,
  type ListingId,
  MarketError,
  type ReviewId,
  type UserId,
} from "@boltz/contract";
import { asSystem, newId, type Transaction, uuidFromId } from "@boltz/db";
import { cases } from "@boltz/db/schema";
import { claimantOf, type Person } from "@boltz/domain";
import { and, eq, isNull, sql } from "drizzle-orm";

export type CaseRow = typeof cases.$inferSelect;

/** What a case is about: its listing, the review on it, or the appeal. */
export type CaseSubject =
  | { kind: "submission" | "flagged_listing"; listingId: ListingId }
  | { kind: "flagged_review"; reviewId: ReviewId; listingId: ListingId }
  | { kind: "appeal"; appealId: AppealId; listingId: ListingId | null; reviewId: ReviewId | null };

const subjectUuid = (subject: CaseSubject): string => {
  if (subject.kind === "appeal") return uuidFromId("apl", subject.appealId);
  if (subject.kind === "flagged_review") return uuidFromId("rev", subject.reviewId);
  return uuidFromId("lst", subject.listingId);
};

/** Puts something into the moderators' queue and answers its case; null where it waits there already. */
export const openCase = async (
  tx: Transaction,
  subject: CaseSubject,
  concernsId: UserId,
): Promise<CaseId | null> => {
  const id = newId("cas");
  const { rowCount } = await asSystem(tx, () =>
    tx
      .insert(cases)
      .values({
        id,
        kind: subject.kind,
        listingId: subject.listingId,
        reviewId: "reviewId" in subject ? subject.reviewId : null,
        appealId: "appealId" in subject ? subject.appealId : null,
        subjectId: subjectUuid(subject),
        concernsId,
      })
      .onConflictDoNothing(),
  );
  return rowCount === 1 ? id : null;
};

/** Takes what is decided, or was withdrawn, out of the queue. */
export const closeCase = async (tx: Transaction, subject: CaseSubject): Promise<void> => {
  await asSystem(tx, () =>
    tx
      .update(cases)
      .set({ closedAt: sql`now()` })
      .where(
        and(eq(cases.kind, subject.kind), eq(cases.subjectId, subjectUuid(subject)), isNull(cases.closedAt)),
      ),
  );
};

/** Who works on it now. */
export const holderOf = ({ claimedBy, claimedAt }: CaseRow, now: Date): UserId | null =>
  claimantOf(claimedBy === null || claimedAt === null ? null : { by: claimedBy, at: claimedAt }, now);

/** Throws `claimed_by_other` while somebody else works on it. */
export const requireFree = (row: CaseRow, moderator: Person, now: Date): void => {
  const holder = holderOf(row, now);
  if (holder !== null && holder !== moderator.id) throw new MarketError("claimed_by_other");
};

/** Locks an open case. Throws `not_found`, `wrong_state` once it is closed, or `claimed_by_other`. */
export const lockCase = async (
  tx: Transaction,
  moderator: Person,
  caseId: CaseId,
  now: Date,
): Promise<CaseRow> => {
  const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
  if (row === undefined) throw new MarketError("not_found");
  if (row.closedAt !== null) throw new MarketError("wrong_state");
  requireFree(row, moderator, now);
  return row;
};

/** The open case of a kind about something, locked; undefined where none waits. */
export const findOpenCase = async (
  tx: Transaction,
  kind: CaseKind,
  uuid: string,
): Promise<CaseRow | undefined> => {
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.kind, kind), eq(cases.subjectId, uuid), isNull(cases.closedAt)))
    .for("update");
  return row;
};
