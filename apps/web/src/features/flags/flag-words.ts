import type { FlagReason } from "@boltz/contract";

/** The reasons to report something, each with what it means. */
export const flagWords: Record<FlagReason, { label: string; meaning: string }> = {
  misleading: {
    label: "Misleading",
    meaning: "It promises profit, hides a risk, or says what is not so.",
  },
  copied: { label: "Copied", meaning: "It is somebody else's work, without their leave." },
  harmful: { label: "Harmful", meaning: "It can hurt people: a fraud, stolen keys, threats, hate." },
  spam: { label: "Spam", meaning: "It advertises something else, or says nothing." },
  broken: { label: "Broken", meaning: "It does not work as it is described." },
  other: { label: "Something else", meaning: "Say what in the note." },
};
