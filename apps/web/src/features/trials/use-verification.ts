import type { ProofState, StrategyId } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, queryClient } from "../../api/client.ts";

const askAgainMs = 1_500;

export const isUnderway = (state: ProofState | undefined) => state === "queued" || state === "running";

/** Where the verification of a version stands; asks again for as long as it runs. */
export function useVerification(strategyId: StrategyId, version: string | null) {
  const found = useQuery(
    api.strategies.verification.queryOptions(version === null ? { strategyId } : { strategyId, version }, {
      enabled: version !== null,
      refetchInterval: ({ state: { data } }) => (isUnderway(data?.state) ? askAgainMs : false),
    }),
  );
  const underway = isUnderway(found.data?.state);
  const wasUnderway = useRef(false);
  useEffect(() => {
    // The end of a run also moves the listing: one that failed goes back to its author.
    if (wasUnderway.current && !underway)
      void queryClient.invalidateQueries({ queryKey: api.listings.pathKey() });
    wasUnderway.current = underway;
  }, [underway]);
  return found;
}
