import type { StrategyId } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { emptyAttached } from "../attached/attached-draft.ts";
import type { StrategySource } from "../attached/source-choice.tsx";
import { useAttachedDraft } from "../attached/use-attached-draft.ts";
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
  const [source, setSource] = useState<StrategySource>("declared");
  const attached = useAttachedDraft(emptyAttached, true);
  const [versionErrors, setVersionErrors] = useState<VersionErrors>({});
  const [listingErrors, setListingErrors] = useState<DraftErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const made = useRef<{ strategyId: StrategyId; contents: string }>(undefined);
  const saved = useRef(false);
  const createStrategy = useMutation(api.strategies.create.mutationOptions());
  const createAttached = useMutation(api.strategies.createAttached.mutationOptions());
  const createListing = useMutation(api.listings.create.mutationOptions());

  const refuse = (error: unknown) => {
    const { issues } = wireErrorOf(error);
    if (source === "attached") attached.refuse(issues);
    else setVersionErrors(versionErrorsOf(version.text, issues).errors);
    setListingErrors(draftErrorsOf(issues).errors);
    setFailure(error);
    focusFirstError(form.current);
  };

  /** Says what is wrong with the strategy, or how it is made. */
  const readStrategy = async () => {
    if (source === "attached") {
      const fields = attached.read();
      const name = attached.draft.name.trim();
      return fields && (() => createAttached.mutateAsync({ name, ...fields }));
    }
    const { errors, fields } = await readVersion(version, true);
    setVersionErrors(errors);
    const name = version.name.trim();
    return fields && (() => createStrategy.mutateAsync({ name, ...fields }));
  };

  const send = async () => {
    const readListing = readDraft(draft);
    const makeStrategy = await readStrategy();
    setListingErrors(readListing.errors);
    if (!makeStrategy || !readListing.fields) return focusFirstError(form.current);
    const contents = JSON.stringify(source === "attached" ? attached.draft : version);
    try {
      const strategyId =
        made.current?.contents === contents ? made.current.strategyId : (await makeStrategy()).id;
      made.current = { strategyId, contents };
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
    (attached.isDirty() ||
      JSON.stringify(version) !== JSON.stringify({ ...emptyVersion, text }) ||
      JSON.stringify(draft) !== JSON.stringify(emptyDraft));

  return {
    form,
    source,
    setSource,
    attached,
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
