import type { ListingId } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { isUnderWay } from "./proof-words.ts";

const askAgainMs = 3_000;

/** The proof of the version that is on sale, asked for again while a run is under way. */
export const useProof = (listingId: ListingId) =>
  useQuery(
    api.proofs.get.queryOptions(
      { listingId },
      {
        staleTime: 60_000,
        refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? askAgainMs : false),
      },
    ),
  );
