import { type Ref, useImperativeHandle, useRef } from "react";
import type { DocumentIssue } from "../editor/check-document.ts";
import type { StartingPoint } from "../editor/start-from.tsx";
import { StrategyEditor, type StrategyEditorHandle } from "../editor/strategy-editor.tsx";
import { useDocumentCheck } from "../editor/use-document-check.ts";
import { TryIt } from "../trials/try-it.tsx";
import classes from "./creators.module.css";
import type { VersionDraft, VersionErrors } from "./version-draft.ts";
import { ChangelogField, VersionHead } from "./version-texts.tsx";

interface VersionFieldsProps {
  draft: VersionDraft;
  errors: VersionErrors;
  onChange: (change: Partial<VersionDraft>) => void;
  withName: boolean;
  /** Documents to begin from, beside the examples. */
  earlier?: readonly StartingPoint[];
  ref?: Ref<StrategyEditorHandle>;
}

const none: readonly StartingPoint[] = [];
const noIssues: readonly DocumentIssue[] = [];

/** One version of a strategy: its number, its document with a try on past bars, and what changed. */
export function VersionFields({
  draft,
  errors,
  onChange,
  withName,
  earlier = none,
  ref,
}: VersionFieldsProps) {
  const { check, isChecking } = useDocumentCheck(draft.text);
  const editor = useRef<StrategyEditorHandle>(null);
  useImperativeHandle(ref, () => ({ show: (path) => editor.current?.show(path) }));
  return (
    <div className={classes["fields"]}>
      <VersionHead draft={draft} errors={errors} onChange={onChange} withName={withName} />
      <StrategyEditor
        ref={editor}
        text={draft.text}
        check={check}
        isChecking={isChecking}
        serverIssues={errors.document ?? noIssues}
        earlier={earlier}
        onChange={(text) => onChange({ text })}
      />
      <TryIt
        document={check !== undefined && !isChecking && check.issues.length === 0 ? check.document : null}
        specHash={check?.specHash ?? null}
        onPlace={(path) => editor.current?.show(path)}
      />
      <ChangelogField draft={draft} errors={errors} onChange={onChange} />
    </div>
  );
}
