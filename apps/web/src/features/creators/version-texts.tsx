import { Textarea, TextInput } from "@mantine/core";
import classes from "./creators.module.css";

interface VersionTexts {
  name: string;
  version: string;
  changelog: string;
}

interface VersionTextsProps {
  draft: VersionTexts;
  errors: { [Field in keyof VersionTexts]?: string | undefined };
  onChange: (change: Partial<VersionTexts>) => void;
}

/** A version's number, and the name of a strategy that begins with it. */
export function VersionHead({
  draft,
  errors,
  onChange,
  withName,
}: VersionTextsProps & { withName: boolean }) {
  return (
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
  );
}

/** What a version changes, in its author's words. */
export const ChangelogField = ({ draft, errors, onChange }: VersionTextsProps) => (
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
);
