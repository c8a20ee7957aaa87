import type { UserId } from "@boltz/contract";
import {
  appeals,
  backtestRuns,
  backtestTrials,
  cases,
  flags,
  listingDrafts,
  listingPrices,
  listings,
  listingViews,
  moderationDecisions,
  reviews,
  strategies,
  strategyVersions,
} from "@boltz/db/schema";
import { eq, getTableColumns, isNotNull, sql } from "drizzle-orm";
import { ofTable, type Section } from "./section.ts";
import { attachedSection } from "./section-attached.ts";

const { moderatorId: _moderatorId, ...decisionColumns } = getTableColumns(moderationDecisions);
const { answeredBy: _answeredBy, ...appealColumns } = getTableColumns(appeals);

const ofOwnListings = (person: UserId) =>
  sql`in (select ${listings.id} from ${listings} where ${eq(listings.creatorId, person)})`;

/** What somebody made and said here, and what was decided about it. */
export const marketSections: readonly Section[] = [
  ofTable({
    name: "strategies",
    about: "Your strategies.",
    ...{ table: strategies, columns: getTableColumns(strategies) },
    ...{ owner: strategies.creatorId, keys: [strategies.id] },
  }),
  ofTable({
    name: "strategy-versions",
    about: "Their versions, with the whole documents.",
    ...{ table: strategyVersions, columns: getTableColumns(strategyVersions) },
    ...{ owner: strategyVersions.creatorId, keys: [strategyVersions.id] },
  }),
  attachedSection,
  ofTable({
    name: "backtest-trials",
    about: "The documents that you tried here, and what each one showed.",
    ...{ table: backtestTrials, columns: getTableColumns(backtestTrials) },
    ...{ owner: backtestTrials.creatorId, keys: [backtestTrials.id] },
  }),
  ofTable({
    name: "verifications",
    about:
      "When your versions were run for their verification, and the receipts. The reports are on their pages.",
    table: backtestRuns,
    columns: {
      id: backtestRuns.id,
      versionId: backtestRuns.versionId,
      kind: backtestRuns.kind,
      state: backtestRuns.state,
      missingSymbols: backtestRuns.missingSymbols,
      receipt: backtestRuns.receipt,
      createdAt: backtestRuns.createdAt,
      finishedAt: backtestRuns.finishedAt,
    },
    ...{ owner: backtestRuns.creatorId, keys: [backtestRuns.id] },
  }),
  ofTable({
    name: "listings",
    about: "Your listings as the public sees or saw them.",
    ...{ table: listings, columns: getTableColumns(listings) },
    ...{ owner: listings.creatorId, keys: [listings.id] },
  }),
  ofTable({
    name: "listing-drafts",
    about: "Your working copies of them.",
    ...{ table: listingDrafts, columns: getTableColumns(listingDrafts) },
    ...{ owner: listingDrafts.creatorId, keys: [listingDrafts.listingId] },
  }),
  ofTable({
    name: "listing-prices",
    about: "The prices that they had.",
    ...{ table: listingPrices, columns: getTableColumns(listingPrices), owner: null },
    where: (person) => sql`${listingPrices.listingId} ${ofOwnListings(person)}`,
    keys: [listingPrices.id],
  }),
  ofTable({
    name: "listing-views",
    about: "How often their pages were opened, by day.",
    ...{ table: listingViews, columns: getTableColumns(listingViews), owner: listingViews.creatorId },
    where: (person) => sql`${listingViews.listingId} ${ofOwnListings(person)}`,
    keys: [listingViews.listingId, listingViews.day],
  }),
  ofTable({
    name: "reviews",
    about: "The reviews that you wrote, and the answers to them.",
    ...{ table: reviews, columns: getTableColumns(reviews) },
    ...{ owner: reviews.reviewerId, keys: [reviews.id] },
  }),
  ofTable({
    name: "replies",
    about: "Your answers to reviews of your strategies. The reviews are their writers' own.",
    table: reviews,
    columns: {
      id: reviews.id,
      listingId: reviews.listingId,
      reply: reviews.reply,
      repliedAt: reviews.repliedAt,
    },
    owner: reviews.creatorId,
    where: () => isNotNull(reviews.reply),
    keys: [reviews.id],
  }),
  ofTable({
    name: "reports",
    about: "What you reported to our moderators.",
    ...{ table: flags, columns: getTableColumns(flags) },
    ...{ owner: flags.reporterId, keys: [flags.id] },
  }),
  ofTable({
    name: "decisions",
    about: "What our moderators decided about you, your listings and your reviews.",
    ...{ table: moderationDecisions, columns: decisionColumns },
    ...{ owner: moderationDecisions.creatorId, keys: [moderationDecisions.id] },
  }),
  ofTable({
    name: "appeals",
    about: "Your appeals, and the answers.",
    ...{ table: appeals, columns: appealColumns, owner: appeals.creatorId, keys: [appeals.id] },
  }),
  ofTable({
    name: "moderation-cases",
    about: "When something of yours waited for a moderator.",
    table: cases,
    columns: {
      id: cases.id,
      kind: cases.kind,
      listingId: cases.listingId,
      reviewId: cases.reviewId,
      appealId: cases.appealId,
      openedAt: cases.openedAt,
      closedAt: cases.closedAt,
    },
    ...{ owner: cases.concernsId, keys: [cases.id], isClosed: true },
  }),
];
