import type { StrategyId } from "@boltz/contract";
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
import {
  emptyVersion,
  readVersion,
  type VersionDraft,
  type VersionErrors,
  versionErrorsOf,
} from "./version-draft.ts";

/** Saves the strategy, then its listing; when only the second fails, the first is not made again. */
export function useNewListing(text: string) {
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [version, setVersion] = useState<VersionDraft>({ ...emptyVersion, text });
  const [draft, setDraft] = useState<ListingDraft>(emptyDraft);
  const [versionErrors, setVersionErrors] = useState<VersionErrors>({});
  const [listingErrors, setListingErrors] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const made = useRef<{ strategyId: StrategyId; version: VersionDraft }>(undefined);
  const saved = useRef(false);
  const createStrategy = useMutation(api.strategies.create.mutationOptions());
  const createListing = useMutation(api.listings.create.mutationOptions());

  const refuse = (error: unknown) => {
    const { issues } = wireErrorOf(error);
    setVersionErrors(versionErrorsOf(version.text, issues).errors);
    setListingErrors(draftErrorsOf(issues).errors);
    setFailure(error);
    focusFirstError(form.current);
  };

  const send = async () => {
    const readListing = readDraft(draft);
    const read = await readVersion(version, true);
    setVersionErrors(read.errors);
    setListingErrors(readListing.errors);
    if (!read.fields || !readListing.fields) return focusFirstError(form.current);
    try {
      const unchanged = made.current && JSON.stringify(made.current.version) === JSON.stringify(version);
      const strategyId =
        unchanged && made.current
          ? made.current.strategyId
          : (await createStrategy.mutateAsync({ name: version.name.trim(), ...read.fields })).id;
      made.current = { strategyId, version };
      const listing = await createListing.mutateAsync({ strategyId, ...readListing.fields });
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
    !saved.current &&
    (JSON.stringify(version) !== JSON.stringify({ ...emptyVersion, text }) ||
      JSON.stringify(draft) !== JSON.stringify(emptyDraft));

  return {
    form,
    version: {
      draft: version,
      change: (change: Partial<VersionDraft>) => {
        setVersion((before) => ({ ...before, ...change }));
        setVersionErrors({});
      },
    },
    listing: {
      draft,
      change: (change: Partial<ListingDraft>) => {
        setDraft((before) => ({ ...before, ...change }));
        setListingErrors((before) => withoutFixed(before, change));
      },
    },
    versionErrors,
    listingErrors,
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
