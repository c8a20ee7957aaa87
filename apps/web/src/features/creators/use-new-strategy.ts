import type { FieldIssue, StrategyId } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { emptyAttached } from "../attached/attached-draft.ts";
import type { StrategySource } from "../attached/source-choice.tsx";
import { useAttachedDraft } from "../attached/use-attached-draft.ts";
import {
  emptyVersion,
  readVersion,
  type VersionDraft,
  type VersionErrors,
  versionErrorsOf,
} from "./version-draft.ts";

/** A strategy as it is being written or uploaded. What was typed of the other kind stays until it is saved. */
export function useNewStrategy(text: string) {
  const [source, setSource] = useState<StrategySource>("declared");
  const [version, setVersion] = useState<VersionDraft>({ ...emptyVersion, text });
  const [versionErrors, setVersionErrors] = useState<VersionErrors>({});
  const attached = useAttachedDraft(emptyAttached, true);
  const made = useRef<{ strategyId: StrategyId; contents: string }>(undefined);
  const createStrategy = useMutation(api.strategies.create.mutationOptions());
  const createAttached = useMutation(api.strategies.createAttached.mutationOptions());

  const readDeclared = async () => {
    const { errors, fields } = await readVersion(version, true);
    setVersionErrors(errors);
    return fields && (() => createStrategy.mutateAsync({ name: version.name.trim(), ...fields }));
  };

  const readAttached = () => {
    const fields = attached.read();
    return fields && (() => createAttached.mutateAsync({ name: attached.draft.name.trim(), ...fields }));
  };

  /** Says what is wrong, or how the strategy is made; one that was made already is not made again. */
  const read = async () => {
    const create = source === "attached" ? readAttached() : await readDeclared();
    const contents = JSON.stringify(source === "attached" ? attached.draft : version);
    return (
      create &&
      (async () => {
        if (made.current?.contents !== contents) made.current = { strategyId: (await create()).id, contents };
        return made.current.strategyId;
      })
    );
  };

  return {
    source,
    setSource,
    attached,
    version: {
      draft: version,
      errors: versionErrors,
      change: (change: Partial<VersionDraft>) => {
        setVersion((before) => ({ ...before, ...change }));
        setVersionErrors({});
      },
    },
    read,
    refuse: (issues: readonly FieldIssue[]) => {
      if (source === "attached") attached.refuse(issues);
      else setVersionErrors(versionErrorsOf(version.text, issues).errors);
    },
    isDirty: () =>
      attached.isDirty() || JSON.stringify(version) !== JSON.stringify({ ...emptyVersion, text }),
  };
}
