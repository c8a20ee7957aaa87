import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from "react";
import type { DocumentIssue } from "./check-document.ts";
import { jsonColours } from "./json-colours.ts";
import { editorLook } from "./json-editor-look.ts";
import { messagesInPlace } from "./messages-in-place.ts";

export interface JsonEditorHandle {
  /** Selects a place and brings it into view, with the cursor or without it. */
  goTo(place: { from: number; to: number }, options: { withFocus: boolean }): void;
}

export interface JsonEditorProps {
  text: string;
  onChange: (text: string) => void;
  issues: readonly DocumentIssue[];
  label: string;
  /** The id of what else is to be said of it: how to leave it by keyboard, and its issues. */
  describedBy: string;
  ref?: Ref<JsonEditorHandle>;
}

const fromOutside = Annotation.define<boolean>();

/** JSON with colours, numbered lines, and every issue in the margin, under its words and at the end of its line. */
export function JsonEditor({ text, onChange, issues, label, describedBy, ref }: JsonEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent(onChange);
  const start = useEffectEvent((): EditorView | null =>
    parent.current
      ? new EditorView({
          parent: parent.current,
          state: EditorState.create({
            doc: text,
            extensions: [
              ...editing,
              EditorView.updateListener.of(({ docChanged, state, transactions }) => {
                const isOurs = transactions.some((change) => change.annotation(fromOutside));
                if (docChanged && !isOurs) changed(state.doc.toString());
              }),
              EditorView.contentAttributes.of({
                tabindex: "0",
                "aria-label": label,
                "aria-describedby": describedBy,
              }),
            ],
          }),
        })
      : null,
  );

  useEffect(() => {
    const made = start();
    view.current = made;
    return () => {
      made?.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    if (view.current) takeText(view.current, text);
  }, [text]);

  useEffect(() => {
    if (!view.current) return;
    const { state } = view.current;
    const marks = issues.map((issue) => diagnosticOf(issue, state.doc.length));
    view.current.dispatch(setDiagnostics(state, marks));
    view.current.contentDOM.setAttribute("aria-invalid", String(issues.length > 0));
  }, [issues]);

  useImperativeHandle(ref, () => ({
    goTo: ({ from, to }, { withFocus }) => {
      if (!view.current) return;
      const end = view.current.state.doc.length;
      const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
      const effects = EditorView.scrollIntoView(selection.anchor, { y: "center" });
      view.current.dispatch({ selection, effects });
      if (withFocus) view.current.focus();
    },
  }));

  return <div ref={parent} />;
}

const tabLeavesForMs = 5_000;

function letTabLeave(view: EditorView) {
  view.setTabFocusMode(tabLeavesForMs);
  return false;
}

const editing: Extension[] = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  bracketMatching(),
  indentOnInput(),
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  json(),
  jsonColours,
  messagesInPlace,
  editorLook,
  // Escape, then Tab, leaves the editor; Ctrl-M lets Tab move the focus until it is pressed again.
  keymap.of([
    { key: "Escape", run: letTabLeave },
    ...defaultKeymap,
    ...historyKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
];

function diagnosticOf({ from, to, message }: DocumentIssue, end: number): Diagnostic {
  const start = Math.min(from, end);
  return {
    from: start,
    to: Math.min(Math.max(to, start), end),
    severity: "error",
    message,
  };
}

/** Takes over a text that was changed elsewhere, by the part that differs, so that cursor and history stay. */
function takeText(view: EditorView, text: string) {
  const old = view.state.doc.toString();
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  view.dispatch({
    changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
    annotations: fromOutside.of(true),
  });
}
