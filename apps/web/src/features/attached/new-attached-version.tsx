import type { StrategyView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import creators from "../creators/creators.module.css";
import { focusFirstError } from "../creators/focus-first-error.ts";
import { UnsavedGuard } from "../creators/unsaved-guard.tsx";
import { nextVersion } from "../creators/version-draft.ts";
import { emptyAttached } from "./attached-draft.ts";
import { AttachedFields } from "./attached-fields.tsx";
import { useAttachedDraft } from "./use-attached-draft.ts";

interface NewAttachedVersionProps {
  strategy: StrategyView;
  onDone: () => void;
}

/** Another version of a strategy that is files of another engine. */
export function NewAttachedVersion({ strategy, onDone }: NewAttachedVersionProps) {
  const frame = useRef<HTMLElement>(null);
  const [first] = useState(() => ({
    ...emptyAttached,
    version: nextVersion(strategy.versions[0]?.version),
  }));
  const attached = useAttachedDraft(first, false);
  const add = useMutation(
    api.strategies.addAttachedVersion.mutationOptions({
      onSuccess: async (saved) => {
        queryClient.setQueryData(api.strategies.get.queryKey({ strategyId: strategy.id }), saved);
        await queryClient.invalidateQueries({ queryKey: api.listings.pathKey() });
        onDone();
        await notify(`Version ${attached.draft.version} is saved.`);
      },
      onError: (error) => {
        attached.refuse(wireErrorOf(error).issues);
        focusFirstError(frame.current);
      },
    }),
  );
  const save = () => {
    if (add.isPending) return;
    const fields = attached.read();
    if (fields) add.mutate({ strategyId: strategy.id, ...fields });
    else focusFirstError(frame.current);
  };
  return (
    <section ref={frame} className={creators["block"]} aria-label="New version" style={{ marginTop: 20 }}>
      <UnsavedGuard isDirty={() => !add.isSuccess && attached.isDirty()} />
      <AttachedFields
        draft={attached.draft}
        errors={attached.errors}
        onChange={attached.change}
        withName={false}
      />
      {add.isError ? <ErrorPanel error={add.error} title="The version is not saved yet" /> : null}
      <div className={creators["dialogActions"]}>
        <Button variant="subtle" onClick={onDone} disabled={add.isPending}>
          Cancel
        </Button>
        <Button onClick={save} loading={add.isPending}>
          {add.isPending ? "Uploading the files" : "Save version"}
        </Button>
      </div>
    </section>
  );
}
