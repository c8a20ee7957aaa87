import type { ProofState } from "@boltz/contract";

/** Why a version may not be approved in this state of its verification, or null where it may. */
export function approvalBlock(state: ProofState): string | null {
  switch (state) {
    case "queued":
    case "running":
      return "Its verification is not done yet. It can be approved once that has passed.";
    case "failed":
      return "It did not pass its verification. Reject it with what has to be mended.";
    case "none":
      return "This version has not been verified. Its author has to submit it again.";
    case "passed":
    case "unavailable":
    case "attached":
      return null;
  }
}
