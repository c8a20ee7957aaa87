import { Button, Input, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useId, useRef } from "react";
import { placed, places } from "../../components/places.ts";
import type { DocumentCheck, DocumentIssue } from "./check-document.ts";
import classes from "./document-editor.module.css";
import { exampleDocument } from "./example-document.ts";

interface DocumentEditorProps {
  text: string;
  onChange: (text: string) => void;
  check: DocumentCheck | undefined;
  isChecking: boolean;
  /** What the server found, beyond what was found here. */
  serverIssues?: readonly DocumentIssue[];
}

/** The strategy's JSON: numbered lines, and every issue at its line. */
export function DocumentEditor({
  text,
  onChange,
  check,
  isChecking,
  serverIssues = [],
}: DocumentEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const isEmpty = text.trim() === "";
  const issues = [...(isEmpty ? [] : (check?.issues ?? [])), ...serverIssues];
  const marked = new Set(issues.map(({ line }) => line));
  const lines = text.split("\n");

  const goTo = (line: number) => {
    const start = lines.slice(0, line - 1).reduce((sum, entry) => sum + entry.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const lineHeight = (area.current?.scrollHeight ?? 0) / Math.max(lines.length, 1);
    area.current?.scrollTo({ top: Math.max(0, (line - 4) * lineHeight) });
  };

  return (
    <Input.Wrapper
      label="Strategy document"
      description="A boltz.strategy/1 document in JSON. It is checked while you type."
      labelProps={{ htmlFor: id }}
    >
      <div className={classes["frame"]} data-invalid={issues.length > 0 || undefined}>
        <div className={classes["gutter"]} ref={gutter} aria-hidden>
          {places(lines.length).map((place) => (
            <span key={place} data-marked={marked.has(place + 1) || undefined}>
              {place + 1}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          ref={area}
          className={classes["area"]}
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          aria-invalid={issues.length > 0}
          aria-describedby={`${id}-issues`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div id={`${id}-issues`} role="status" className={classes["verdict"]}>
        {issues.length > 0 ? (
          <Issues issues={issues} onChoose={goTo} />
        ) : isEmpty ? (
          <Text size="sm" c="dimmed">
            Paste a document, or start from the example and change it.
          </Text>
        ) : check && !isChecking ? (
          <Text size="sm" c="green" className={classes["fine"] ?? ""}>
            <IconCheck size={16} aria-hidden /> This is a valid strategy.
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            Checking…
          </Text>
        )}
      </div>
      {isEmpty ? (
        <Button variant="light" size="sm" mt="xs" onClick={() => onChange(exampleDocument)}>
          Start from the example
        </Button>
      ) : null}
    </Input.Wrapper>
  );
}

const shownAtMost = 12;

function Issues({
  issues,
  onChoose,
}: {
  issues: readonly DocumentIssue[];
  onChoose: (line: number) => void;
}) {
  return (
    <>
      <Text size="sm" fw={560} c="red">
        {issues.length === 1 ? "One thing to correct" : `${issues.length} things to correct`}
      </Text>
      <ul className={classes["issues"]}>
        {placed(issues.slice(0, shownAtMost)).map(({ entry: issue, place }) => (
          <li key={place}>
            <button
              type="button"
              onClick={() => onChoose(issue.line)}
              aria-label={`Go to line ${issue.line}`}
            >
              {issue.line}
            </button>
            <span>
              {issue.where === "" ? null : <code>{issue.where}</code>} {issue.message}
            </span>
          </li>
        ))}
      </ul>
      {issues.length > shownAtMost ? (
        <Text size="sm" c="dimmed">
          And {issues.length - shownAtMost} more.
        </Text>
      ) : null}
    </>
  );
}
