import {
  adverseOutcomes,
  caseKinds,
  decisionOrigins,
  decisionOutcomes,
  flagReasons,
  standingParts,
} from "@boltz/contract";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isModerator, isSystem } from "./policies.ts";
import { reviews } from "./reviews.ts";

/** What was decided, about a listing, a review, or a creator's standing; with a reason where it takes something. */
export const moderationDecisions = pgTable(
  "moderation_decisions",
  {
    id: idColumn("id", "dec").primaryKey(),
    /** Null for a decision about a creator's standing. */
    listingId: idColumn("listing_id", "lst").references(() => listings.id),
    reviewId: idColumn("review_id", "rev").references(() => reviews.id),
    /** Whom it concerns: the listing's creator, or who wrote the review. */
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    origin: text("origin", { enum: decisionOrigins }).notNull().default("person"),
    /** Null for an automatic one. */
    moderatorId: idColumn("moderator_id", "usr").references(() => users.id),
    /** What was judged: the listing's working copy in this state. */
    revision: integer("revision"),
    part: text("part", { enum: standingParts }),
    outcome: text("outcome", { enum: decisionOutcomes }).notNull(),
    harm: boolean("harm").notNull().default(false),
    /** The ban by which a listing was removed too, or what an appeal gave back. */
    causeId: idColumn("cause_id", "dec").references((): AnyPgColumn => moderationDecisions.id),
    reason: text("reason").notNull().default(""),
    at: createdAt(),
  },
  (table) => [
    uniqueIndex("moderation_decisions_one_judgement_key")
      .on(table.listingId, table.revision)
      .where(sql`outcome in ('approved', 'rejected') and cause_id is null`),
    index("moderation_decisions_creator_idx").on(table.creatorId, table.id),
    index("moderation_decisions_listing_idx").on(table.listingId, table.id),
    index("moderation_decisions_review_idx").on(table.reviewId),
    check("moderation_decisions_outcome_check", oneOf("outcome", decisionOutcomes)),
    check("moderation_decisions_origin_check", oneOf("origin", decisionOrigins)),
    check("moderation_decisions_part_check", sql`part is null or ${oneOf("part", standingParts)}`),
    check("moderation_decisions_person_check", sql`(origin = 'person') = (moderator_id is not null)`),
    check("moderation_decisions_not_own_check", sql`moderator_id <> creator_id`),
    check(
      "moderation_decisions_reason_check",
      sql`not (${oneOf("outcome", adverseOutcomes)}) or length(reason) >= 10`,
    ),
    check("moderation_decisions_about_check", sql`(part is null) = (listing_id is not null)`),
    check("moderation_decisions_harm_check", sql`not harm or outcome = 'removed'`),
    appMay("moderation_decisions", "select", sql`${either(sql`creator_id = ${actorId}`, isModerator)}`),
    appMay(
      "moderation_decisions",
      "insert",
      sql`${either(sql`${isModerator} and moderator_id = ${actorId}`, isSystem)}`,
    ),
    appMay("moderation_decisions", "update", isSystem),
  ],
);

export const flagStates = ["open", "upheld", "dismissed"] as const;

