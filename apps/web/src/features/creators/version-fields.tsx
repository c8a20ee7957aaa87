import { Textarea, TextInput } from "@mantine/core";
import classes from "./creators.module.css";
import { DocumentEditor } from "./document-editor.tsx";
import { RulesPreview } from "./rules-preview.tsx";
import { useDocumentCheck } from "./use-document-check.ts";
import type { VersionDraft, VersionErrors } from "./version-draft.ts";

interface VersionFieldsProps {
  draft: VersionDraft;
  errors: VersionErrors;
  onChange: (change: Partial<VersionDraft>) => void;
  withName: boolean;
}

/** One version of a strategy: its number, its document, and what changed. */
export function VersionFields({ draft, errors, onChange, withName }: VersionFieldsProps) {
  const { check, isChecking } = useDocumentCheck(draft.text);
  return (
    <div className={classes["split"]}>
      <div className={classes["fields"]}>
        <div className={classes["nameRow"]} data-with-name={withName || undefined}>
          {withName ? (
            <TextInput
              label="Strategy name"
              description="For your own desk; buyers see the title below."
              maxLength={80}
              value={draft.name}
              error={errors.name}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
            />
          ) : null}
          <TextInput
            label="Version"
            description="Like 1.0.0"
            maxLength={40}
            value={draft.version}
            error={errors.version}
            onChange={(event) => onChange({ version: event.currentTarget.value })}
          />
        </div>
        <DocumentEditor
          text={draft.text}
          check={check}
          isChecking={isChecking}
          serverIssues={errors.document ?? []}
          onChange={(text) => onChange({ text })}
        />
        <Textarea
          label="What changed"
          description="Shown beside the version. May be empty for the first one."
          autosize
          minRows={2}
          maxLength={2_000}
          value={draft.changelog}
          error={errors.changelog}
          onChange={(event) => onChange({ changelog: event.currentTarget.value })}
        />
      </div>
      <RulesPreview check={check} />
    </div>
  );
}
