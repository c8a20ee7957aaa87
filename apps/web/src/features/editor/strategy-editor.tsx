import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { type Ref, useId, useImperativeHandle, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { AnchorLink } from "../../components/links.tsx";
import { SegmentedControl } from "../../components/segmented-control.ts";
import type { DocumentCheck, DocumentIssue } from "./check-document.ts";
import classes from "./editor.module.css";
import { focusField } from "./focus-field.ts";
import { FormPane } from "./form-pane.tsx";
import type { JsonEditorHandle } from "./json-editor.tsx";
import { JsonField } from "./json-field.tsx";
import { type JsonPath, placeOf, readJson } from "./json-tree.ts";
import { RulesPreview } from "./rules-preview.tsx";
import { StartFrom, type StartingPoint } from "./start-from.tsx";
import { useUndo } from "./use-undo.ts";
import { Verdict } from "./verdict.tsx";

export interface StrategyEditorHandle {
  /** Brings a part of the document into view, in the form and in the JSON. */
  show(path: JsonPath): void;
}

interface StrategyEditorProps {
  text: string;
  onChange: (text: string) => void;
  check: DocumentCheck | undefined;
  isChecking: boolean;
  /** What the server found, beyond what was found here. */
  serverIssues: readonly DocumentIssue[];
  /** Documents to begin from, beside the examples. */
  earlier: readonly StartingPoint[];
  ref?: Ref<StrategyEditorHandle>;
}

type Pane = "form" | "json" | "words";
const panes = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
  { value: "words", label: "In words" },
];

/** One document as a form, as JSON and in words, side by side: each shows the same text and changes it. */
export function StrategyEditor(props: StrategyEditorProps) {
  const { text, onChange, check, isChecking, serverIssues, earlier, ref } = props;
  const id = useId();
  const [pane, setPane] = useState<Pane>("form");
  const frame = useRef<HTMLDivElement>(null);
  const json = useRef<JsonEditorHandle>(null);
  const undo = useUndo(text, onChange);
  const isEmpty = text.trim() === "";
  const read = useMemo(() => readJson(text), [text]);
  const issues = useMemo(
    () => [...(isEmpty ? [] : (check?.issues ?? [])), ...serverIssues],
    [isEmpty, check, serverIssues],
  );
  const showField = (path: JsonPath) => {
    setPane("form");
    if (read.ok) json.current?.goTo(placeOf(text, read.root, path), { withFocus: false });
    focusField(frame.current, path);
  };
  const showText = (place: { from: number; to: number }) => {
    flushSync(() => setPane("json"));
    json.current?.goTo(place, { withFocus: true });
  };
  useImperativeHandle(ref, () => ({ show: showField }));

  return (
    <div className={classes["editor"]} ref={frame} data-pane={pane}>
      <SegmentedControl
        className={classes["switch"] ?? ""}
        aria-label="Show the strategy as"
        fullWidth
        data={panes}
        value={pane}
        onChange={(next) => setPane(next === "json" || next === "words" ? next : "form")}
      />
      <div className={classes["tools"]}>
        <StartFrom isEmpty={isEmpty} earlier={earlier} onStart={undo.edit} />
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowBackUp size={15} />}
          disabled={!undo.isPossible}
          onClick={undo.undo}
        >
          Undo
        </Button>
        <AnchorLink to="/language" size="sm" target="_blank">
          The language
        </AnchorLink>
      </div>
      <section className={classes["formPane"]} data-pane="form" aria-label="Strategy form">
        <FormPane isEmpty={isEmpty} read={read} issues={issues} edit={undo.edit} onGo={showText} />
      </section>
      <div className={classes["beside"]}>
        <section data-pane="json" aria-label="Strategy as JSON">
          <JsonField
            ref={json}
            text={text}
            onChange={onChange}
            issues={issues}
            label="Strategy document"
            describedBy={`${id}-help ${id}-issues`}
          />
          <p id={`${id}-help`} className={classes["help"]}>
            A boltz.strategy/1 document. Tab indents; Escape, then Tab, leaves the editor.
          </p>
        </section>
        <Verdict
          id={`${id}-issues`}
          issues={issues}
          isEmpty={isEmpty}
          isRight={check !== undefined && !isChecking}
          onText={showText}
          onField={showField}
        />
        <div data-pane="words">
          <RulesPreview check={check} />
        </div>
      </div>
    </div>
  );
}
