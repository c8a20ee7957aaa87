import type { ListingPage } from "@boltz/contract";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { RemoveListing } from "./remove-listing.tsx";

/** The moderator's way out for a strategy that has no case, on its own page. */
export function ModerateListing({ listing }: { listing: ListingPage }) {
  const reload = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: api.listings.pathKey() }),
      queryClient.invalidateQueries({ queryKey: api.creators.pathKey() }),
    ]);
  const isRemoved = listing.status === "removed";
  return (
    <RemoveListing
      // A dialog that was opened to remove it has nothing to say about what is removed by now.
      key={listing.status}
      listing={listing}
      action={isRemoved ? "Say that it harms…" : "Remove…"}
      addsHarm={isRemoved}
      reload={reload}
      decided={async (sentence) => {
        await reload();
        await notify(sentence);
      }}
    />
  );
}
