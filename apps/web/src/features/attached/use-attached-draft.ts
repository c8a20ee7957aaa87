import type { FieldIssue } from "@boltz/contract";
import { useState } from "react";
import {
  type AttachedDraft,
  type AttachedErrors,
  attachedErrorsOf,
  readAttachedDraft,
  withoutTouched,
} from "./attached-draft.ts";

/** Files of another engine as they are being chosen, with what is wrong at each field. */
export function useAttachedDraft(first: AttachedDraft, withName: boolean) {
  const [draft, setDraft] = useState(first);
  const [errors, setErrors] = useState<AttachedErrors>({});
  return {
    draft,
    errors,
    change: (change: Partial<AttachedDraft>) => {
      setDraft((before) => ({ ...before, ...change }));
      setErrors((before) => withoutTouched(before, change));
    },
    /** What to send, or null with the errors at their fields. */
    read: () => {
      const read = readAttachedDraft(draft, withName);
      setErrors(read.errors);
      return read.fields;
    },
    refuse: (issues: readonly FieldIssue[]) => setErrors(attachedErrorsOf(issues)),
    isDirty: () => draft !== first,
  };
}