/** Reports by signed-in people: one each for a listing, and one each for a review. */
export const flags = pgTable(
  "listing_flags",
  {
    id: idColumn("id", "flg").primaryKey(),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    reviewId: idColumn("review_id", "rev").references(() => reviews.id),
    reporterId: idColumn("reporter_id", "usr")
      .notNull()
      .references(() => users.id),
    reason: text("reason", { enum: flagReasons }).notNull(),
    note: text("note").notNull().default(""),
    state: text("state", { enum: flagStates }).notNull().default("open"),
    createdAt: createdAt(),
    closedAt: timeColumn("closed_at"),
  },
  (table) => [
    uniqueIndex("listing_flags_one_each_key")
      .on(table.listingId, table.reporterId)
      .where(sql`review_id is null`),
    uniqueIndex("listing_flags_review_one_each_key")
      .on(table.reviewId, table.reporterId)
      .where(sql`review_id is not null`),
    index("listing_flags_open_idx").on(table.listingId, table.reviewId).where(sql`state = 'open'`),
    index("listing_flags_reporter_idx").on(table.reporterId),
    check("listing_flags_reason_check", oneOf("reason", flagReasons)),
    check("listing_flags_state_check", oneOf("state", flagStates)),
    check("listing_flags_closed_check", sql`(state = 'open') = (closed_at is null)`),
    appMay("listing_flags", "select", sql`${either(sql`reporter_id = ${actorId}`, isModerator)}`),
    appMay("listing_flags", "insert", sql`reporter_id = ${actorId}`),
    appMay("listing_flags", "update", isModerator),
    appMay("listing_flags", "delete", isSystem),
  ],
);

/** Somebody's word against a decision: once each. */
export const appeals = pgTable(
  "moderation_appeals",
  {
    id: idColumn("id", "apl").primaryKey(),
    decisionId: idColumn("decision_id", "dec")
      .notNull()
      .unique()
      .references(() => moderationDecisions.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    text: text("text").notNull(),
    outcome: text("outcome", { enum: ["granted", "denied"] }),
    answer: text("answer").notNull().default(""),
    answeredBy: idColumn("answered_by", "usr").references(() => users.id),
    createdAt: createdAt(),
    answeredAt: timeColumn("answered_at"),
  },
  (table) => [
    index("moderation_appeals_creator_idx").on(table.creatorId),
    check("moderation_appeals_outcome_check", sql`outcome in ('granted', 'denied')`),
    check("moderation_appeals_answered_check", sql`(outcome is null) = (answered_at is null)`),
    appMay("moderation_appeals", "select", sql`${either(sql`creator_id = ${actorId}`, isModerator)}`),
    appMay("moderation_appeals", "insert", sql`creator_id = ${actorId}`),
    appMay("moderation_appeals", "update", isModerator),
  ],
);

/** What waits for a moderator. One open case for each thing and kind; a claim runs out by itself. */
export const cases = pgTable(
  "moderation_cases",
  {
    id: idColumn("id", "cas").primaryKey(),
    kind: text("kind", { enum: caseKinds }).notNull(),
    listingId: idColumn("listing_id", "lst").references(() => listings.id),
    reviewId: idColumn("review_id", "rev").references(() => reviews.id),
    appealId: idColumn("appeal_id", "apl")
      .unique()
      .references(() => appeals.id),
    /** The uuid underneath the id of what it is about: the listing, the review or the appeal. */
    subjectId: uuid("subject_id").notNull(),
    /** Whom a decision would concern. */
    concernsId: idColumn("concerns_id", "usr")
      .notNull()
      .references(() => users.id),
    openedAt: timeColumn("opened_at").notNull().defaultNow(),
    claimedBy: idColumn("claimed_by", "usr").references(() => users.id),
    claimedAt: timeColumn("claimed_at"),
    closedAt: timeColumn("closed_at"),
  },
  (table) => [
    uniqueIndex("moderation_cases_one_open_key")
      .on(table.kind, table.subjectId)
      .where(sql`closed_at is null`),
    index("moderation_cases_queue_idx").on(table.openedAt, table.id).where(sql`closed_at is null`),
    index("moderation_cases_listing_idx").on(table.listingId),
    check("moderation_cases_kind_check", oneOf("kind", caseKinds)),
    check("moderation_cases_claim_check", sql`(claimed_by is null) = (claimed_at is null)`),
    check(
      "moderation_cases_about_check",
      sql`case kind when 'appeal' then appeal_id = subject_id when 'flagged_review' then review_id = subject_id else listing_id = subject_id end`,
    ),
    appMay("moderation_cases", "select", isModerator),
    appMay("moderation_cases", "insert", isSystem),
    appMay("moderation_cases", "update", isModerator),
  ],
);
