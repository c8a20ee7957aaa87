import type { ListingId, StrategyId, StrategyView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { NewAttachedVersion } from "../attached/new-attached-version.tsx";
import { formatJson } from "../editor/json-edit.ts";
import type { JsonPath } from "../editor/json-tree.ts";
import { inReadingOrder } from "../editor/reading-order.ts";
import type { StrategyEditorHandle } from "../editor/strategy-editor.tsx";
import { VersionList } from "../listings/version-list.tsx";
import classes from "./creators.module.css";
import { UnsavedGuard } from "./unsaved-guard.tsx";
import {
  nextVersion,
  readVersion,
  type VersionDraft,
  type VersionErrors,
  versionErrorsOf,
} from "./version-draft.ts";
import { VersionFields } from "./version-fields.tsx";

interface StrategyVersionsProps {
  listingId: ListingId;
  strategyId: StrategyId;
  /** A place in the newest document that has to be mended: opens the editor there. A new object for each wish. */
  mend: { path: JsonPath } | null;
}

/** The strategy's versions; a published one never changes, so a change is a new version. */
export function StrategyVersions({ listingId, strategyId, mend }: StrategyVersionsProps) {
  const strategy = useQuery(api.strategies.get.queryOptions({ strategyId }));
  const [writing, editor] = useDisclosure(false);
  const [asked, setAsked] = useState(mend);
  if (asked !== mend) {
    setAsked(mend);
    if (mend !== null) editor.open();
  }
  if (strategy.isPending) return <LoadingRows rows={2} label="Loading the versions" />;
  if (strategy.isError) return <ErrorPanel error={strategy.error} retry={strategy.refetch} />;
  return (
    <>
      <VersionList listingId={listingId} versions={strategy.data.versions} />
      {writing && strategy.data.versions[0]?.kind === "attached" ? (
        <NewAttachedVersion strategy={strategy.data} onDone={editor.close} />
      ) : writing ? (
        <NewVersion strategy={strategy.data} mend={mend} onDone={editor.close} />
      ) : (
        <Button mt="md" variant="default" leftSection={<IconPlus size={16} />} onClick={editor.open}>
          New version
        </Button>
      )}
    </>
  );
}

interface NewVersionProps {
  strategy: StrategyView;
  mend: StrategyVersionsProps["mend"];
  onDone: () => void;
}

const textOf = (document: unknown) => `${formatJson(inReadingOrder(document))}\n`;

function NewVersion({ strategy, mend, onDone }: NewVersionProps) {
  const latest = strategy.versions[0];
  const fields = useRef<StrategyEditorHandle>(null);
  const [first] = useState<VersionDraft>(() => ({
    name: strategy.name,
    version: nextVersion(latest?.version),
    text: latest ? textOf(latest.document) : "",
    changelog: "",
  }));
  const [draft, setDraft] = useState(first);
  const [errors, setErrors] = useState<VersionErrors>({});
  const add = useMutation(
    api.strategies.addVersion.mutationOptions({
      onSuccess: async (saved) => {
        queryClient.setQueryData(api.strategies.get.queryKey({ strategyId: strategy.id }), saved);
        await queryClient.invalidateQueries({ queryKey: api.listings.pathKey() });
        onDone();
        await notify(`Version ${draft.version} is saved.`);
      },
      onError: (error) => setErrors(versionErrorsOf(draft.text, wireErrorOf(error).issues).errors),
    }),
  );
  const show = useEffectEvent((path: JsonPath) => fields.current?.show(path));
  useEffect(() => {
    if (mend) show(mend.path);
  }, [mend]);
  const save = async () => {
    if (add.isPending) return;
    const read = await readVersion(draft, false);
    setErrors(read.errors);
    if (read.fields) add.mutate({ strategyId: strategy.id, ...read.fields });
  };
  return (
    <section className={classes["block"]} aria-label="New version" style={{ marginTop: 20 }}>
      <UnsavedGuard isDirty={() => !add.isSuccess && JSON.stringify(draft) !== JSON.stringify(first)} />
      <VersionFields
        ref={fields}
        earlier={strategy.versions.map(({ version, document }) => ({
          label: `Version ${version}`,
          text: textOf(document),
        }))}
        draft={draft}
        errors={errors}
        withName={false}
        onChange={(change) => {
          setDraft((before) => ({ ...before, ...change }));
          setErrors({});
        }}
      />
      {add.isError ? <ErrorPanel error={add.error} title="The version is not saved yet" /> : null}
      <div className={classes["dialogActions"]}>
        <Button variant="subtle" onClick={onDone} disabled={add.isPending}>
          Cancel
        </Button>
        <Button onClick={() => void save()} loading={add.isPending}>
          Save version
        </Button>
      </div>
    </section>
  );
}
