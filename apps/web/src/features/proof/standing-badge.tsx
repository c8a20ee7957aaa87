import type { EvidenceTier, ListingId } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { TierBadge } from "../listings/tier-badge.tsx";
import { brokenBadge } from "./proof-words.ts";
import { useProof } from "./use-proof.ts";
import { useReceiptCheck } from "./use-receipt-check.ts";

interface StandingBadgeProps {
  listingId: ListingId;
  tier: EvidenceTier;
}

/** A listing's tier as it is on record, until this browser finds that its receipt does not hold. */
export function StandingBadge({ listingId, tier }: StandingBadgeProps) {
  const { data } = useProof(listingId);
  const isBroken = useReceiptCheck(data).kind === "broken";
  if (!isBroken) return <TierBadge tier={tier} />;
  return (
    <Badge component="span" color={brokenBadge.colour}>
      {brokenBadge.label}
    </Badge>
  );
}
