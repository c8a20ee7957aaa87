import type { EvidenceTier } from "@boltz/contract";
import { Badge } from "@mantine/core";

const looks: Record<EvidenceTier, { label: string; color: string }> = {
  verified: { label: "Verified", color: "green" },
  unverified: { label: "Not verified here", color: "gray" },
  attached: { label: "Author-supplied, not verified", color: "yellow" },
};

/** What stands in the place of figures. */
export const tierSentences: Record<Exclude<EvidenceTier, "verified">, string> = {
  unverified: "We have no bars of its market, so we did not run it: there are no figures.",
  attached: "Files of another engine, supplied by the author. We never ran them: there are no figures.",
};

/** Whether the marketplace ran it, in words and in a colour. */
export const TierBadge = ({ tier }: { tier: EvidenceTier }) => (
  <Badge component="span" color={looks[tier].color}>
    {looks[tier].label}
  </Badge>
);
