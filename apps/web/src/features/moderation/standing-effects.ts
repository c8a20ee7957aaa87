import type { StandingPart } from "@boltz/contract";
import { plural } from "../../format/numbers.ts";

/** Whom a change of standing would touch. */
export interface Touched {
  name: string;
  publishedListings: number;
  buyers: number;
}

export interface StandingChange {
  title: string;
  action: string;
  effects: readonly { on: string; effect: string }[];
}

const listingsOf = ({ publishedListings }: Touched) =>
  publishedListings === 0
    ? "There are no published listings"
    : plural(publishedListings, "published listing");
const buyersOf = ({ buyers }: Touched) =>
  buyers === 0 ? "Nobody bought anything of theirs." : `${plural(buyers, "buyer")} of theirs`;

const keepAccess = (touched: Touched) =>
  touched.buyers === 0
    ? buyersOf(touched)
    : `${buyersOf(touched)} keep access and can be refunded as before.`;
const untouched = "Not touched.";

const stop: Record<StandingPart, (touched: Touched) => StandingChange> = {
  publish: (touched) => ({
    title: `Stop ${touched.name} from publishing?`,
    action: "Stop publishing",
    effects: [
      {
        on: "Listings",
        effect: `Nothing new of theirs is published: no listing, no change of text, no version. ${listingsOf(touched)}${touched.publishedListings === 0 ? "." : " on the market: what is there stays and can be bought."}`,
      },
      { on: "Balance", effect: "Sales earn as before, and payouts go on." },
      { on: "Buyers' access", effect: keepAccess(touched) },
    ],
  }),
  sell: (touched) => ({
    title: `Stop ${touched.name} from selling?`,
    action: "Stop selling",
    effects: [
      {
        on: "Listings",
        effect: `${listingsOf(touched)}${touched.publishedListings === 0 ? "; none that follows can be bought." : " can no longer be bought."} New coupons cannot be made.`,
      },
      {
        on: "Balance",
        effect: "Nothing new is earned. What was earned so far is held and paid out as before.",
      },
      { on: "Buyers' access", effect: keepAccess(touched) },
    ],
  }),
  withdraw: (touched) => ({
    title: `Stop ${touched.name} from withdrawing?`,
    action: "Stop withdrawing",
    effects: [
      { on: "Listings", effect: "They stay on the market and can be bought." },
      {
        on: "Balance",
        effect:
          "Nothing is paid out, neither on request nor in the weekly run. What is earned waits in the balance. A payout that is under way already goes on.",
      },
      { on: "Buyers' access", effect: keepAccess(touched) },
    ],
  }),
  account: (touched) => ({
    title: `Suspend the account of ${touched.name}?`,
    action: "Suspend the account",
    effects: [
      {
        on: "The account",
        effect:
          "They can sign in, read decisions and appeal, see their purchases, library and notifications, ask for refunds of what they bought, and take a copy of their data or have it erased. Nothing else: no buying, installing, reviewing, reporting, following, publishing, selling or withdrawing.",
      },
      {
        on: "Listings",
        effect: `${listingsOf(touched)}${touched.publishedListings === 0 ? "." : ", taken off the market until the suspension ends."} Nothing new is published.`,
      },
      {
        on: "Balance",
        effect:
          "Frozen: nothing is paid out until the suspension ends. Refunds to buyers are still taken from it.",
      },
      { on: "Buyers' access", effect: keepAccess(touched) },
    ],
  }),
};

const allow: Record<StandingPart, (touched: Touched) => StandingChange> = {
  publish: ({ name }) => ({
    title: `Let ${name} publish again?`,
    action: "Allow publishing",
    effects: [
      { on: "Listings", effect: "New listings, changes and versions can be submitted for review again." },
      { on: "Balance", effect: untouched },
      { on: "Buyers' access", effect: untouched },
    ],
  }),
  sell: (touched) => ({
    title: `Let ${touched.name} sell again?`,
    action: "Allow selling",
    effects: [
      {
        on: "Listings",
        effect: `${listingsOf(touched)}${touched.publishedListings === 0 ? "." : " can be bought again."}`,
      },
      { on: "Balance", effect: "New sales earn as before." },
      { on: "Buyers' access", effect: untouched },
    ],
  }),
  withdraw: ({ name }) => ({
    title: `Let ${name} withdraw again?`,
    action: "Allow withdrawing",
    effects: [
      { on: "Listings", effect: untouched },
      { on: "Balance", effect: "What is available can be withdrawn, and the weekly run pays it out." },
      { on: "Buyers' access", effect: untouched },
    ],
  }),
  account: ({ name }) => ({
    title: `End the suspension of ${name}?`,
    action: "End the suspension",
    effects: [
      { on: "The account", effect: "They can do everything again that is not restricted on its own." },
      {
        on: "Listings",
        effect: "Those that the suspension took off the market are back on it, as they were.",
      },
      { on: "Balance", effect: "It can be paid out again, unless withdrawing is restricted." },
      { on: "Buyers' access", effect: untouched },
    ],
  }),
};

/** What switching one part of somebody's standing does to listings, balance and access, in words. */
export const standingChange = (part: StandingPart, allowed: boolean, touched: Touched): StandingChange =>
  (allowed ? allow : stop)[part](touched);
