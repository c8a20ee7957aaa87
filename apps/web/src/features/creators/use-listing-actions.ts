import { errorSentences, type ListingId, type OwnListing } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";

/** Every place that shows a listing learns of its change. */
export async function listingChanged(listing: OwnListing) {
  queryClient.setQueryData(api.listings.getMine.queryKey({ listingId: listing.id }), listing);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: api.creators.dashboard.queryKey() }),
    queryClient.invalidateQueries({ queryKey: api.listings.pathKey(), refetchType: "active" }),
    queryClient.invalidateQueries({ queryKey: api.strategies.verification.pathKey() }),
  ]);
}

const said = async (error: unknown) => {
  const failure = wireErrorOf(error);
  // Refused words stand in the form; the rest has no other place than here.
  const isInForm = failure.code === "claims_refused";
  const reasons = isInForm ? "" : failure.issues.map(({ message }) => message).join(" ");
  await notify(
    failure.code === "internal" ? errorSentences.internal : `${failure.sentence} ${reasons}`.trim(),
    "bad",
  );
};

/** Submit, archive and restore, each with its word when it is done. */
export function useListingActions(listingId: ListingId) {
  const done = (word: string) => async (listing: OwnListing) => {
    await listingChanged(listing);
    await notify(word);
  };
  const submit = useMutation(
    api.listings.submit.mutationOptions({
      onSuccess: done("Submitted. The platform verifies it, and a moderator reads it."),
      onError: said,
    }),
  );
  const archive = useMutation(
    api.listings.archive.mutationOptions({
      onSuccess: done("Archived. Buyers keep what they own."),
      onError: said,
    }),
  );
  const restore = useMutation(
    api.listings.restore.mutationOptions({ onSuccess: done("Restored."), onError: said }),
  );
  return {
    submit: () => submit.mutateAsync({ listingId }),
    archive: () => archive.mutate({ listingId }),
    restore: () => restore.mutate({ listingId }),
    busy: submit.isPending || archive.isPending || restore.isPending,
  };
}
