import type { FieldIssue, OwnListing } from "@boltz/contract";
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { CardPreview } from "./card-preview.tsx";
import classes from "./creators.module.css";
import { focusFirstError } from "./focus-first-error.ts";
import {
  type DraftErrors,
  draftErrorsOf,
  draftOf,
  type ListingDraft,
  readDraft,
  refusedClaims,
} from "./listing-draft.ts";
import { ListingFields } from "./listing-fields.tsx";
import { savingText } from "./listing-standing.ts";
import { UnsavedGuard } from "./unsaved-guard.tsx";
import { listingChanged } from "./use-listing-actions.ts";
import { withoutFixed } from "./use-new-listing.ts";

interface ListingEditorProps {
  listing: OwnListing;
  reload: () => Promise<unknown>;
  /** What submitting was refused for, to be shown at its fields; a new list for each refusal. */
  refused: readonly FieldIssue[];
}

/** Edits what buyers read; a refused save keeps everything that was typed. */
export function ListingEditor({ listing, reload, refused }: ListingEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<ListingDraft>(() => draftOf(listing));
  const [errors, setErrors] = useState<DraftErrors>({});
  const update = useMutation(
    api.listings.update.mutationOptions({
      onSuccess: async (saved) => {
        setDraft(draftOf(saved));
        await listingChanged(saved);
        await notify("Saved.");
      },
      onError: (error) => {
        setErrors(draftErrorsOf(wireErrorOf(error).issues).errors);
        focusFirstError(form.current);
      },
    }),
  );
  useEffect(() => {
    if (refused.length === 0) return;
    setErrors(refusedClaims(refused));
    focusFirstError(form.current);
  }, [refused]);
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(listing));
  const conflict = update.isError && wireErrorOf(update.error).code === "conflict";

  const save = () => {
    if (update.isPending) return;
    const read = readDraft(draft);
    setErrors(read.errors);
    if (!read.fields) return focusFirstError(form.current);
    update.mutate({ listingId: listing.id, revision: listing.revision, ...read.fields });
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <UnsavedGuard isDirty={() => dirty} />
      <div className={classes["problems"]} aria-live="assertive">
        {update.isError ? (
          <ErrorPanel error={update.error} title="Not saved yet; what you typed is still here">
            {conflict ? (
              <Button size="sm" variant="default" onClick={() => void reload().then(() => update.reset())}>
                Load the newer revision, keep my text
              </Button>
            ) : null}
          </ErrorPanel>
        ) : null}
        <RefusedNotes refused={refused} />
      </div>
      <div className={classes["split"]}>
        <ListingFields
          draft={draft}
          errors={errors}
          onChange={(change) => {
            setDraft((before) => ({ ...before, ...change }));
            setErrors((before) => withoutFixed(before, change));
          }}
        />
        <CardPreview draft={draft} seed={listing.id} />
      </div>
      <div className={classes["saveBar"]}>
        <span role="status">{dirty ? savingText(listing) : "Everything is saved."}</span>
        <Button
          variant="subtle"
          disabled={!dirty || update.isPending}
          onClick={() => setDraft(draftOf(listing))}
        >
          Discard changes
        </Button>
        <Button type="submit" size="md" disabled={!dirty} loading={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** What was refused and stands in no field here: the version's own words, which a new version replaces. */
function RefusedNotes({ refused }: { refused: readonly FieldIssue[] }) {
  const { rest } = draftErrorsOf(refused);
  if (rest.length === 0) return null;
  return (
    <Alert color="red" title="What the newest version says that it changed was refused">
      {rest.map(({ message }) => message).join("; ")}. Add a version that says it in other words.
    </Alert>
  );
}
