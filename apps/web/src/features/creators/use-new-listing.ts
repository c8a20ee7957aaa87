import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { focusFirstError } from "./focus-first-error.ts";
import {
  type DraftErrors,
  draftErrorsOf,
  emptyDraft,
  type ListingDraft,
  readDraft,
} from "./listing-draft.ts";
import { listingChanged } from "./use-listing-actions.ts";
import { useNewStrategy } from "./use-new-strategy.ts";

/** Saves the strategy, then its listing; when only the second fails, the first is not made again. */
export function useNewListing(text: string) {
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const strategy = useNewStrategy(text);
  const [draft, setDraft] = useState<ListingDraft>(emptyDraft);
  const [listingErrors, setListingErrors] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const saved = useRef(false);
  const createListing = useMutation(api.listings.create.mutationOptions());

  const refuse = (error: unknown) => {
    const { issues } = wireErrorOf(error);
    strategy.refuse(issues);
    setListingErrors(draftErrorsOf(issues).errors);
    setFailure(error);
    focusFirstError(form.current);
  };

  const send = async () => {
    const readListing = readDraft(draft);
    const makeStrategy = await strategy.read();
    setListingErrors(readListing.errors);
    if (!makeStrategy || !readListing.fields) return focusFirstError(form.current);
    try {
      const listing = await createListing.mutateAsync({
        strategyId: await makeStrategy(),
        ...readListing.fields,
      });
      saved.current = true;
      await listingChanged(listing);
      await navigate({ to: "/creator/listings/$listingId", params: { listingId: listing.id } });
      await notify("Draft saved.");
    } catch (error) {
      refuse(error);
    }
  };

  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    await send();
    setBusy(false);
  };

  const isDirty = () =>
    !saved.current && (strategy.isDirty() || JSON.stringify(draft) !== JSON.stringify(emptyDraft));

  return {
    form,
    strategy,
    listing: {
      draft,
      errors: listingErrors,
      change: (change: Partial<ListingDraft>) => {
        setDraft((before) => ({ ...before, ...change }));
        setListingErrors((before) => withoutFixed(before, change));
      },
    },
    failure,
    busy,
    save,
    isDirty,
  };
}

/** An error leaves its field with the first keystroke there. */
export function withoutFixed(errors: DraftErrors, change: Partial<ListingDraft>): DraftErrors {
  const touched = Object.keys(change).map((key) => (key === "amount" || key === "currency" ? "price" : key));
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !touched.includes(field)));
}
