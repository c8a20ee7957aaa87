import type { ProofState } from "@boltz/contract";

interface ProofBadge {
  label: string;
  colour: "green" | "yellow" | "gray" | "petrol" | "red";
  sentence: string;
}

/** What each state of a version's proof is called, and what it is worth. */
export const proofBadges: Record<ProofState, ProofBadge> = {
  passed: {
    label: "Verified",
    colour: "green",
    sentence:
      "The marketplace ran these rules itself, fill by fill and with their costs, and signed what came out. It shows what was, not what will be.",
  },
  unavailable: {
    label: "Not verified here",
    colour: "yellow",
    sentence:
      "The marketplace has never run these rules: whatever is said of their results is the author's word.",
  },
  attached: {
    label: "Author-supplied, not verified",
    colour: "yellow",
    sentence:
      "These are files for another engine. The marketplace stores them and hands them on; it never ran them and cannot say that they ever traded like this.",
  },
  queued: {
    label: "Waiting to be run",
    colour: "petrol",
    sentence: "The marketplace will run this version shortly. Until then nothing is known of it.",
  },
  running: {
    label: "Being run",
    colour: "petrol",
    sentence: "The marketplace is running this version. This page shows the result as soon as it is there.",
  },
  failed: {
    label: "Did not pass",
    colour: "red",
    sentence:
      "The marketplace ran this version and it did not pass the checks, so there is nothing to show of it.",
  },
  none: {
    label: "Not verified here",
    colour: "gray",
    sentence: "The marketplace has not run this version.",
  },
};

/** In the place of all of these where the receipt is not what the marketplace signed. */
export const brokenBadge: ProofBadge = {
  label: "Receipt is broken",
  colour: "red",
  sentence:
    "What this page shows is not what the marketplace signed. Do not rely on it; please report this strategy.",
};

/** Whether the answer may be another one in a moment. */
export const isUnderWay = (state: ProofState) => state === "queued" || state === "running";
