import type { TrialView } from "@boltz/contract";
import { formatCount } from "../../format/numbers.ts";

/** How often the author has tried by now, and what that does to what the figures are worth. */
export function countWords({ trials, isRepeated }: Pick<TrialView, "trials" | "isRepeated">): string {
  const again = isRepeated ? " This one had been run before and is counted once." : "";
  if (trials === 1)
    return `This is the first document that you have run on these bars.${again} Buyers see the count.`;
  return `You have run ${formatCount(trials)} different documents on these bars by now.${again} The best of so many looks good by luck alone, so buyers see the count, and the verification asks more of the figures the higher it is.`;
}
