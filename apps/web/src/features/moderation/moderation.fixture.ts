import { type CaseView, type CreatorStanding, caseView, creatorStanding } from "@boltz/contract";
import { viewerFixture } from "../../api/screen.fixture.ts";

const suffix = "01m81rhhyeecv80qyjt241nv7y";
const at = "2026-11-22T12:00:00.000Z";
const later = "2030-11-22T12:30:00.000Z";
const cleo = { id: "usr_01m81rhhyeecv80qyjt241nv7a", displayName: "Cleo's Desk" };

export const moderatorFixture = { ...viewerFixture, name: "Mona", role: "moderator" as const };

export const heldBy = (by: string, isMine: boolean) => ({ by, isMine, until: later });

const listing = {
  id: `lst_${suffix}`,
  strategyId: `str_${suffix}`,
  status: "published",
  edits: "submitted",
  revision: 7,
  title: "Index tide",
  summary: "In when the market rises, out when it does not.",
  description: "Trades once a month. Gains are guaranteed.",
  tags: ["etf"],
  price: { amountMinor: "5900", currency: "USD" },
  refundDays: 14,
  totalSales: 12,
  latestVersion: "1.1.0",
  lastDecision: null,
  updatedAt: at,
};
const now = {
  title: listing.title,
  summary: listing.summary,
  description: listing.description,
  tags: listing.tags,
  price: "59.00 USD",
  refundDays: 14,
  version: "1.1.0",
  changelog: "Trades less often. Foolproof.",
  rules: [{ title: "Entry", sentences: ["Buys at the close."] }],
};

/** A change of a published listing that waits, unless `changes` make something else of it. */
export const caseFixture = (changes: Record<string, unknown> = {}, ofTheCase: Record<string, unknown> = {}) =>
  caseView.parse({
    case: {
      id: `cas_${suffix}`,
      kind: "submission",
      listing: { id: listing.id, title: listing.title, status: "published" },
      concerns: cleo,
      openedAt: at,
      flags: 0,
      claim: null,
      mayDecide: true,
      ...ofTheCase,
    },
    listing,
    change: {
      before: {
        ...now,
        description: "Trades twice a week. Gains are uncertain.",
        price: "49.00 USD",
        changelog: "",
      },
      now,
    },
    document: null,
    attachedText: null,
    flags: [],
    review: null,
    appeal: null,
    history: [],
    capabilities: { publish: true, sell: true, withdraw: true },
    banned: false,
    ...changes,
  }) satisfies CaseView;

export const standingFixture = (changes: Partial<CreatorStanding> = {}) =>
  creatorStanding.parse({
    person: cleo,
    role: "creator",
    capabilities: { publish: true, sell: true, withdraw: true },
    banned: false,
    publishedListings: 3,
    buyers: 12,
    history: [],
    mayDecide: true,
    ...changes,
  });
