import { EditorView } from "@codemirror/view";

/** The editor in the site's colours; they are variables, so that it follows dark and light by itself. */
export const editorLook = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--bz-surface)", color: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.55" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--bz-accent)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--bz-accent)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--bz-sunken)",
    color: "var(--bz-text-3)",
    borderRight: "1px solid var(--bz-line)",
  },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--bz-accent) 6%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--bz-accent) 24%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--bz-accent-soft)",
    outline: "1px solid var(--bz-accent)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bz-bad-soft)" },
  ".cm-json-name": { color: "var(--bz-accent)" },
  ".cm-json-value": { color: "var(--bz-warn)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bz-bad) 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-lint-marker-error": {
    content: '""',
    width: "0.7em",
    height: "0.7em",
    margin: "0.3em 0 0 0.15em",
    borderRadius: "50%",
    backgroundColor: "var(--bz-bad)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--bz-line-strong)",
    borderRadius: "8px",
    backgroundColor: "var(--bz-surface)",
    color: "var(--mantine-color-text)",
    fontFamily: "var(--mantine-font-family)",
    fontSize: "0.8125rem",
    maxWidth: "min(420px, 90vw)",
  },
  ".cm-panels": { backgroundColor: "var(--bz-sunken)", color: "var(--mantine-color-text)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bz-bad)" },
});
