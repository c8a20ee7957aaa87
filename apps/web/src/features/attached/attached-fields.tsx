import "@mantine/dropzone/styles.layer.css";
import { Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { useState } from "react";
import fields from "../creators/creators.module.css";
import { ChangelogField, VersionHead } from "../creators/version-texts.tsx";
import classes from "./attached.module.css";
import {
  type AttachedDraft,
  type AttachedErrors,
  attachedFileLimit,
  type FileField,
  fieldOfFile,
  takeFile,
} from "./attached-draft.ts";
import { FileSlot } from "./file-slot.tsx";
import { MarketFields } from "./market-fields.tsx";
import { ResultPreview } from "./result-preview.tsx";

interface AttachedFieldsProps {
  draft: AttachedDraft;
  errors: AttachedErrors;
  onChange: (change: Partial<AttachedDraft>) => void;
  withName: boolean;
}

/** One version that is files of another engine: the two files, their market, and what changed. */
export function AttachedFields({ draft, errors, onChange, withName }: AttachedFieldsProps) {
  const told = {
    name: errors.name?.[0],
    version: errors.version?.[0],
    changelog: errors.changelog?.[0],
  };
  return (
    <div className={fields["fields"]}>
      <VersionHead draft={draft} errors={told} onChange={onChange} withName={withName} />
      <Files draft={draft} errors={errors} onChange={onChange} />
      {draft.backtestFile ? <ResultPreview text={draft.backtestFile.text} /> : null}
      <MarketFields draft={draft} errors={errors} onChange={onChange} />
      <ChangelogField draft={draft} errors={told} onChange={onChange} />
    </div>
  );
}

function Files({ draft, errors, onChange }: Omit<AttachedFieldsProps, "withName">) {
  const [problems, setProblems] = useState<Partial<Record<FileField, string | null>>>({});
  const [stray, setStray] = useState<string>();
  const pick = async (field: FileField, file: File) => {
    const text = await file.text().catch(() => undefined);
    const { change, problem } =
      text === undefined
        ? { change: {}, problem: `${file.name} could not be read` }
        : takeFile(field, { name: file.name, text, bytes: file.size });
    setProblems((before) => ({ ...before, [field]: problem }));
    onChange(change);
  };
  const drop = (files: readonly File[]) => {
    const fielded = files.map((file) => ({ file, field: fieldOfFile(file.name) }));
    setStray(fielded.find(({ field }) => field === null)?.file.name);
    for (const { file, field } of fielded) if (field !== null) void pick(field, file);
  };
  const slot = (field: FileField) => {
    const problem = problems[field];
    return {
      file: draft[field],
      errors: problem ? [problem] : (errors[field] ?? []),
      onPick: (file: File) => void pick(field, file),
    };
  };
  return (
    <div className={classes["slots"]}>
      <Dropzone
        activateOnClick={false}
        activateOnKeyboard={false}
        tabIndex={-1}
        maxSize={attachedFileLimit}
        inputProps={{ "aria-label": "Strategy file and backtest result" }}
        onDrop={drop}
        onReject={(rejected) => setStray(rejected[0]?.file.name)}
      >
        <div className={classes["drop"]}>
          <Text fw={600}>Drop the two files here</Text>
          <Text size="sm" c="dimmed">
            Or choose them below. They are stored and handed on to buyers, and never run here: take out keys
            and passwords first.
          </Text>
          {stray ? (
            <Text size="sm" c="red" role="alert">
              {stray} is neither a Python file nor a backtest result of at most 4 MiB.
            </Text>
          ) : null}
        </div>
      </Dropzone>
      <FileSlot
        title="Strategy file"
        meaning="A freqtrade strategy (.py), up to 256 KiB"
        accept=".py,text/x-python"
        {...slot("strategyFile")}
      />
      <FileSlot
        title="Backtest result"
        meaning="What freqtrade exported of a backtest of it (.json), up to 3.3 MiB"
        accept=".json,application/json"
        {...slot("backtestFile")}
      />
    </div>
  );
}
