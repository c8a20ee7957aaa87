import type { ListingPage } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../../api/client.ts";

const lookMs = 1_000;
const storageKey = (listingId: string) => `boltz.viewed.${listingId}`;
/** For browsers that store nothing: then a view is counted once per page load. */
const countedHere = new Set<string>();

/** Whether this is the first look of this browser session; answers so only once. */
function isFirstLook(listingId: string): boolean {
  if (countedHere.has(listingId)) return false;
  countedHere.add(listingId);
  try {
    if (window.sessionStorage.getItem(storageKey(listingId)) !== null) return false;
    window.sessionStorage.setItem(storageKey(listingId), "1");
  } catch {
    return true;
  }
  return true;
}

/** Counts one view per listing and browser session, once the page was looked at; never its author's. */
export function useViewCount(listing: ListingPage) {
  const { mutate } = useMutation(api.listings.countView.mutationOptions());
  const counts = listing.status === "published" && !listing.viewer.isCreator;
  useEffect(() => {
    if (!counts) return;
    const timer = window.setTimeout(() => {
      if (document.visibilityState === "visible" && isFirstLook(listing.id))
        mutate({ listingId: listing.id });
    }, lookMs);
    return () => window.clearTimeout(timer);
  }, [counts, listing.id, mutate]);
}
