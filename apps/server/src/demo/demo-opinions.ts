import type { FlagReason } from "@boltz/contract";
import type { Reader } from "./demo-sales.ts";

/** Who speaks: a reader, or the demo's own buyer. */
export type Speaker = Reader | "buyer";

/** What readers take for free, so that they may speak about it. */
export const freeTaken: readonly { reader: Reader; name: string }[] = [
  { reader: "nora", name: "Golden cross, unhurried" },
  { reader: "ravi", name: "Golden cross, unhurried" },
  { reader: "omar", name: "Three red days" },
];

export interface DemoReview {
  by: Speaker;
  /** The strategy. */
  name: string;
  rating: number;
  text: string;
  /** What its creator answers. */
  reply?: string;
}

const promotion = "Forget this one. I send better signals to my own channel every day, write to me there.";

export const demoReviews: readonly DemoReview[] = [
  {
    by: "nora",
    name: "Index tide",
    rating: 5,
    text: "I run it on the first evening of the week. It does what its rules say, and the exits came when I would not have dared to.",
    reply: "Thank you, Nora. Once a week is enough for it; the slow average hardly moves in a day.",
  },
  {
    by: "petra",
    name: "Index tide",
    rating: 4,
    text: "Clear rules and a quiet life. In a sideways summer it crossed its average five times, as the description says it would.",
  },
  {
    by: "ravi",
    name: "Index tide",
    rating: 3,
    text: "Fine, but the three funds move together more than I had hoped. I would like a version with bonds.",
    reply: "A fair point. A bond fund is what I try next; the version list will say so.",
  },
  {
    by: "buyer",
    name: "Index tide",
    rating: 4,
    text: "Installed in a minute. The figures of my own run agree with those on the page.",
  },
  {
    by: "omar",
    name: "Pullback in a rising fund",
    rating: 5,
    text: "The stop is wide, and that is right. Four trades in my first quarter, three of them good ones.",
  },
  { by: "petra", name: "Pullback in a rising fund", rating: 1, text: promotion },
  {
    by: "omar",
    name: "Dollar channel",
    rating: 2,
    text: "One breakout rule for three pairs is one rule too few for me. Honest about its losses, though.",
    reply: "Thank you for trying it. It is meant to be simple; you can ask for your money back for 14 days.",
  },
  {
    by: "ravi",
    name: "Mumbai afternoon",
    rating: 5,
    text: "Finally one that knows what trading costs here. It keeps out of the first hour, which alone is worth the price.",
  },
  {
    by: "buyer",
    name: "Golden cross, unhurried",
    rating: 5,
    text: "The first strategy that I understood from beginning to end. Free, and better explained than most that are not.",
    reply: "That is what it is for. Read the exit twice: it is the half that matters.",
  },
  {
    by: "nora",
    name: "Golden cross, unhurried",
    rating: 4,
    text: "Slow, as promised. Two trades in a year; the second one paid for the first.",
  },
  {
    by: "ravi",
    name: "Golden cross, unhurried",
    rating: 3,
    text: "Good to learn from. For real money I would want a stop.",
  },
  {
    by: "buyer",
    name: "Band snapback",
    rating: 3,
    text: "Works on the big funds and hardly on the small ones. The way out after ten bars saved me twice.",
    reply: "The small ones cost too much to trade; I have made that plainer in the description.",
  },
  {
    by: "omar",
    name: "Three red days",
    rating: 4,
    text: "As simple as it can be. It waits for weeks and then trades three times in one.",
  },
];

export const reportedReview = {
  review: { by: "petra", name: "Pullback in a rising fund" },
  by: "omar",
  reports: { reason: "harmful", note: "It leads people away to a channel that sells signals." },
} as const satisfies { review: object; by: Speaker; reports: { reason: FlagReason; note: string } };

/** As many as it takes for a moderator to look. */
export const reportedListing: {
  name: string;
  reports: { by: Reader; reason: FlagReason; note: string }[];
} = {
  name: "The weak close",
  reports: [
    { by: "nora", reason: "misleading", note: "The summary says weekly, the rules trade every day." },
    { by: "omar", reason: "misleading", note: "" },
    { by: "petra", reason: "copied", note: "I have read these very rules in a book of 2004." },
  ],
};

export const removalReason =
  "Its rules and its description are those of another listing here, with another title. Publish what is your own.";

/** A capability that somebody lost, and what they say to it. */
export const restriction = {
  creatorKey: "yousef",
  reason: "Two buyers report that the payout account belongs to somebody else. Tell us who owns it.",
  appeal:
    "The account is in my wife's name because my bank opens none in dinars for a company of one. I have sent the bank's letter to support.",
} as const;

/** What the demo's own creator would like to say differently about something on sale. */
export const rewording = {
  name: "Mumbai afternoon",
  summary:
    "Trades four large banks by one hourly average, after the first hour only. Costs are in every figure.",
  added:
    "\n\n## Since the last approval\n\nBuyers asked about the first hour: it is left out, and now says so.",
} as const;
